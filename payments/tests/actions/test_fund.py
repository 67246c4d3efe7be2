"""From a checkout to money in escrow, however the news arrives."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from payments import demo, hooks, ledger
from payments.actions.open_checkout import open_checkout
from payments.actions.refresh_intent import refresh_intent
from payments.actions.start_checkout import start_checkout
from payments.actions.sweep import sweep
from payments.errors import Quarantine, Unwanted
from payments.gateways import sandbox_cards
from payments.models import GatewayEvent, Movement, PaymentIntent
from payments.tests.conftest import ESCROW
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.money import Money

pytestmark = pytest.mark.django_db
Checkout = Callable[..., PaymentIntent]


def escrow(ref: str = ESCROW) -> Money:
    return ledger.balance("escrow", ref, "EUR")


def at_the_checkout(intent: PaymentIntent, card: str = sandbox_cards.GOOD, **kwargs: Any) -> PaymentIntent:
    start_checkout(intent, back="/back/")
    intent.refresh_from_db()
    sandbox_cards.pay(intent.gateway_id, card, **kwargs)
    return intent


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the hooks were told, in order."""
    calls: list[tuple[str, str]] = []
    monkeypatch.setattr(hooks, "_locks", [lambda ref: calls.append(("lock", ref))])
    monkeypatch.setattr(hooks, "_funded", [lambda ref, intent: calls.append(("funded", ref))])
    monkeypatch.setattr(hooks, "_funding_failed", [lambda ref, intent: calls.append(("failed", ref))])
    return calls


def test_paying_fills_the_escrow(checkout: Checkout, told: list) -> None:
    intent = demo.pay(checkout())
    assert intent.status == "funded"
    assert escrow() == Money(10_000, "EUR")
    assert told == [("lock", ESCROW), ("funded", ESCROW)]
    assert Movement.objects.get(user=intent.payer).amount == Money(-10_000, "EUR")


def test_an_open_checkout_is_opened_once(checkout: Checkout) -> None:
    assert checkout() == checkout()
    assert start_checkout(checkout(), back="/a/") == start_checkout(checkout(), back="/a/")


def test_a_funded_escrow_takes_no_second_checkout(checkout: Checkout) -> None:
    demo.pay(checkout())
    with pytest.raises(Conflict):
        checkout()


def test_another_amount_closes_the_old_page(checkout: Checkout) -> None:
    old = checkout()
    start_checkout(old, back="/back/")
    new = checkout(minor=12_000)
    outbox.drain()
    old.refresh_from_db()
    assert (old.status, new.is_open) == ("expired", True)
    assert sandbox_cards.pay(old.gateway_id, sandbox_cards.GOOD).status == "expired"


def test_webhook_before_redirect(checkout: Checkout, wire: list, told: list) -> None:
    intent = at_the_checkout(checkout())
    outbox.drain()
    assert refresh_intent(intent.pk).status == "funded"
    assert escrow() == intent.amount
    assert told.count(("funded", ESCROW)) == 1


def test_redirect_only(checkout: Checkout) -> None:
    intent = at_the_checkout(checkout())
    assert refresh_intent(intent.pk).status == "funded"
    assert escrow() == intent.amount


def test_webhook_never_and_the_browser_never_came_back(checkout: Checkout) -> None:
    intent = at_the_checkout(checkout())
    assert sweep() == 0  # not yet: news usually comes by itself
    with clock.after(policy.GATEWAY_ASK_AGAIN + timedelta(seconds=1)):
        assert sweep() == 1
    intent.refresh_from_db()
    assert intent.status == "funded"


def test_a_crash_before_the_gateway_told_its_id(checkout: Checkout) -> None:
    intent = at_the_checkout(checkout())
    PaymentIntent.objects.filter(pk=intent.pk).update(gateway_id="", gateway_url="", status="created")
    assert refresh_intent(intent.pk).status == "funded"


def test_every_webhook_comes_twice_and_counts_once(checkout: Checkout, wire: list, told: list) -> None:
    at_the_checkout(checkout())
    outbox.drain()
    with clock.after(timedelta(minutes=1)):
        outbox.drain()
    assert wire == [200, 200]
    assert GatewayEvent.objects.count() == 1
    assert told.count(("funded", ESCROW)) == 1
    assert escrow() == Money(10_000, "EUR")


