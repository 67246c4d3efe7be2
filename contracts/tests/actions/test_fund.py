"""The money arrives."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.answer_brief import answer_brief
from contracts.actions.cancel import cancel
from contracts.actions.fund import fund
from contracts.actions.open_funding import open_funding
from contracts.models import Contract, ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.conftest import answer, fresh, pay
from gigs.models import Gig
from notifications.models import Notification
from payments import demo, ledger
from payments.actions.refresh_intent import close_checkout
from payments.gateways import sandbox_cards
from payments.gateways.base import Declined
from payments.models import PaymentIntent
from reelbyte import clock
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def escrow(milestone: Milestone) -> Money:
    return ledger.balance("escrow", milestone.escrow_ref, milestone.currency)


def test_the_escrow_and_the_milestone_say_the_same(milestone: Milestone) -> None:
    pay(milestone)
    milestone = fresh(milestone)
    assert milestone.status == "funded"
    assert milestone.funded == escrow(milestone) == Money(30_000, "EUR")
    assert milestone.contract.funded_at is not None


def test_both_sides_are_told(milestone: Milestone, alice: Any, bob: Any) -> None:
    pay(milestone)
    told = Notification.objects.filter(kind="contracts.fund")
    assert {notification.recipient for notification in told} == {alice, bob}


def test_the_queue_grows(milestone: Milestone, gig: Gig) -> None:
    pay(milestone)
    gig.refresh_from_db()
    assert (gig.queue_length, gig.creator.queue_length) == (1, 1)


def test_the_clock_waits_for_the_brief(milestone: Milestone) -> None:
    pay(milestone)
    assert fresh(milestone).due_at is None
    with clock.after(timedelta(days=2)):
        answer(milestone)
        assert fresh(milestone).due_at == clock.now() + timedelta(days=5)


def test_the_clock_starts_with_the_money_when_the_brief_is_there(milestone: Milestone, bob: Any) -> None:
    answer_brief(bob, milestone.contract, {0: "A launch", 1: ""})
    assert fresh(milestone).due_at is None
    moment = clock.now()
    with clock.at(moment):
        pay(milestone)
    assert fresh(milestone).due_at == moment + timedelta(days=5)


def test_told_twice_it_is_funded_once(milestone: Milestone) -> None:
    pay(milestone)
    fund(milestone.escrow_ref, PaymentIntent.objects.get())
    assert ContractEvent.objects.filter(kind="fund").count() == 1
    assert fresh(milestone).funded == Money(30_000, "EUR")


def test_a_decline_leaves_it_waiting(milestone: Milestone, bob: Any) -> None:
    intent = open_funding(bob, milestone, return_url="/back/", cancel_url="/back/")
    with pytest.raises(Declined):
        demo.pay(intent, sandbox_cards.DECLINED)
    assert fresh(milestone).status in ("awaiting_funding", "funding_pending")
    pay(milestone)
    assert fresh(milestone).status == "funded"


def test_money_for_what_was_cancelled_goes_back(milestone: Milestone, bob: Any) -> None:
    intent = open_funding(bob, milestone, return_url="/back/", cancel_url="/back/")
    cancel(bob, milestone, way=Way.UNFUNDED)
    demo.pay(intent)
    demo.settle()
    intent.refresh_from_db()
    assert intent.status == "returned"
    assert (fresh(milestone).status, escrow(milestone)) == ("cancelled", Money.zero("EUR"))


def test_an_expired_checkout_lets_another_be_opened(milestone: Milestone, bob: Any) -> None:
    intent = open_funding(bob, milestone, return_url="/back/", cancel_url="/back/")
    close_checkout(intent.pk)
    assert fresh(milestone).status == "awaiting_funding"


def test_an_escrow_of_something_else_is_not_ours(contract: Contract) -> None:
    fund("tip:1", PaymentIntent())
    fund("milestone:not-a-uuid", PaymentIntent())
    assert not ContractEvent.objects.filter(kind="fund").exists()


def test_extras_are_in_the_price(order: Callable[..., Contract], gig: Gig, bob: Any) -> None:
    milestone = order(bob, extras=list(gig.extras.all())).milestones.get()
    pay(milestone)
    assert escrow(milestone) == Money(35_000, "EUR")
