"""A look at a page: usable by everybody, in both themes, and nothing of it too wide."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from e2e.conftest import PHONE, Visit
from e2e.pages import PAGES, People
from reelbyte.testing.sessions import signed_in

# Colours change over a moment: axe would measure them on their way.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  for (await frame(); moving().length; await frame()) await Promise.allSettled(moving().map(({finished}) => finished));
}"""


def walk(open_page: Callable[..., Visit], demo: People, *emails: str) -> None:
    """Look at all that these people see; fail with all that is wrong, and with names that no address led to."""
    found: list[str] = []
    for email in emails:
        visit = open_page(PHONE)
        if email:
            key = signed_in(demo[email])
            visit.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": visit.url}])
        asked: set[str] = set()
        met: set[str] = set()
        for path in PAGES[email](demo):
            asked |= names(path)
            found += look_at(visit, path)
            met |= names(visit.page.url)
        found += [f"{name}: nobody got there" for name in asked - met]
    assert not found, "\n".join(found)


def names(url: str) -> set[str]:
    """What the urlconf calls an address: one name, or none for a page that is not there."""
    try:
        return {resolve(urlsplit(url).path).view_name}
    except Resolver404:
        return set()


def look_at(visit: Visit, path: str) -> list[str]:
    """What is wrong with a page: in the dark anything, in the light its colours.

    A form that is closed in this state sends on, or refuses in a sentence; both are pages, too.
    """
    page = visit.page
    page.emulate_media(color_scheme="dark")
    visit.go(path)
    found = visit.axe()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        found.append(f"{path} is {wide} px too wide")
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    return found + visit.axe(("color-contrast",))
