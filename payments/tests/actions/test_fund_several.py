"""One payment for several escrows: each part is booked, set aside or sent back for itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from payments import demo, hooks, invariants, ledger
from payments.actions.open_checkout import Line, open_checkout, open_checkout_of
from payments.actions.refresh_intent import close_checkout, refresh_intent
from payments.actions.refund import claim_refund
from payments.actions.release import claim_release
from payments.actions.start_checkout import start_checkout
from payments.errors import Quarantine, Unwanted
from payments.gateways import sandbox_cards
from payments.models import Movement, PaymentIntent, SandboxObject
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.money import Money

pytestmark = pytest.mark.django_db
PRICES = {"milestone:1": 10_000, "milestone:2": 2_500, "milestone:3": 7_001}
Several = Callable[..., PaymentIntent]


@pytest.fixture(autouse=True)
def sound() -> Any:
    """Whatever a test does, every invariant of the ledger check holds after it."""
    yield
    assert [finding for finding in invariants.check() if not finding.holds] == []


@pytest.fixture
def several(alice: Any, bob: Any) -> Several:
    """`several("milestone:1", "milestone:2")` is Bob's open checkout of both."""

    def opened(*refs: str) -> PaymentIntent:
        lines = [Line(ref, Money(PRICES[ref], "EUR"), f"Film, {ref}") for ref in refs or PRICES]
        return open_checkout_of(bob, lines, payee=alice, return_url="/", cancel_url="/")

    return opened


def held() -> dict[str, int]:
    return {ref: ledger.balance("escrow", ref, "EUR").minor for ref in PRICES}


def statuses() -> list[str]:
    return list(PaymentIntent.objects.order_by("pk").values_list("status", flat=True))


def test_one_payment_fills_every_escrow_with_its_own(several: Several) -> None:
    lead = demo.pay(several())
    payment = SandboxObject.objects.get(kind="payment")
    assert (payment.amount_minor, payment.data["description"]) == (19_501, "Film, milestone:1, and 2 more")
    assert held() == PRICES
    assert statuses() == ["funded"] * 3
    assert sorted(Movement.objects.filter(user=lead.payer).values_list("amount_minor", flat=True)) == [
        -10_000,
        -7_001,
        -2_500,
    ]


def test_webhooks_that_come_again_book_nothing_more(several: Several, wire: list) -> None:
    intent = several()
    start_checkout(intent, back="/")
    sandbox_cards.pay(SandboxObject.objects.get().gid, sandbox_cards.GOOD)
    for _ in range(2):
        with clock.after(timedelta(minutes=1)):
            outbox.drain()
    assert wire == [200, 200]
    assert refresh_intent(intent.together[2].pk).status == "funded"
    assert held() == PRICES


def test_asked_again_it_is_the_same_checkout_and_otherwise_another(several: Several) -> None:
    first = several()
    start_checkout(first, back="/")
    assert several("milestone:3", "milestone:1", "milestone:2") == first
    fewer = several("milestone:1", "milestone:2")
    outbox.drain()
    assert statuses() == ["expired"] * 3 + ["created"] * 2
    assert fewer.checkout_url == fewer.together[1].checkout_url


def test_what_one_of_them_is_paid_for_meanwhile_goes_back(several: Several, alice: Any, bob: Any) -> None:
    both = several("milestone:1", "milestone:2")
    start_checkout(both, back="/")
    alone = open_checkout(
        bob, "milestone:1", payee=alice, amount=Money(10_000, "EUR"), description="", return_url="/", cancel_url="/"
    )
    demo.pay(alone)
    sandbox_cards.pay(SandboxObject.objects.order_by("pk")[0].gid, sandbox_cards.GOOD)
    refresh_intent(both.pk)
    demo.settle()
    assert statuses() == ["returned", "funded", "funded"]
    assert held() == {"milestone:1": 10_000, "milestone:2": 2_500, "milestone:3": 0}


@pytest.mark.parametrize(("reason", "ends"), [(Unwanted, "returned"), (Quarantine, "quarantined")])
def test_a_part_that_is_not_wanted_leaves_the_others_alone(
    several: Several, monkeypatch: pytest.MonkeyPatch, reason: type[Exception], ends: str
) -> None:
    def funded(ref: str, intent: PaymentIntent) -> None:
        if ref == "milestone:1":
            raise reason("it has changed")

    monkeypatch.setattr(hooks, "_funded", [funded])
    demo.pay(several())
    demo.settle()
    assert statuses() == [ends, "funded", "funded"]
    assert held() == {**PRICES, "milestone:1": 0}
    refunded = SandboxObject.objects.filter(kind="refund").values_list("amount_minor", flat=True)
    assert list(refunded) == ([10_000] if ends == "returned" else [])


def test_another_sum_than_agreed_stays_one_sum_in_quarantine(several: Several) -> None:
    intent = several()
    start_checkout(intent, back="/")
    sandbox_cards.pay(SandboxObject.objects.get().gid, sandbox_cards.GOOD, paid=Money(19_500, "EUR"))
    assert refresh_intent(intent.pk).status == "quarantined"
    assert statuses() == ["quarantined", "failed", "failed"]
    assert held() == dict.fromkeys(PRICES, 0)


def test_each_is_released_and_refunded_for_itself(several: Several, alice: Any, bob: Any) -> None:
    demo.pay(several())
    eur = lambda minor: Money(minor, "EUR")  # noqa: E731
    claim_release("milestone:2", payee=alice, amount=eur(2_500), fee=eur(250), key="r", subject="")
    claim_refund("milestone:3", payer=bob, amount=eur(7_001), key="b", subject="")
    with pytest.raises(Conflict):
        claim_release("milestone:3", payee=alice, amount=eur(1), fee=eur(0), key="r3", subject="")
    demo.settle()
    assert held() == {"milestone:1": 10_000, "milestone:2": 0, "milestone:3": 0}


def test_given_up_or_forgotten_it_ends_as_a_whole(several: Several, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(hooks, "_funding_failed", [lambda ref, intent: told.append(ref)])
    start_checkout(several("milestone:1", "milestone:2"), back="/")
    close_checkout(PaymentIntent.objects.order_by("pk")[1].pk)
    assert (statuses(), told) == (["expired"] * 2, ["milestone:1", "milestone:2"])
    again = several("milestone:1", "milestone:2")
    with clock.after(policy.CHECKOUT_EXPIRES):
        refresh_intent(again.pk)
    assert statuses()[2:] == ["expired"] * 2


def test_it_is_of_different_escrows_in_one_currency(bob: Any) -> None:
    one, other = Line("milestone:1", Money(1, "EUR"), ""), Line("milestone:2", Money(1, "USD"), "")
    for lines in ([], [one, one], [one, other]):
        with pytest.raises(ValueError, match="different escrows"):
            open_checkout_of(bob, lines, return_url="/", cancel_url="/")
