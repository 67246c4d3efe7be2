"""How smoothly the moving pages scroll, beside still ones with the same pictures, in one run: believe the ratios.

`python -m bench.scrolling [--at URL] [--rounds 5] [names]` opens home, the reels and what a search found in Chromium,
on a desk and on a phone, traces a steady scroll through each, and the same scroll through a page of nothing but its
pictures, in turns. A frame is long if it came late for a refresh of the screen; a page may spend 1.2 times as much of
the scroll in long frames as its still twin. Fails where it spends more. (Counting them would flatter a page that draws
few frames, all of them long.)
"""

import argparse
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from e2e.shots import chromium, served

# (name, address, what scrolls: "" the page itself, or an element that holds a film a screen)
PAGES = (("home", "/", ""), ("reels", "/reels/", "[data-feed]"), ("search", "/gigs/?q=film", ""))
DEVICES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
MOST = 1.2
LEAST = 2.0  # per cent; below that there is nothing to compare
LONG_MS = 1_000 / 60 * 1.5
SPEED = 900  # pixels a second: somebody who looks for something
FARTHEST = 3_600  # pixels of a page
FILMS = 4
TRACED = ("devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame", "latencyInfo")
STILL = "/still/"

HEIGHTS = """(scroller) => {
  const { clientHeight, scrollHeight } = scroller ? document.querySelector(scroller) : document.documentElement;
  return [clientHeight, scrollHeight];
}"""
# Where the pictures are: what of each is seen of it, were the whole page unrolled.
PICTURES = """(scroller) => {
  const root = scroller ? document.querySelector(scroller) : document.documentElement;
  const { left, top } = scroller ? root.getBoundingClientRect() : { left: 0, top: 0 };
  const [x, y] = [root.scrollLeft - left, root.scrollTop - top];
  const seen = (image) => {
    let { left, top, right, bottom } = image.getBoundingClientRect();
    for (let at = image.parentElement; at && at !== root && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === "visible") continue;
      const box = at.getBoundingClientRect();
      [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
      [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    return { left: left + x, top: top + y, width: right - left, height: bottom - top };
  };
  const images = [...document.images].filter((image) => image.currentSrc && image.checkVisibility());
  const films = [...document.querySelectorAll("video[poster]")];
  const all = [...images.map((image) => [image, image.currentSrc]), ...films.map((film) => [film, film.poster])];
  return {
    width: root.clientWidth, height: root.clientHeight, left, top, whole: root.scrollHeight,
    pictures: all.map(([node, src]) => ({ src, lazy: node.loading === "lazy", ...seen(node) }))
      .filter(({ width, height }) => width > 1 && height > 1),
  };
}"""


def main() -> None:
    """Scroll, print, and fail where a page is too much slower than its pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--at", default="")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    chosen = [page for page in PAGES if not options.names or page[0] in options.names]
    wrong: list[str] = []
    sys.stdout.write("% of the scroll in long frames   page  still  ratio\n")
    with served(options.at) as url, sync_playwright() as playwright:
        browser = chromium(playwright)
        for name, address, scroller in chosen:
            for device, settings in DEVICES.items():
                ratio = _compare(browser, f"{name} on a {device}", url, address, scroller, settings, options.rounds)
                if ratio > MOST:
                    wrong.append(f"{name} on a {device}: {ratio:.2f} times as long in long frames as its pictures")
        browser.close()
    if wrong:
        raise SystemExit("\n".join(["", *wrong]))


def _compare(
    browser: Browser, label: str, url: str, address: str, scroller: str, settings: dict[str, Any], rounds: int
) -> float:
    """Scroll the page and its still twin in turns; print both medians and give their ratio back."""
    context = browser.new_context(service_workers="block", **settings)  # it would ask for the twin itself
    page = _opened(context, url + address)
    _scroll(page, scroller)  # everything is fetched once, so that both come from the cache
    twin = _twin(page.evaluate(PICTURES, scroller), scroller)
    page.close()
    context.route(f"{url}{STILL}", lambda route: _answer(route, twin))
    moving: list[float] = []
    still: list[float] = []
    for _round in range(rounds):
        for target, where, found in ((address, scroller, moving), (STILL, scroller and "main", still)):
            page = _opened(context, url + target)
            found.append(_scroll(page, where))
            page.close()
    context.close()
    ours, theirs = statistics.median(moving), statistics.median(still)
    ratio = max(ours, LEAST) / max(theirs, LEAST)
    sys.stdout.write(f"{label:31}{ours:6.1f} {theirs:6.1f} {ratio:6.2f}\n")
    sys.stdout.flush()
    return ratio


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1_500)  # what begins by itself has begun
    return page


def _scroll(page: Page, scroller: str) -> float:
    """Down through the page, or from film to film, traced."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[Any] = []
    session.on("Tracing.dataCollected", lambda chunk: events.extend(chunk["value"]))
    session.on("Tracing.tracingComplete", lambda event: ended.append(event))
    session.send(
        "Tracing.start",
        {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": list(TRACED)}},
    )
    width, height = page.evaluate("[innerWidth, innerHeight]")
    view, whole = page.evaluate(HEIGHTS, scroller)
    steps = [view] * FILMS if scroller else [min(FARTHEST, whole - view)]
    for step in steps:
        gesture = {"x": width // 2, "y": height // 2, "yDistance": -step, "speed": SPEED, "gestureSourceType": "mouse"}
        session.send("Input.synthesizeScrollGesture", gesture)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    session.detach()
    return _share(events)


def _share(events: list[dict[str, Any]]) -> float:
    """Per cent of the time between the first and the last turn of the wheel that was spent in long frames."""
    turns = [event["ts"] for event in events if event["name"].startswith("InputLatency::")]
    drawn = sorted(
        event["ts"] for event in events if event["name"] == "DrawFrame" and turns[0] <= event["ts"] <= max(turns)
    )
    gaps = [(after - before) / 1_000 for before, after in zip(drawn, drawn[1:], strict=False)]
    return 100 * sum(gap for gap in gaps if gap > LONG_MS) / sum(gaps)


def _twin(found: dict[str, Any], scroller: str) -> str:
    """A page of the same pictures at the same places, which scrolls as the page does and does nothing else."""
    pictures = "".join(
        f'<img src="{each["src"]}" decoding="async"{" loading=lazy" if each["lazy"] else ""} '
        f'style="left:{each["left"]}px;top:{each["top"]}px;width:{each["width"]}px;height:{each["height"]}px">'
        for each in found["pictures"]
    )
    if scroller:
        box = (
            f"position:fixed;left:{found['left']}px;top:{found['top']}px;width:{found['width']}px;"
            f"height:{found['height']}px;overflow-y:auto;scroll-snap-type:y mandatory"
        )
        snaps = f'<i style="height:{found["height"]}px"></i>' * round(found["whole"] / found["height"])
    else:
        box = "position:relative;overflow:clip"
        snaps = f'<i style="height:{found["whole"]}px"></i>'
    return (
        "<!doctype html><meta name=viewport content='width=device-width'><style>body{margin:0;background:#000}"
        "img{position:absolute;object-fit:cover}i{display:block;scroll-snap-align:start;scroll-snap-stop:always}"
        f"</style><main style='{box}'>{snaps}{pictures}</main>"
    )


def _answer(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


if __name__ == "__main__":
    main()
