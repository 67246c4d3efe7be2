"""The reel feed in the hand: it plays what one looks at, fetches what comes next, and keeps what one likes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from creators.actions.add_item import add_item
from discovery.demo.load import film
from discovery.models import Follow, Like
from discovery.tests.builders import make_creator
from e2e.conftest import PHONE, Visit
from reelbyte.testing.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PLAYING = "(reel) => { const film = reel.querySelector('video'); return !film.paused && film.currentTime > 0 }"


@pytest.fixture
def films(alice: Any) -> None:
    """Eight films: more than a page."""
    profile = make_creator(alice, films=0)
    for number in range(8):
        add_item(profile, film(alice, "portfolio", "aurora", f"Film {number}"), title=f"Film {number}")


def test_it_plays_what_one_looks_at(open_page: Callable[..., Visit], films: None, bob: Any) -> None:
    visit = open_page(PHONE)
    visit.sign_in(bob)
    page = visit.go("/reels/")
    reels = page.locator("[data-reel]")
    expect(reels).to_have_count(6)
    assert visit.axe() == []
    # Less motion is wished for here: nothing starts by itself, the space bar starts it.
    expect(reels.first).to_have_attribute("data-paused", "")
    page.keyboard.press(" ")
    wait_until(lambda: plays(page, 0), "the first film to play")

    reels.first.get_by_role("button", name="Like").click()
    expect(reels.first.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    reels.first.get_by_role("button", name="Follow Alice").click()
    expect(reels.first.get_by_role("button", name="Follow Alice")).to_have_attribute("aria-pressed", "true")
    assert (Like.objects.count(), Follow.objects.count()) == (1, 1)

    for place in range(1, 6):
        page.keyboard.press("ArrowDown")
        expect(reels.nth(place)).to_be_in_viewport(ratio=0.9)
    expect(reels).to_have_count(8)
    assert not plays(page, 0)
    loaded = page.locator("[data-reel] video[src]")
    wait_until(lambda: loaded.count() <= 4, "films out of reach to let go of what they loaded")


def test_it_can_be_watched_without_script(open_page: Callable[..., Visit], films: None) -> None:
    page = open_page(PHONE, javascript=False).go("/reels/")
    expect(page.locator("video[controls][src]")).to_have_count(6)
    page.get_by_role("link", name="More films").click()
    expect(page.locator("video")).to_have_count(2)


def plays(page: Page, place: int) -> bool:
    return page.locator("[data-reel]").nth(place).evaluate(PLAYING)
