"""Somebody on a train: a page that does not come is told in our words, and comes once the connection is back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from e2e.conftest import PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_cannot_be_had(open_page: Callable[..., Visit]) -> None:
    visit = open_page(PHONE)
    page = visit.go("/accounts/login/")
    page.evaluate("navigator.serviceWorker.ready.then(({active}) => active.state)")
    # What the browser needs to keep the site as an app.
    devtools = visit.context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    missing = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in missing] == ["in-incognito"]

    visit.context.set_offline(True)
    visit.go("/creators/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert page.url == f"{visit.url}/creators/"
    # Its own styles are let in by their hash.
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    assert visit.axe() == []
    assert page.evaluate("caches.keys()") == []

    visit.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("navigation", name="Shortcuts")).to_be_visible()
    assert page.url == f"{visit.url}/creators/"
    # That the page was refused is what this test is about.
    visit.complaints = [said for said in visit.complaints if "503" not in said]
