"""Accepting, which releases."""

from typing import Any

import pytest

from contracts.actions.accept import accept
from contracts.models import CancellationRequest, ContractEvent, Delivery, Milestone
from contracts.tests.conftest import ask_for_changes, fresh, hand_over, take
from notifications.models import Notification
from payments import demo, ledger
from payments.models import Operation
from reelbyte.errors import Conflict
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def test_it_claims_the_release(submitted: Milestone, alice: Any) -> None:
    take(submitted)
    milestone = fresh(submitted)
    assert milestone.status == "releasing"
    assert (milestone.auto_release_at, milestone.remind_at) == (None, None)
    assert Delivery.objects.get().status == "accepted"
    operation = Operation.objects.get()
    assert (operation.user, operation.amount, operation.fee) == (alice, Money(30_000, "EUR"), Money(3_000, "EUR"))
    assert ledger.balance("escrow", milestone.escrow_ref, "EUR") == Money.zero("EUR")
    assert Notification.objects.filter(recipient=alice, kind="contracts.approve").exists()


def test_pressed_twice_it_is_released_once(submitted: Milestone) -> None:
    take(submitted)
    take(submitted)
    demo.settle()
    take(submitted)
    assert Operation.objects.count() == 1
    assert ContractEvent.objects.filter(kind="approve").count() == 1


def test_it_accepts_what_was_watched_and_nothing_newer(submitted: Milestone) -> None:
    hand_over(submitted)
    with pytest.raises(Conflict, match="newer"):
        take(submitted, version=1)
    assert not Operation.objects.exists()


def test_what_cannot_be_watched_is_not_accepted(funded: Milestone) -> None:
    hand_over(funded, ready=False)
    with pytest.raises(Conflict, match="preview"):
        take(funded)


def test_nothing_delivered_is_nothing_accepted(funded: Milestone) -> None:
    with pytest.raises(Conflict):
        take(funded)


def test_after_asking_for_changes_there_is_nothing_to_accept(submitted: Milestone) -> None:
    ask_for_changes(submitted)
    with pytest.raises(Conflict):
        take(submitted)


def test_the_creator_does_not_accept_their_own(submitted: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        accept(alice, submitted, version=1)
    assert not Operation.objects.exists()


def test_an_open_wish_to_cancel_is_overtaken(submitted: Milestone, bob: Any) -> None:
    wish = CancellationRequest.objects.create(milestone=submitted, requested_by=bob, reason="Changed plans")
    take(submitted)
    wish.refresh_from_db()
    assert wish.status == "overtaken"
