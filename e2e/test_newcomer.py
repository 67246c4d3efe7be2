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
from e2e.looking import look_at
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
    page.get_by_label("I agree to the terms of use").check()
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_label("Code")).to_be_visible()
    assert look_at(phone, "/accounts/confirm-email/") == []
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
    for tier, title, price, days in (("standard", "Three dishes", "640", "10"), ("premium", "The menu", "1,280", "14")):
        page.locator(f"#id_{tier}-offered").check()
        page.locator(f"#id_{tier}-title").fill(title)
        page.locator(f"#id_{tier}-price").fill(price)
        page.locator(f"#id_{tier}-delivery_days").fill(days)
    page.get_by_role("button", name="Add an extra").click()
    extra = page.locator(".row-card--extra").last
    extra.get_by_label("Extra").fill("By Friday")
    extra.get_by_label("Price").fill("90")
    extra.get_by_label("Days").fill("-2")
    page.get_by_role("button", name="Add an answer").click()
    page.locator("#faqs").get_by_label("Question").fill("Do you bring lights?")
    page.locator("#faqs").get_by_label("Answer").fill("All of them, and a haze machine.")
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
    expect(staff.get_by_role("heading", name="Your second factor")).to_be_visible()
    assert look_at(desk, "/accounts/2fa/authenticate/") == []
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
    offer = seen.locator("#packages form").filter(visible=True)
    for tier, price in (("Basic", "€320"), ("Premium", "€1,280"), ("Standard", "€640")):
        seen.get_by_role("radio", name=tier).check()
        expect(offer).to_contain_text(price)
    expect(offer.get_by_label("By Friday")).to_be_visible()
    seen.get_by_text("Do you bring lights?").click()
    expect(seen.get_by_text("All of them, and a haze machine.")).to_be_visible()
    expect(seen.get_by_role("button", name="Continue").filter(visible=True)).to_be_visible()


def follow(page: Page, step: str) -> None:
    """The button beside a step of the checklist."""
    page.locator("main li", has_text=step).get_by_role("link").click()


def upload(page: Page, clip: str) -> None:
    page.wait_for_load_state("load")
    page.locator("[data-upload-input]").set_input_files(CLIPS / clip)
    expect(page.locator("li.upload").last).to_have_attribute("data-state", "ready", timeout=90_000)
