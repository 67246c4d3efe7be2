"""Money as people meet it: the checkout and its cards, what was earned, and taking it out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.conftest import DESKTOP, PHONE, Visit
from payments import demo, invariants
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.open_checkout import open_checkout
from payments.actions.release import claim_release
from payments.models import PaymentIntent
from reelbyte import clock, outbox, policy
from reelbyte.money import Money, share
from reelbyte.testing.processes import wait_until

OpenPage = Callable[..., Visit]


def checkout(payer: Any, payee: Any, ref: str = "milestone:1", minor: int = 45_000) -> PaymentIntent:
    return open_checkout(
        payer,
        ref,
        payee=payee,
        amount=Money(minor, "EUR"),
        description="Launch film, standard package",
        return_url="/transactions/",
        cancel_url="/transactions/?given-up=1",
    )


@pytest.fixture
def earned(alice: Any, bob: Any, dave: Any) -> None:
    """Months of Alice's work for two clients: cleared, clearing, in escrow; a bank account past its hold."""
    for number, (payer, days, minor) in enumerate([(bob, 120, 30_000), (dave, 65, 52_000), (bob, 30, 18_050)]):
        with clock.at(clock.now() - timedelta(days=days)):
            earn(alice, payer, f"milestone:{number}", minor)
    clear_earnings()
    earn(alice, dave, "milestone:now", 90_000)
    demo.pay(checkout(bob, alice, "milestone:held", 25_000))
    with clock.at(clock.now() - 2 * policy.PAYOUT_METHOD_HOLD):
        add_payout_method(alice, holder="Alice Moreau", number="000123456789", currency="EUR")


def earn(creator: Any, payer: Any, ref: str, minor: int) -> None:
    demo.pay(checkout(payer, creator, ref, minor))
    fee = Money(share(minor, policy.FEE_BPS), "EUR")
    claim_release(ref, payee=creator, amount=Money(minor, "EUR"), fee=fee, key=ref, subject="Launch film")
    demo.settle(ref)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_money_pages_can_be_used_by_everybody(
    open_page: OpenPage, alice: Any, bob: Any, earned: None, viewport: dict[str, int], theme: str
) -> None:
    visit = open_page(viewport=viewport, theme=theme)
    visit.sign_in(alice)
    for path in ("/earnings/", "/transactions/", "/withdrawals/new/", "/payout-methods/", "/payout-methods/new/"):
        look(visit, path)
    visit = open_page(viewport=viewport, theme=theme)
    visit.sign_in(bob)
    intent = checkout(bob, alice, "milestone:new")
    look(visit, intent.checkout_url)
    visit.page.get_by_text("Asks the cardholder").click()
    visit.page.get_by_role("button", name="Pay €450.00").click()
    expect(visit.page.get_by_text("was this you?")).to_be_visible()
    assert visit.axe() == []


def look(visit: Visit, path: str) -> None:
    """It opens, passes axe and does not move sideways."""
    page = visit.go(path)
    assert visit.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} moves sideways"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_paying(open_page: OpenPage, alice: Any, bob: Any, javascript: bool) -> None:
    visit = open_page(viewport=PHONE, javascript=javascript)
    page = visit.sign_in(bob)
    intent = checkout(bob, alice)
    visit.go(intent.checkout_url)
    page.get_by_text("Is declined").click()
    page.get_by_role("button", name="Pay €450.00").click()
    expect(page.get_by_role("alert")).to_contain_text("declined")
    page.get_by_text("Asks the cardholder").click()
    page.get_by_role("button", name="Pay €450.00").click()
    page.get_by_role("button", name="Yes, pay").click()
    expect(page).to_have_url(f"{visit.url}/transactions/")
    expect(page.get_by_text("Paid. The money is safe in escrow.")).to_be_visible()
    expect(page.get_by_text("-€450.00")).to_be_visible()


def test_a_slow_payment_arrives_by_webhook(open_page: OpenPage, alice: Any, bob: Any) -> None:
    """Nobody looks at a page: the worker sends the sandbox's webhook to the running site, which books it."""
    visit = open_page()
    page = visit.sign_in(bob)
    intent = checkout(bob, alice)
    visit.go(intent.checkout_url)
    page.get_by_text("Takes a moment").click()
    page.get_by_role("button", name="Pay €450.00").click()
    expect(page.get_by_text("being processed")).to_be_visible()

    def booked() -> bool:
        outbox.drain()
        intent.refresh_from_db()
        return intent.status == "funded"

    with clock.after(timedelta(minutes=1)):
        wait_until(booked, "the webhook to be booked", timeout=60)
    assert [finding for finding in invariants.check() if not finding.holds] == []


def test_taking_it_out(open_page: OpenPage, alice: Any, earned: None) -> None:
    visit = open_page(viewport=PHONE)
    page = visit.sign_in(alice)
    visit.go("/earnings/")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("To").select_option(index=1)
    page.get_by_label("Amount").fill("5,000")
    page.locator("main").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("alert").first).to_contain_text("more than is available")
    page.get_by_label("Amount").fill("500.50")
    page.locator("main").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("€500.50 is on its way.")).to_be_visible()
    visit.go("/transactions/")
    page.get_by_label("Kind").select_option("withdrawal")
    expect(page.locator("#moves .moves__row")).to_have_count(1)
    assert "kind=withdrawal" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    assert "-500.50" in download.value.path().read_text()
