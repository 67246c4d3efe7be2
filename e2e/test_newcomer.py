"""From nothing to a gig the world can order: Eve joins on a phone, staff look at her first gig."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from accounts import groups
from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from accounts.tests.test_mfa import code
from discovery.demo.load import CLIPS
from e2e.conftest import DESKTOP, PHONE, Visit, code_mailed_to
from gigs.models import Gig

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "eve@example.com"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TITLE = "I will film your kitchen like a heist"


@pytest.mark.timeout(300)
def test_from_joining_to_a_public_gig(open_page: Callable[..., Visit], mod: User) -> None:
    phone = open_page(PHONE)
    page = phone.go("/accounts/signup/")
    page.get_by_text("Sell my work").click()
    page.get_by_label("Your name").fill("Eve Park")
    page.get_by_label("Email").fill(ADDRESS)
    page.get_by_label("Password").fill("unlikely-otter-77")
    page.get_by_role("button", name="Create my account").click()
    page.get_by_label("Code").fill(code_mailed_to(ADDRESS))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Welcome, Eve")).to_be_visible()

    follow(page, "Say what you make")
    page.get_by_label("Headline").fill("Restaurant films with a plot")
    page.get_by_label("Where you work").fill("Lisbon")
    page.locator(".skill-group").first.locator("label").first.click()
    page.get_by_role("button", name="Add a language").click()
    page.locator("#languages select").first.select_option(label="English")
    page.get_by_role("button", name="Save profile").click()
    expect(page.locator("#toasts")).to_contain_text("saved")

    phone.go("/welcome/")
    follow(page, "Show a film")
    upload(page, "ember.mp4")
    page.get_by_role("button", name="Add to portfolio").click()
    page.get_by_role("textbox", name="Title").fill("Ember, a study of smoke")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".shelf__item strong")).to_have_text(["Ember, a study of smoke"])

    phone.go("/welcome/")
    follow(page, "Publish a gig")
    page.get_by_role("link", name="Create a gig").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Category").select_option(label="Food & drink")
    page.get_by_label("Description").fill("A minute of your kitchen at full heat, cut to a score of its own. " * 2)
    upload(page, "tide.mp4")
    page.locator("#id_basic-title").fill("One dish")
    page.locator("#id_basic-price").fill("320")
    page.locator("#id_basic-delivery_days").fill("7")
    page.get_by_role("button", name="Add a question").click()
    page.locator("#id_questions-0-text").fill("Which dish is the star?")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator("main")).to_contain_text("In review")
    gig = Gig.objects.get()
    stranger = open_page(DESKTOP)
    assert stranger.page.goto(f"{stranger.url}{gig.get_absolute_url()}").status == 404  # type: ignore[union-attr]

    mod.groups.add(Group.objects.get(name=groups.MODERATOR))
    enrol_totp(mod, SECRET)
    desk = open_page(DESKTOP, theme="light")
    staff = desk.sign_in(mod)
    staff.locator("main input[name=code]").fill(code(SECRET))
    staff.locator("main input[name=code]").press("Enter")
    staff.wait_for_url(lambda url: "/2fa/" not in url)
    desk.go("/admin/gigs/gig/?status__exact=in_review")
    staff.get_by_role("link", name=TITLE).click()
    staff.get_by_role("button", name="Approve").click()
    expect(staff.locator(".messagelist")).to_contain_text("is decided")

    seen = stranger.go(gig.get_absolute_url())
    expect(seen.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(seen.locator("video")).to_have_count(1)
    expect(seen.get_by_role("button", name="Continue").first).to_be_visible()


def follow(page: Page, step: str) -> None:
    """The button beside a step of the checklist."""
    page.locator("main li", has_text=step).get_by_role("link").click()


def upload(page: Page, clip: str) -> None:
    page.wait_for_load_state("load")
    page.locator("[data-upload-input]").set_input_files(CLIPS / clip)
    expect(page.locator("li.upload").last).to_have_attribute("data-state", "ready", timeout=90_000)
