"""Nothing but pages and forms: Eve joins, finds, orders, pays, accepts and rates with JavaScript switched off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from contracts.actions.deliver import deliver
from contracts.models import Contract
from contracts.tests.conftest import make_gig
from discovery.actions.rebuild import rebuild
from discovery.demo.load import film
from e2e.conftest import PHONE, Visit, code_mailed_to
from gigs.models import Gig, GigSample
from payments import invariants
from reelbyte.testing.processes import wait_until
from reviews.models import Review

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "eve@example.com"


@pytest.fixture
def gig(alice: Any) -> Gig:
    """Alice's live gig with a film, 300 EUR, found by search."""
    gig = make_gig(alice)
    GigSample.objects.create(gig=gig, video=film(alice, "sample", "aurora", "A grade"), position=0)
    rebuild()
    return gig


@pytest.mark.timeout(240)
def test_from_joining_to_a_review(open_page: Callable[..., Visit], gig: Gig, alice: Any) -> None:
    phone = open_page(PHONE, javascript=False)
    join(phone)

    # She finds the gig by its words, and chooses the package.
    page = phone.go(f"{reverse('discovery:search')}?q=brand")
    page.get_by_role("link", name=gig.title).first.click()
    page.wait_for_url(f"**{gig.get_absolute_url()}")
    page.get_by_role("button", name="Continue").filter(visible=True).first.click()
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url("**/contracts/**")
    contract = Contract.objects.get()

    # What it is for, and the money.
    page.get_by_role("link", name="Answer the brief").first.click()
    page.get_by_label("What is it for?").fill("A launch film, mostly seen on phones.")
    page.get_by_role("button", name="Send to the creator").click()
    page.get_by_role("button", name="into escrow").click()
    page.get_by_role("button", name="Pay €300").click()
    page.wait_for_url(f"**{contract.get_absolute_url()}")
    expect(page.locator(".room__money").get_by_text("In escrow")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("The money is safe in escrow")

    # Alice delivers; Eve reads it, answers in the chat, and accepts.
    milestone = contract.milestones.get()
    deliver(alice, milestone, videos=[film(alice, "delivery", "aurora", "First cut")], note="First version.")
    phone.go(contract.get_absolute_url())
    expect(page.locator(".room__stage").get_by_text("First version.")).to_be_visible()
    page.get_by_label("Message to").fill("That is the one.")
    page.get_by_role("button", name="Send", exact=True).click()
    phone.go(contract.get_absolute_url())
    expect(page.get_by_role("log").get_by_text("That is the one.")).to_be_visible()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("button", name="Accept and release").click()
    wait_until(lambda: contract.milestones.get().status == "released", "the release")
    phone.go(contract.get_absolute_url())
    expect(page.get_by_role("link", name="Download the original")).to_be_visible()

    # And says how it was.
    phone.go(f"{contract.get_absolute_url()}review/")
    rate(page, "Exactly the film I saw in my head.")
    assert Review.objects.get().author.email == ADDRESS
    assert [finding.name for finding in invariants.check() if finding.problems] == []


def join(phone: Visit) -> None:
    page = phone.go("/accounts/signup/")
    page.get_by_text("Hire creators").click()
    page.get_by_label("Your name").fill("Eve Park")
    page.get_by_label("Email").fill(ADDRESS)
    page.get_by_label("Password").fill("unlikely-otter-77")
    page.get_by_label("I agree to the terms of use").check()
    page.get_by_role("button", name="Create my account").click()
    page.get_by_label("Code").fill(code_mailed_to(ADDRESS))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Welcome, Eve")).to_be_visible()
    assert User.objects.get(email=ADDRESS).is_client


def rate(page: Page, words: str) -> None:
    for row in page.locator(".rate-row").all():
        row.locator("label").last.click()
    page.get_by_label("In your words").fill(words)
    page.get_by_role("button", name="Send review").click()
    expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()
