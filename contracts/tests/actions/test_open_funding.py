"""On the way to the checkout: with one milestone, or with several."""

from datetime import timedelta
from typing import Any

import pytest

from contracts import cards
from contracts.actions.accept_offer import accept_offer
from contracts.actions.answer_change import accept_change
from contracts.actions.cancel import cancel
from contracts.actions.open_funding import open_funding, open_funding_of
from contracts.actions.propose_change import propose_change
from contracts.models import Contract, ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.actions.test_accept_offer import offer_to
from contracts.tests.conftest import fresh, hand_over, pay, take
from messaging.models import Message
from notifications.models import Notification
from payments import demo, ledger
from payments.actions.refresh_intent import refresh_intent
from payments.actions.start_checkout import start_checkout
from payments.gateways import sandbox_cards
from payments.models import PaymentIntent, SandboxObject
from reelbyte import clock, outbox
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def begin(milestone: Milestone, person: Any) -> PaymentIntent:
    return open_funding(person, milestone, return_url="/back/", cancel_url="/back/")


def test_it_opens_a_checkout_of_the_price(milestone: Milestone, alice: Any, bob: Any) -> None:
    intent = begin(milestone, bob)
    assert intent.amount == milestone.amount
    assert (intent.payer, intent.payee, intent.escrow_ref) == (bob, alice, milestone.escrow_ref)
    assert intent.checkout_url
    assert fresh(milestone).status == "funding_pending"


def test_asked_again_it_is_the_same_checkout(milestone: Milestone, bob: Any) -> None:
    assert begin(milestone, bob) == begin(milestone, bob)
    assert ContractEvent.objects.filter(kind="open_funding").count() == 1


def test_the_creator_pays_for_nothing(milestone: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        begin(milestone, alice)
    assert not PaymentIntent.objects.exists()


def test_what_is_paid_is_not_paid_again(milestone: Milestone, bob: Any) -> None:
    pay(milestone)
    with pytest.raises(Conflict, match="paid"):
        begin(milestone, bob)


def test_what_is_cancelled_is_not_paid(milestone: Milestone, bob: Any) -> None:
    cancel(bob, milestone, way=Way.UNFUNDED)
    with pytest.raises(Conflict):
        begin(milestone, bob)


@pytest.fixture
def two(alice: Any, bob: Any) -> list[Milestone]:
    """A rough cut, 300 in 5 days, and the master, 200 in 3."""
    return list(accept_offer(offer_to(alice, bob), alice).milestones.order_by("position"))


def begin_all(milestones: list[Milestone], person: Any) -> PaymentIntent:
    contract = milestones[0].contract
    return open_funding_of(person, contract, milestones, return_url="/back/", cancel_url="/back/")


def stands(milestones: list[Milestone]) -> list[tuple[str, int]]:
    """Status and escrow of each."""
    return [(fresh(row).status, ledger.balance("escrow", row.escrow_ref, "EUR").minor) for row in milestones]


def announced(contract: Contract) -> list[str]:
    """What the chat's cards and both notices say of money that arrived."""
    refs = Message.objects.filter(card_kind="contracts.fund").values_list("card_ref", flat=True)
    notices = Notification.objects.filter(kind="contracts.fund")
    drawn = [event.line for event in cards.load(list(refs)).values()]  # type: ignore[attr-defined]
    return drawn + [notice.text.removesuffix(f" {contract.title}") for notice in notices]


def test_several_are_paid_at_once_and_done_in_their_order(two: list[Milestone], bob: Any) -> None:
    moment = clock.now()
    with clock.at(moment):
        demo.pay(begin_all(two, bob))
    assert stands(two) == [("funded", 30_000), ("funded", 20_000)]
    assert [fresh(row).due_at - moment for row in two] == [timedelta(days=5), timedelta(days=8)]
    # Each is an event of its own; both sides hear of the one payment once.
    assert ContractEvent.objects.filter(kind="fund").count() == 2
    assert announced(two[0].contract) == ["€500 is in escrow: Rough cut, Master."] * 3
    hand_over(two[1])
    take(two[1])
    demo.settle()
    assert stands(two) == [("funded", 30_000), ("released", 0)]


def test_what_changed_while_they_paid_goes_its_own_way(two: list[Milestone], alice: Any, bob: Any) -> None:
    """The first was called off at the checkout, the price of nothing else has changed: only its part goes back."""
    intent = begin_all(two, bob)
    start_checkout(intent, back="/")
    cancel(bob, two[0], way=Way.UNFUNDED)
    sandbox_cards.pay(SandboxObject.objects.get().gid, sandbox_cards.GOOD)
    refresh_intent(intent.pk)
    demo.settle()
    assert stands(two) == [("cancelled", 0), ("funded", 20_000)]
    assert announced(two[0].contract) == ["€200 is in escrow."] * 3
    assert SandboxObject.objects.get(kind="refund").amount_minor == 30_000


def test_another_price_closes_the_checkout_of_all(two: list[Milestone], alice: Any, bob: Any) -> None:
    """Paid faster than it closed, what is not the agreed price any more is looked at by staff."""
    intent = begin_all(two, bob)
    start_checkout(intent, back="/")
    order = propose_change(bob, fresh(two[0]), amount=Money(31_000, "EUR"), days=5, due_at=None, reason="More")
    accept_change(alice, order)
    sandbox_cards.pay(SandboxObject.objects.get().gid, sandbox_cards.GOOD)
    outbox.drain()
    assert stands(two) == [("awaiting_funding", 0), ("funded", 20_000)]
    assert PaymentIntent.objects.get(escrow_ref=two[0].escrow_ref).status == "quarantined"


def test_given_up_every_one_of_them_waits_again(two: list[Milestone], bob: Any) -> None:
    begin_all(two, bob)
    begin(two[1], bob)
    outbox.drain()
    assert [status for status, _held in stands(two)] == ["awaiting_funding", "funding_pending"]
    assert begin_all(two, bob) == begin_all(two, bob)


def test_all_of_them_or_none(two: list[Milestone], contract: Contract, alice: Any, bob: Any) -> None:
    pay(two[0])
    for chosen in (two, [two[1], contract.milestones.get()]):
        with pytest.raises(Conflict):
            begin_all(chosen, bob)
    with pytest.raises(Refused, match="Tick"):
        open_funding_of(bob, contract, [], return_url="/", cancel_url="/")
    assert stands(two) == [("funded", 30_000), ("awaiting_funding", 0)]
