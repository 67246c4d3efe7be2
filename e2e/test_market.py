"""Finding and offering, as people do it: searching, narrowing, watching; making a gig, putting films in order."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from creators.models import PortfolioItem
from discovery.actions.rebuild import rebuild
from discovery.tests.builders import make_creator
from e2e.conftest import DESKTOP, PHONE, Visit
from e2e.keys import press, press_here
from gigs.models import Gig
from gigs.tests.builders import make_gig, make_video, package

OpenPage = Callable[..., Visit]


@pytest.fixture
def market(alice: Any, carol: Any) -> Gig:
    """Two creators, three gigs; Alice's gig with everything a page can show."""
    make_creator(alice, ("Macro cinematography",), films=3, hourly_minor=9_000)
    make_creator(carol, ("FPV",), headline="Flights through narrow things")
    make_gig(alice, "live", title="Steam and smoke")
    make_gig(carol, "live", title="Dives through your factory", currency="USD")
    gig = make_gig(
        alice,
        "live",
        title="Macro films for watches",
        packages=[package(), package("standard", 30_000), package("premium", 60_000)],
        extras=[{"title": "In two days", "price_minor": 5_000, "days_delta": -3}],
        faqs=[{"question": "Do you travel?", "answer": "Gladly."}],
        samples=[make_video(alice), make_video(alice)],
    )
    rebuild()  # no worker writes documents here
    return gig


def test_wide_pages_can_be_used_by_everybody(open_page: OpenPage, market: Gig) -> None:
    """On a phone they are among all the others (test_pages_public.py)."""
    visit = open_page(DESKTOP)
    for path in (
        "/",
        "/gigs/",
        "/gigs/?q=nothing+at+all",
        "/creators/",
        "/creators/alice-moreau/",
        market.get_absolute_url(),
    ):
        page = visit.go(path)
        page.wait_for_load_state("load")
        assert visit.axe() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} moves sideways"


def test_narrowing_keeps_the_focus_and_the_address(open_page: OpenPage, market: Gig) -> None:
    visit = open_page()
    page = visit.go("/gigs/")
    page.locator("#facets label", has_text="Product films").click()
    expect(page).to_have_url(f"{visit.url}/gigs/?category=product-films")
    page.get_by_role("combobox", name="Search").last.fill("watches")
    expect(page.locator(".browse__count")).to_have_text("1 gig")
    expect(page).to_have_url(f"{visit.url}/gigs/?q=watches&category=product-films")
    expect(page.locator("#browse-q")).to_be_focused()
    page.reload()
    expect(page.locator(".browse__count")).to_have_text("1 gig")
    page.locator(".chip--on", has_text="Product films").click()
    expect(page).to_have_url(f"{visit.url}/gigs/?q=watches")
    page.locator("[data-film]").first.click(position={"x": 60, "y": 40})
    expect(page.get_by_role("heading", level=1)).to_have_text("Macro films for watches")


def test_filters_are_a_sheet_on_a_phone(open_page: OpenPage, market: Gig) -> None:
    visit = open_page(viewport=PHONE)
    page = visit.go("/gigs/")
    press(page, page.get_by_role("button", name="Filters"))
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    assert visit.axe() == []
    press_here(page, sheet.get_by_label("Available now"), "Space")
    expect(page.locator(".browse__count")).to_have_text("3 gigs")
    press(page, sheet.get_by_role("button", name="Show results"))
    expect(sheet).to_be_hidden()
    # The button that opened it was swapped with the results; its successor has the focus.
    expect(page.get_by_role("button", name="Filters")).to_be_focused()


def test_suggestions_are_chosen_by_keyboard(open_page: OpenPage, market: Gig) -> None:
    page = open_page().go("/gigs/")
    box = page.locator("#browse-q")
    box.press_sequentially("ali", delay=40)
    options = page.locator("#browse-q-list [role=option]")
    expect(options.last).to_contain_text("Alice Moreau")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "browse-q-option-1")
    box.press("ArrowUp")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alice Moreau")


def test_a_gig_is_found_and_opened_without_script(open_page: OpenPage, market: Gig) -> None:
    visit = open_page(javascript=False)
    page = visit.go("/")
    page.locator("#home-search").fill("watches")
    page.locator("#home-search").press("Enter")
    page.locator(".film__link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Macro films for watches")
    page.get_by_text("Premium", exact=True).first.click()
    offer = market.packages.get(tier="premium")
    expect(page.locator(f"input[name=package][value='{offer.public_id}']")).to_be_attached()
    expect(page.locator(".offer .price--lg").last).to_be_visible()


def test_films_are_put_in_order_by_button_and_by_drag(open_page: OpenPage, market: Gig, alice: Any) -> None:
    visit = open_page()
    visit.sign_in(alice)
    page = visit.go("/studio/portfolio/")
    titles = page.locator(".shelf__item strong")
    expect(titles).to_have_text(["Film 0", "Film 1", "Film 2"])
    page.get_by_role("button", name="Move Film 2 up").click()
    expect(titles).to_have_text(["Film 0", "Film 2", "Film 1"])
    grip = page.locator("[data-shelf-grip]").first.bounding_box()
    last = page.locator(".shelf__item").last.bounding_box()
    assert grip
    assert last
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 60, last["y"] + last["height"] - 4, steps=12)
    with page.expect_response("**/order/"):
        page.mouse.up()
    expect(titles).to_have_text(["Film 2", "Film 1", "Film 0"])
    assert list(PortfolioItem.objects.filter(profile__user=alice).values_list("title", flat=True)) == [
        "Film 2",
        "Film 1",
        "Film 0",
    ]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_gig_is_made(open_page: OpenPage, carol: Any, javascript: bool) -> None:
    video = make_video(carol)
    visit = open_page(javascript=javascript)
    visit.sign_in(carol)
    page = visit.go("/studio/gigs/new/")
    page.get_by_label("Title").fill("I will fly through your factory")
    page.get_by_label("Category").select_option(label="FPV flights")
    page.get_by_label("Description").fill("One take through every hall, without stopping the machines. " * 2)
    page.get_by_text("Choose from films you have uploaded").click()
    page.locator(f"input[name=video][value='{video.public_id}']").check()
    page.locator("#id_basic-title").fill("One take")
    page.locator("#id_basic-price").fill("450")
    page.locator("#id_basic-delivery_days").fill("6")
    page.get_by_role("button", name="Add an extra").click()
    page.locator("#id_extras-0-title").fill("Night flight")
    page.locator("#id_extras-0-price").fill("120.50")
    expect(page.get_by_label("Title")).to_have_value("I will fly through your factory")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("heading", name="I will fly through your factory")).to_be_visible()
    gig = Gig.objects.get()
    assert gig.status == Gig.Status.IN_REVIEW
    assert gig.extras.get().price_minor == 12_050
