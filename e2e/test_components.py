"""The components as people meet them: read by axe, opened, closed, chosen, in both themes and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.conftest import DESKTOP, PHONE, Visit

OpenPage = Callable[..., Visit]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_component_can_be_used_by_everybody(
    open_page: OpenPage, mod: Any, viewport: dict[str, int], theme: str
) -> None:
    visit = open_page(viewport=viewport, theme=theme)
    visit.sign_in(mod)
    page = visit.go("/styleguide/")
    page.wait_for_load_state("networkidle")
    assert visit.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page moves sideways"


def test_things_open_close_and_remember(open_page: OpenPage, mod: Any) -> None:
    visit = open_page(theme="light")
    visit.sign_in(mod)
    page = visit.go("/styleguide/")

    opener = page.get_by_role("button", name="Open a dialog").first
    opener.click()
    dialog = page.get_by_role("dialog", name="Cancel the contract?").first
    expect(dialog).to_be_visible()
    assert visit.axe() == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()

    page.get_by_role("button", name="Open a sheet").first.click()
    sheet = page.get_by_role("dialog", name="Filters").first
    expect(sheet).to_be_visible()
    assert visit.axe() == []
    page.mouse.click(20, 400)  # beside it
    expect(sheet).to_be_hidden()

    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: 'Saved', kind: 'good'}}))")
    toast = page.locator("#toasts").get_by_text("Saved")
    expect(toast).to_be_visible()
    page.locator("#toasts").get_by_role("button", name="Close").click()
    expect(toast).to_have_count(0)

    page.get_by_role("button", name="Your account").click()
    expect(page.locator("#account-menu")).to_be_visible()
    assert visit.axe() == []
    with page.expect_response("**/theme/"):
        page.locator("#account-menu").get_by_role("button", name="Dark").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Your account").click()
    assert visit.axe(("color-contrast",)) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open a sheet").first.click()
    assert visit.axe(("color-contrast",)) == []
    page.keyboard.press("Escape")

    # A wish for less motion is kept: looking at a film does not start it.
    page.locator("[data-film]").first.hover()
    page.wait_for_timeout(400)
    expect(page.locator("[data-film] video")).to_have_count(0)


def test_without_script_choices_still_work(open_page: OpenPage, mod: Any) -> None:
    visit = open_page(javascript=False)
    visit.sign_in(mod)
    page = visit.go("/styleguide/")
    pane = page.locator("#navigation .sg__pane").first
    expect(pane.get_by_text("One film, 15 seconds.")).to_be_visible()
    pane.get_by_text("Premium").click()
    expect(pane.get_by_text("A day of shooting, graded.")).to_be_visible()
    expect(pane.get_by_text("One film, 15 seconds.")).to_be_hidden()
    page.locator(".foot").get_by_role("button", name="Light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
