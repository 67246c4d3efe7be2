"""Money reaches its destination, or is refused."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from contracts.actions.cancel import cancel
from contracts.actions.settle import hold_up, settle_refund, settle_release
from contracts.models import Contract, ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.conftest import answer, fresh, hand_over, pay, take
from gigs.models import Gig
from notifications.models import Notification
from payments import demo
from payments.actions.retry_operation import retry_operation
from payments.actions.run_operation import refresh_operation
from payments.gateways import sandbox_cards
from payments.models import Operation, PaymentIntent
from reelbyte import clock
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(submitted: Milestone) -> Milestone:
    take(submitted)
    demo.settle()
    return fresh(submitted)


def test_a_release_is_told_in_amounts(released: Milestone) -> None:
    assert released.status == "released"
    assert (released.released, released.fee) == (Money(30_000, "EUR"), Money(3_000, "EUR"))
    assert released.in_escrow == Money.zero("EUR")
    assert released.released_at is not None


def test_it_ends_the_contract(released: Milestone, gig: Gig) -> None:
    assert released.contract.status == "completed"
    assert released.contract.ended_at is not None
    gig.refresh_from_db()
    assert (gig.queue_length, gig.finished_count, gig.creator.finished_count) == (0, 1, 1)


def test_both_sides_are_told_of_the_release(released: Milestone, alice: Any, bob: Any) -> None:
    told = Notification.objects.filter(kind="contracts.settle_release")
    assert {notification.recipient for notification in told} == {alice, bob}


def test_told_twice_it_is_settled_once(released: Milestone) -> None:
    settle_release(released.escrow_ref, Operation.objects.get())
    assert fresh(released).released == Money(30_000, "EUR")
    assert ContractEvent.objects.filter(kind="settle_release").count() == 1


def test_a_refund_ends_it_without_a_release(funded: Milestone, alice: Any, gig: Gig) -> None:
    cancel(alice, funded, way=Way.BY_CREATOR, reason="I am ill")
    demo.settle()
    milestone = fresh(funded)
    assert (milestone.status, milestone.refunded) == ("refunded", Money(30_000, "EUR"))
    assert milestone.contract.status == "cancelled"
    gig.refresh_from_db()
    assert (gig.queue_length, gig.finished_count) == (0, 0)
    settle_refund(milestone.escrow_ref, Operation.objects.get())
    assert fresh(funded).refunded == Money(30_000, "EUR")


def test_a_refused_release_is_held_up_until_staff_ask_again(milestone: Milestone, alice: Any, mod: Any) -> None:
    pay(milestone, sandbox_cards.RELEASE_FAILS)
    answer(milestone)
    hand_over(milestone)
    take(milestone)
    demo.settle()
    assert fresh(milestone).status == "releasing"
    with clock.after(timedelta(minutes=1)):
        demo.settle()
        assert fresh(milestone).status == "release_failed"
        assert Notification.objects.filter(recipient=alice, kind="contracts.fail_release").exists()
        retry_operation(Operation.objects.get().pk, actor=mod)
        assert fresh(milestone).status == "releasing"
        demo.settle()
    assert fresh(milestone).status == "released"


def test_a_refund_that_comes_back_was_no_refund(funded: Milestone, alice: Any, mod: Any) -> None:
    cancel(alice, funded, way=Way.BY_CREATOR, reason="I am ill")
    demo.settle()
    operation = Operation.objects.get()
    sandbox_cards.fail_later(operation.gateway_id, "refund_failed")
    refresh_operation(operation.pk)
    milestone = fresh(funded)
    assert (milestone.status, milestone.refunded) == ("refund_failed", Money.zero("EUR"))
    retry_operation(operation.pk, actor=mod)
    assert fresh(funded).status == "refunding"
    demo.settle()
    assert fresh(funded).refunded == Money(30_000, "EUR")


def test_a_second_payment_that_goes_back_says_nothing_about_the_work(funded: Milestone) -> None:
    other = SimpleNamespace(public_id="another", status=PaymentIntent.Status.RETURNING)
    operation = SimpleNamespace(kind="refund", intent=other, amount_minor=30_000, failure="")
    settle_refund(funded.escrow_ref, operation)  # type: ignore[arg-type]
    hold_up(funded.escrow_ref, operation)  # type: ignore[arg-type]
    assert fresh(funded).status == "funded"


def test_a_live_contract_goes_on_until_its_last_part_ends(contract: Contract, milestone: Milestone) -> None:
    Milestone.objects.create(
        contract=contract,
        position=2,
        title="Teaser",
        status="awaiting_funding",
        currency="EUR",
        amount_minor=5_000,
        delivery_days=2,
    )
    pay(milestone)
    cancel(contract.creator, milestone, way=Way.BY_CREATOR, reason="Not this part")
    demo.settle()
    contract.refresh_from_db()
    assert contract.status == "active"
