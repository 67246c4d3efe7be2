"""Ordering a package."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from accounts.actions.block import block
from contracts.actions.order import place_order
from contracts.models import Contract
from contracts.tests.conftest import answer, fresh, pay
from gigs.models import Gig
from messaging.models import Message
from notifications.models import Notification
from reelbyte import policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def test_it_keeps_the_terms_it_was_made_under(contract: Contract) -> None:
    milestone = contract.milestones.get()
    assert (contract.status, milestone.status) == ("active", "awaiting_funding")
    assert (contract.total, milestone.amount) == (Money(30_000, "EUR"), Money(30_000, "EUR"))
    assert (contract.fee_bps, contract.auto_accept_days) == (policy.FEE_BPS, policy.AUTO_ACCEPT.days)
    assert (contract.late_grace_hours, contract.revision_days) == (24, policy.REVISION_TURNAROUND.days)
    assert (milestone.delivery_days, milestone.revisions_agreed) == (5, 1)
    assert contract.terms["package"]["deliverables"] == ["A film"]


def test_a_changed_gig_changes_nothing_agreed(contract: Contract, gig: Gig) -> None:
    gig.packages.update(price_minor=99_000, revisions=9)
    contract.refresh_from_db()
    assert contract.total == Money(30_000, "EUR")
    assert contract.lines[0]["amount"] == Money(30_000, "EUR")
    assert contract.milestones.get().revisions_agreed == 1


def test_extras_and_quantity_are_counted_by_the_server(order: Callable[..., Contract], bob: Any, gig: Gig) -> None:
    contract = order(bob, extras=list(gig.extras.all()), quantity=2)
    assert contract.total == Money(70_000, "EUR")
    assert contract.milestones.get().delivery_days == 6


def test_it_opens_a_conversation_and_tells_the_creator(contract: Contract, alice: Any) -> None:
    assert contract.conversation is not None
    card = Message.objects.get(conversation=contract.conversation)
    assert card.card_kind == "contracts.order"
    assert Notification.objects.get(recipient=alice).kind == "contracts.order"


def test_the_brief_is_asked(contract: Contract) -> None:
    assert [question.question for question in contract.brief.all()] == ["What is it for?", "Anything to avoid?"]
    assert contract.waits_for_brief


def test_without_required_questions_nothing_is_waited_for(order: Callable[..., Contract], bob: Any, gig: Gig) -> None:
    gig.brief_questions.filter(required=True).delete()
    assert not order(bob).waits_for_brief


def test_pressed_twice_it_is_one_order(order: Callable[..., Contract], bob: Any) -> None:
    key = uuid4()
    assert order(bob, order_key=key) == order(bob, order_key=key)
    assert Contract.objects.count() == 1


def test_a_changed_price_is_said_and_not_charged(gig: Gig, bob: Any) -> None:
    with pytest.raises(Conflict, match="price"):
        place_order(bob, gig.packages.get(), order_key=uuid4(), seen=Money(29_999, "EUR"))
    assert not Contract.objects.exists()


def test_nobody_orders_their_own_gig(order: Callable[..., Contract], alice: Any) -> None:
    with pytest.raises(Refused, match="own"):
        order(alice)


@pytest.mark.parametrize("blocker", ["alice", "bob"])
def test_a_block_ends_ordering(order: Callable[..., Contract], alice: Any, bob: Any, blocker: str) -> None:
    people = {"alice": alice, "bob": bob}
    other = next(person for name, person in people.items() if name != blocker)
    block(people[blocker], other)
    with pytest.raises(Refused):
        order(bob)


def test_a_gig_that_takes_no_orders_says_why(order: Callable[..., Contract], bob: Any, gig: Gig) -> None:
    gig.creator.availability = "away"
    gig.creator.save()
    with pytest.raises(Refused, match="away"):
        order(bob)


def test_a_full_queue_takes_no_order(order: Callable[..., Contract], bob: Any, gig: Gig) -> None:
    Gig.objects.filter(pk=gig.pk).update(queue_limit=1, queue_length=1)
    with pytest.raises(Refused, match="queue"):
        order(bob)


def test_a_suspended_client_orders_nothing(order: Callable[..., Contract], bob: Any) -> None:
    bob.status = "suspended"
    bob.save()
    with pytest.raises(Refused):
        order(bob)


def test_a_limited_client_orders_nothing_new_and_finishes_the_old(order: Callable[..., Contract], bob: Any) -> None:
    milestone = order(bob).milestones.get()
    bob.status = "limited"
    bob.save()
    with pytest.raises(Refused, match="limited at the moment"):
        order(bob)
    pay(milestone)
    answer(milestone)
    assert fresh(milestone).status == "funded"