def test_a_delayed_payment_is_processing_until_it_is_decided(checkout: Checkout) -> None:
    intent = at_the_checkout(checkout(), sandbox_cards.DELAYED)
    assert refresh_intent(intent.pk).status == "processing"
    with pytest.raises(Conflict):
        checkout()
    with clock.after(timedelta(minutes=1)):
        while outbox.drain():
            pass
    intent.refresh_from_db()
    assert intent.status == "funded"


def test_nobody_paid(checkout: Checkout, told: list) -> None:
    intent = checkout()
    start_checkout(intent, back="/back/")
    with clock.after(policy.CHECKOUT_EXPIRES + timedelta(minutes=1)):
        sweep()
    intent.refresh_from_db()
    assert intent.status == "expired"
    assert told[-1] == ("failed", ESCROW)
    assert escrow() == Money(0, "EUR")


def test_nobody_even_looked(checkout: Checkout, told: list) -> None:
    intent = checkout()
    with clock.after(policy.CHECKOUT_EXPIRES + timedelta(minutes=1)):
        sweep()
    intent.refresh_from_db()
    assert (intent.status, told[-1]) == ("expired", ("failed", ESCROW))


@pytest.mark.parametrize("paid", [Money(9_999, "EUR"), Money(10_001, "EUR"), Money(10_000, "USD")])
def test_another_amount_or_currency_goes_to_quarantine(checkout: Checkout, told: list, paid: Money) -> None:
    intent = refresh_intent(at_the_checkout(checkout(), paid=paid).pk)
    assert intent.status == "quarantined"
    assert escrow() == Money(0, "EUR")
    assert ledger.balance("quarantine", str(intent.public_id), paid.currency) == paid
    assert ("funded", ESCROW) not in told


def test_a_handler_can_send_it_to_quarantine(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(ref: str, intent: PaymentIntent) -> None:
        raise Quarantine("the contract says otherwise")

    monkeypatch.setattr(hooks, "_funded", [refuse])
    intent = demo.pay(checkout())
    assert (intent.status, intent.failure) == ("quarantined", "the contract says otherwise")
    assert escrow() == Money(0, "EUR")
    assert ledger.balance("quarantine", str(intent.public_id), "EUR") == intent.amount


def test_money_for_a_cancelled_milestone_goes_back(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(ref: str, intent: PaymentIntent) -> None:
        raise Unwanted("cancelled")

    monkeypatch.setattr(hooks, "_funded", [cancelled])
    intent = demo.pay(checkout())
    assert intent.status == "returning"
    demo.settle()
    intent.refresh_from_db()
    assert intent.status == "returned"
    assert ledger.balance("external.card", None, "EUR") == Money(0, "EUR")
    assert sorted(m.amount_minor for m in Movement.objects.filter(user=intent.payer)) == [-10_000, 10_000]


def test_two_checkouts_paid_for_one_escrow(checkout: Checkout, told: list) -> None:
    first = at_the_checkout(checkout())
    second = at_the_checkout(checkout(minor=12_000))
    assert refresh_intent(first.pk).status == "funded"
    assert refresh_intent(second.pk).status == "returning"
    outbox.drain()
    second.refresh_from_db()
    assert second.status == "returned"
    assert escrow() == Money(10_000, "EUR")
    assert ledger.balance("external.card", None, "EUR") == Money(-10_000, "EUR")
    assert told.count(("funded", ESCROW)) == 1


def test_a_failing_handler_books_nothing_and_is_tried_again(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    intent = at_the_checkout(checkout())
    with monkeypatch.context() as patch:
        patch.setattr(hooks, "_funded", [lambda ref, intent: 1 / 0])
        with pytest.raises(ZeroDivisionError):
            refresh_intent(intent.pk)
    assert escrow() == Money(0, "EUR")
    assert refresh_intent(intent.pk).status == "funded"


def test_a_stranger_has_a_checkout_of_their_own(checkout: Checkout, dave: Any) -> None:
    theirs = open_checkout(dave, ESCROW, amount=Money(10_000, "EUR"), description="x", return_url="/", cancel_url="/")
    assert theirs != checkout()
