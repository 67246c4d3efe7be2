"""A look at a page on the smallest phone: usable by everybody, in both themes, nothing too wide or too small to hit."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from discovery.demo.catalogue import MODERATOR_EMAIL
from e2e.conftest import PHONE, SMALL_PHONE, Visit, enter
from e2e.pages import PAGES, People

# Colours change over a moment: axe would measure them on their way.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  for (await frame(); moving().length; await frame()) await Promise.allSettled(moving().map(({finished}) => finished));
}"""

# What a finger can miss: less than 44 px high or wide, and nothing around it that takes the touch for it. As WCAG 2.5.5
# has it, a link in a sentence is as high as its line; what a label belongs to is hit by the label.
SMALL = """() => {
  const wanted = 44 - 0.5;
  const inSentence = (link) => link.matches("a") && getComputedStyle(link).display === "inline"
    && link.parentElement.innerText.trim() !== link.innerText.trim();
  const takes = (target, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (target.contains(hit) || [...(target.labels ?? [])].some((label) => label.contains(hit)));
  };
  // How far one can slip from the middle, both ways together.
  const room = (target, x, y, dx, dy) => {
    let pixels = 0;
    for (const sign of [-1, 1]) {
      for (let n = 1; n < 44 && takes(target, x + sign * n * dx, y + sign * n * dy); n++) pixels++;
    }
    return pixels + 1;
  };
  const found = [];
  const targets = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  for (const target of document.querySelectorAll(`:is(${targets}):not(:disabled)`)) {
    const box = target.getBoundingClientRect();
    if (!target.checkVisibility({ visibilityProperty: true }) || box.width < 2 || box.height < 2) continue;
    if ((box.width >= wanted && box.height >= wanted) || inSentence(target)) continue;
    if (target.closest("[inert], [aria-hidden=true], .sr, .skip")) continue;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const boxes = [...(target.labels ?? [])].map((label) => label.getBoundingClientRect());
    if (boxes.some((label) => label.width >= wanted && label.height >= wanted)) continue;
    const high = bottom - top >= wanted || room(target, x, y, 0, 1) >= 43;
    const wide = right - left >= wanted || room(target, x, y, 1, 0) >= 43;
    const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
    if (!high || !wide) found.push(`${size} ${target.outerHTML.slice(0, 160)}`);
  }
  scrollTo(0, 0);
  return found;
}"""

# What a first view of these may weigh, compressed, with fonts and without pictures and films; nothing in it moves.
LIGHT = {
    "discovery:home", "discovery:search", "discovery:gig-detail", "discovery:creator-detail", "discovery:feed",
    "contracts:contract-detail",
}  # fmt: skip
MOST_BYTES = 150_000
SHIFTS = """() => new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { moved += value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved)));
})"""


class Scales:
    """Weighs what the page loads, as if nobody had been here before."""

    def __init__(self, visit: Visit) -> None:
        self.page = visit.page
        self.devtools = visit.context.new_cdp_session(visit.page)
        self.devtools.on("Network.requestWillBeSent", self._began)
        self.devtools.on("Network.loadingFinished", self._ended)
        self.devtools.send("Network.enable")
        self.devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.kinds: dict[str, str] = {}
        self.bytes = 0

    def _began(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _ended(self, event: dict[str, Any]) -> None:
        if self.kinds.get(event["requestId"]) not in ("Image", "Media"):
            self.bytes += int(event["encodedDataLength"])

    def read(self, path: str) -> list[str]:
        """What is wrong with this first view. The next page has its cache again."""
        moved = self.page.evaluate(SHIFTS)
        self.devtools.send("Network.setCacheDisabled", {"cacheDisabled": False})
        self.devtools.detach()
        found = [f"{path} loads {self.bytes} bytes"] if not 50_000 < self.bytes <= MOST_BYTES else []
        # A letter that comes in another font, on a busy machine, is no hundredth.
        return found + ([f"{path} moves by {moved:.3f}"] if round(moved, 2) else [])


def walk(open_page: Callable[..., Visit], demo: People, *emails: str) -> None:
    """Look at all that these people see; fail with all that is wrong, and with names that no address led to."""
    found: list[str] = []
    for email in emails:
        # The desk is Django's own and made for tables: it is looked at as wide as most phones are.
        visit = open_page(PHONE) if email == MODERATOR_EMAIL else open_page(SMALL_PHONE, touch=True)
        if email:
            enter(visit.context, visit.url, demo[email])
        asked: set[str] = set()
        met: set[str] = set()
        for path in PAGES[email](demo):
            asked |= names(path)
            found += look_at(visit, path, weigh=bool(names(path) & LIGHT - met))
            met |= names(visit.page.url)
        found += [f"{name}: nobody got there" for name in asked - met]
    assert not found, "\n".join(found)


def names(url: str) -> set[str]:
    """What the urlconf calls an address: one name, or none for a page that is not there."""
    try:
        return {resolve(urlsplit(url).path).view_name}
    except Resolver404:
        return set()


def look_at(visit: Visit, path: str, *, weigh: bool = False) -> list[str]:
    """What is wrong with a page: in the dark anything, in the light its colours.

    A form that is closed in this state sends on, or refuses in a sentence; both are pages, too.
    """
    page = visit.page
    page.emulate_media(color_scheme="dark")
    scales = Scales(visit) if weigh else None
    visit.go(path)
    found = visit.axe()
    if scales:
        found += scales.read(path)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        found.append(f"{path} is {wide} px too wide")
    if page.evaluate("matchMedia('(pointer: coarse)').matches"):
        found += [f"{path} is hard to hit: {target}" for target in page.evaluate(SMALL)]
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    return found + visit.axe(("color-contrast",))
