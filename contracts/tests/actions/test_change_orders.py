"""Another price, another day, more time: only when both want it."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.answer_change import accept_change, decline_change, withdraw_change
from contracts.actions.cancel import cancel
from contracts.actions.open_funding import open_funding
from contracts.actions.propose_change import ask_extension, propose_change
from contracts.models import ChangeOrder, Contract, Milestone
from contracts.rules import Way
from contracts.tests.conftest import ask_for_changes, fresh, hand_over, pay, take
from notifications.models import Notification
from payments import demo
from payments.actions.refresh_intent import close_checkout
from payments.models import PaymentIntent
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

MORE, LESS = Money(40_000, "EUR"), Money(20_000, "EUR")
DAY = timedelta(days=1)


def test_before_the_payment_price_and_days_change(milestone: Milestone, alice: Any, bob: Any) -> None:
    order = propose_change(alice, milestone, reason="Two more scenes", amount=MORE, days=9)
    assert propose_change(alice, milestone, reason="Again", amount=MORE, days=9) == order
    with pytest.raises(Conflict):
        propose_change(bob, milestone, reason="No, this", amount=LESS)
    assert fresh(milestone).amount_minor == 30_000
    with pytest.raises(Refused):
        accept_change(alice, order)
    accept_change(bob, order)
    accept_change(bob, order)
    changed = fresh(milestone)
    assert (changed.amount, changed.delivery_days, changed.contract.total) == (MORE, 9, MORE)
    assert Notification.objects.filter(kind="contracts.change_accepted", recipient=alice).count() == 1
    pay(milestone)
    assert fresh(milestone).funded == MORE


def test_a_checkout_for_the_old_price_is_closed(milestone: Milestone, alice: Any, bob: Any) -> None:
    old = open_funding(bob, milestone, return_url="/", cancel_url="/")
    accept_change(bob, propose_change(alice, milestone, reason="Less to do", amount=LESS))
    assert fresh(milestone).status == "awaiting_funding"
    new = open_funding(bob, milestone, return_url="/", cancel_url="/")
    close_checkout(old.pk)
    assert (new.amount, fresh(milestone).status) == (LESS, "funding_pending")
    assert PaymentIntent.objects.get(pk=old.pk).status == "expired"
    demo.pay(new)
    assert fresh(milestone).status == "funded"


def test_a_rise_of_what_is_paid_for_is_a_milestone_of_its_own(funded: Milestone, alice: Any, bob: Any) -> None:
    accept_change(bob, propose_change(alice, funded, reason="One more scene", amount=MORE))
    added = funded.contract.milestones.get(position=2)
    assert (added.status, added.amount_minor, added.scope) == ("awaiting_funding", 10_000, "One more scene")
    assert (fresh(funded).amount_minor, Contract.objects.get().total) == (30_000, MORE)
    pay(added)
    hand_over(funded)
    take(funded)
    demo.settle()
    assert Contract.objects.get().status == "active"


def test_what_is_in_escrow_is_not_made_less(funded: Milestone, alice: Any) -> None:
    with pytest.raises(Refused):
        propose_change(alice, funded, reason="Less", amount=LESS)
    with pytest.raises(Refused):
        propose_change(alice, funded, reason="Days run already", days=9)
    with pytest.raises(Refused):
        propose_change(alice, funded, reason="Nothing", amount=funded.amount, due_at=funded.due_at)


def test_a_deadline_moves_when_both_agree(funded: Milestone, alice: Any, bob: Any) -> None:
    sooner = funded.due_at - 2 * DAY
    order = propose_change(bob, funded, reason="The fair is earlier", due_at=sooner)
    decline_change(alice, order)
    assert fresh(funded).due_at == funded.due_at
    accept_change(alice, propose_change(bob, funded, reason="Please", due_at=sooner))
    assert fresh(funded).due_at == sooner


def test_time_is_given_three_times_at_most(funded: Milestone, alice: Any, bob: Any) -> None:
    for turn in range(4):
        later = fresh(funded).due_at + DAY
        if turn == 3:
            with pytest.raises(Conflict):
                ask_extension(alice, funded, reason="Again", due_at=later)
            break
        order = ask_extension(alice, funded, reason="Rain", due_at=later)
        if turn == 0:
            decline_change(bob, order)
            order = ask_extension(alice, funded, reason="Rain", due_at=later)
        accept_change(bob, order)
        assert fresh(funded).due_at == later
    assert fresh(funded).extensions_used == 3


def test_more_time_is_the_creators_to_ask_for_while_it_runs(
    funded: Milestone, milestone: Milestone, alice: Any, bob: Any
) -> None:
    with pytest.raises(Conflict):
        ask_extension(bob, funded, reason="For them", due_at=funded.due_at + DAY)
    with pytest.raises(Refused):
        ask_extension(alice, funded, reason="Sooner", due_at=funded.due_at)
    hand_over(funded)
    with pytest.raises(Conflict):
        ask_extension(alice, funded, reason="It stands still", due_at=funded.due_at + DAY)


def test_what_happens_first_overtakes_the_question(funded: Milestone, alice: Any, bob: Any) -> None:
    order = ask_extension(alice, funded, reason="Rain", due_at=funded.due_at + DAY)
    hand_over(funded)
    with pytest.raises(Conflict):
        accept_change(bob, order)
    assert ChangeOrder.objects.get().status == "overtaken"
    ask_for_changes(funded)
    again = ask_extension(alice, funded, reason="Snow", due_at=fresh(funded).due_at + DAY)
    withdraw_change(alice, again)
    with pytest.raises(Conflict):
        accept_change(bob, again)


def test_asking_for_time_does_not_hold_a_late_client_back(funded: Milestone, alice: Any, bob: Any) -> None:
    ask_extension(alice, funded, reason="Rain", due_at=funded.due_at + 9 * DAY)
    with clock.at(funded.due_at + DAY):
        cancel(bob, funded, way=Way.LATE, reason="Nothing came")
        demo.settle()
    assert (fresh(funded).refunded_minor, ChangeOrder.objects.get().status) == (30_000, "overtaken")


def test_a_day_that_has_passed_is_not_agreed_to(funded: Milestone, alice: Any, bob: Any) -> None:
    order = ask_extension(alice, funded, reason="Rain", due_at=funded.due_at + DAY)
    with clock.at(funded.due_at + 2 * DAY), pytest.raises(Conflict):
        accept_change(bob, order)
