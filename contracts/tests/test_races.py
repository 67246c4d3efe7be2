"""Two at once: one winner. Each race is also run with its guard off, to show that the guard is what decides it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, local
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, connection

from contracts import dispute_moving, locks
from contracts.actions import order as ordering
from contracts.actions.accept import accept
from contracts.actions.answer_split import accept_split
from contracts.actions.auto_accept import auto_accept
from contracts.actions.cancel import cancel
from contracts.actions.decide_dispute import decide_dispute
from contracts.actions.offer_split import offer_split
from contracts.actions.order import place_order
from contracts.actions.request_changes import request_changes
from contracts.actions.withdraw_dispute import withdraw_dispute
from contracts.models import Contract, ContractEvent, Delivery, Dispute, Milestone, RevisionRequest
from contracts.rules import Way
from contracts.tests.conftest import complain, film, fresh, hand_over, make_ready, pay
from gigs.models import Gig
from payments import demo, ledger
from payments.errors import NotEnough, RefundRefused
from payments.models import Operation
from reelbyte import clock
from reelbyte.errors import Conflict
from reelbyte.money import Money
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6


def events(kind: str) -> int:
    return ContractEvent.objects.filter(kind=kind).count()


@pytest.fixture
def unguarded() -> Callable[[int], Milestone]:
    """What `locks.lock` would be without its locks, for two: neither goes on before the other has read the same."""
    both, here = Barrier(2), local()

    def read(milestone_id: int) -> Milestone:
        contract = Contract.objects.select_related("client", "creator", "conversation", "gig__creator")
        milestone = Milestone.objects.get(pk=milestone_id)
        milestone.contract = contract.get(milestones=milestone_id)
        if not hasattr(here, "waited"):
            here.waited = True
            both.wait(timeout=20)
        return milestone

    return read


@pytest.fixture
def no_lock(unguarded: Callable[[int], Milestone], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "lock", unguarded)


def test_accepting_twice_at_once_releases_once(submitted: Milestone, bob: Any) -> None:
    outcomes = race(*[lambda: accept(bob, submitted, version=1)] * THREADS)
    assert all(isinstance(outcome, Milestone) for outcome in outcomes)
    assert (events("approve"), events("claim_release"), Operation.objects.count()) == (1, 1, 1)
    demo.settle()
    assert fresh(submitted).released == Money(30_000, "EUR")
    assert ledger.balance("escrow", submitted.escrow_ref, "EUR") == Money.zero("EUR")


def test_without_the_lock_it_is_accepted_twice(submitted: Milestone, bob: Any, no_lock: None) -> None:
    race(*[lambda: accept(bob, submitted, version=1)] * 2)
    assert events("approve") == 2


def test_releasing_and_refunding_at_once_do_one_of_both(submitted: Milestone, alice: Any, bob: Any) -> None:
    outcomes = race(
        lambda: accept(bob, submitted, version=1),
        lambda: cancel(alice, submitted, way=Way.BY_CREATOR),
        lambda: accept(bob, submitted, version=1),
        lambda: cancel(alice, submitted, way=Way.BY_CREATOR),
    )
    assert Operation.objects.count() == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 2
    demo.settle()
    milestone = fresh(submitted)
    assert milestone.released.minor + milestone.refunded.minor == 30_000
    assert milestone.status == {"release": "released", "refund": "refunded"}[Operation.objects.get().kind]


def test_without_the_lock_both_are_begun(submitted: Milestone, alice: Any, bob: Any, no_lock: None) -> None:
    outcomes = race(
        lambda: accept(bob, submitted, version=1),
        lambda: cancel(alice, submitted, way=Way.BY_CREATOR),
    )
    # Both passed the contract's own check. Only the ledger, which holds the money once, stopped the second.
    assert sum(isinstance(outcome, NotEnough | RefundRefused) for outcome in outcomes) == 1


def test_silence_and_an_acceptance_at_the_boundary_release_once(submitted: Milestone, bob: Any) -> None:
    end = submitted.auto_release_at

    def sweep() -> bool:
        with clock.at(end):
            return auto_accept(submitted.pk)

    def press() -> Milestone:
        with clock.at(end):
            return accept(bob, submitted, version=1)

    race(sweep, press, sweep, press)
    assert (events("approve"), Operation.objects.count()) == (1, 1)


def test_without_the_lock_silence_and_the_client_both_accept(submitted: Milestone, bob: Any, no_lock: None) -> None:
    end = submitted.auto_release_at

    def sweep() -> bool:
        with clock.at(end):
            return auto_accept(submitted.pk)

    race(sweep, lambda: accept(bob, submitted, version=1))
    assert events("approve") == 2


def test_silence_and_a_request_for_changes_do_one_of_both(submitted: Milestone, bob: Any) -> None:
    end = submitted.auto_release_at

    def sweep() -> bool:
        with clock.at(end):
            return auto_accept(submitted.pk)

    outcomes = race(sweep, lambda: request_changes(bob, submitted, version=1, text="Brighter"))
    if outcomes[0] is True:
        assert isinstance(outcomes[1], Conflict)
        assert not RevisionRequest.objects.exists()
    else:
        assert fresh(submitted).status == "revision_requested"
        assert not Operation.objects.exists()


def test_silence_and_a_dispute_at_the_boundary_do_one_of_both(submitted: Milestone, bob: Any) -> None:
    end = submitted.auto_release_at

    def sweep() -> bool:
        with clock.at(end):
            return auto_accept(submitted.pk)

    def object_to_it() -> Dispute:
        # Pressed in the last moment, and the lock comes when it comes.
        with clock.at(end - timedelta(microseconds=1)):
            return complain(bob, submitted, 30_000)

    outcomes = race(sweep, object_to_it)
    if outcomes[0] is True:
        assert isinstance(outcomes[1], Conflict)
        assert (fresh(submitted).status, Dispute.objects.count()) == ("releasing", 0)
    else:
        assert (fresh(submitted).status, Operation.objects.count()) == ("disputed", 0)


def test_without_the_lock_it_is_disputed_and_accepted(submitted: Milestone, bob: Any, no_lock: None) -> None:
    end = submitted.auto_release_at

    def sweep() -> bool:
        with clock.at(end):
            return auto_accept(submitted.pk)

    race(sweep, lambda: complain(bob, submitted, 30_000))
    assert (Dispute.objects.count(), Operation.objects.count()) == (1, 1)


def test_two_splits_accepted_at_once_settle_by_one(talking: Dispute, alice: Any, bob: Any) -> None:
    hers = offer_split(alice, talking, to_client=Money(5_000, "EUR"))
    his = offer_split(bob, talking, to_client=Money(25_000, "EUR"))
    outcomes = race(
        lambda: accept_split(bob, hers),
        lambda: accept_split(alice, his),
        lambda: accept_split(bob, hers),
        lambda: accept_split(alice, his),
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 2
    demo.settle()
    milestone = fresh(talking.milestone)
    assert (milestone.status, milestone.refunded.minor) in [("resolved", 5_000), ("resolved", 25_000)]
    assert milestone.released.minor + milestone.refunded.minor == 30_000


def test_without_the_lock_only_a_constraint_stops_the_second_split(
    talking: Dispute,
    alice: Any,
    bob: Any,
    unguarded: Callable[[int], Milestone],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hers = offer_split(alice, talking, to_client=Money(5_000, "EUR"))
    his = offer_split(bob, talking, to_client=Money(25_000, "EUR"))

    def unheld(dispute: Dispute) -> Dispute:
        row = Dispute.objects.get(pk=dispute.pk)
        row.milestone = unguarded(row.milestone_id)
        return row

    monkeypatch.setattr(dispute_moving, "lock", unheld)
    # What else stood is lapsed by each: the two would wait for one another.
    monkeypatch.setattr(dispute_moving, "lapse", lambda dispute: None)
    outcomes = race(lambda: accept_split(bob, hers), lambda: accept_split(alice, his))
    assert [type(outcome) for outcome in outcomes if not isinstance(outcome, Dispute)] == [IntegrityError]


def test_a_decision_and_its_taking_back_do_one_of_both(with_staff: Dispute, mod: Any, bob: Any) -> None:
    outcomes = race(
        lambda: decide_dispute(mod, with_staff, to_client=Money(10_000, "EUR"), decision="A third."),
        lambda: withdraw_dispute(bob, with_staff),
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert (fresh(with_staff.milestone).status, Operation.objects.count()) in [("resolving", 2), ("submitted", 0)]


def test_asking_for_changes_twice_at_once_is_one_round(submitted: Milestone, bob: Any) -> None:
    race(*[lambda: request_changes(bob, submitted, version=1, text="Brighter")] * THREADS)
    assert fresh(submitted).revisions_used == RevisionRequest.objects.count() == 1


def test_delivering_twice_at_once_makes_two_versions_in_a_row(funded: Milestone) -> None:
    creator = funded.contract.creator
    videos = [film(creator) for _ in range(3)]
    race(*[lambda video=video: hand_over(funded, videos=[video]) for video in videos])
    assert sorted(Delivery.objects.values_list("version", "status")) == [
        (1, "replaced"),
        (2, "replaced"),
        (3, "waiting"),
    ]


def test_a_video_that_gets_ready_while_it_is_delivered_is_never_missed(funded: Milestone, alice: Any) -> None:
    for _ in range(5):
        video = film(alice, ready=False)
        race(lambda video=video: hand_over(funded, videos=[video]), lambda video=video: make_ready(video))
        assert fresh(funded).auto_release_at is not None
        assert Delivery.objects.order_by("-version")[0].playable_at is not None


def test_one_press_sent_many_times_is_one_order(gig: Gig, bob: Any) -> None:
    package, key = gig.packages.get(), uuid4()
    outcomes = race(
        *[lambda: place_order(bob, package, order_key=key, seen=Money(30_000, "EUR"))] * THREADS,
    )
    assert len({outcome.pk for outcome in outcomes}) == Contract.objects.count() == 1


def test_without_the_locks_the_constraint_still_holds(gig: Gig, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "held", lambda client: client)
    monkeypatch.setattr(ordering, "lock_gig", unlocked_gig)
    package, key = gig.packages.get(), uuid4()
    outcomes = race(*[lambda: place_order(bob, package, order_key=key, seen=Money(30_000, "EUR"))] * 3)
    assert len({outcome.pk for outcome in outcomes}) == Contract.objects.count() == 1


def test_without_all_of_them_it_is_ordered_twice(
    gig: Gig, bob: Any, monkeypatch: pytest.MonkeyPatch, no_constraint: None
) -> None:
    monkeypatch.setattr(ordering, "held", lambda client: client)
    monkeypatch.setattr(ordering, "lock_gig", unlocked_gig)
    package, key = gig.packages.get(), uuid4()
    race(*[lambda: place_order(bob, package, order_key=key, seen=Money(30_000, "EUR"))] * 2)
    assert Contract.objects.count() == 2


def test_two_orders_funded_at_once_are_both_in_the_queue(
    gig: Gig, order: Callable[..., Contract], bob: Any, dave: Any
) -> None:
    first = order(bob).milestones.get()
    second = order(dave).milestones.get()
    race(lambda: pay(first), lambda: pay(second))
    gig.refresh_from_db()
    assert (gig.queue_length, gig.creator.queue_length) == (2, 2)


def unlocked_gig(gig_id: int) -> Gig:
    gig = Gig.objects.select_related("creator__user").get(pk=gig_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
    return gig


@pytest.fixture
def no_constraint() -> Iterator[None]:
    """The database without the rule that one press is one contract; put back when its violations are gone."""
    name = "contract_once_per_order_key"
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as db:
        db.execute(f"ALTER TABLE contracts_contract DROP CONSTRAINT {name}")
    yield
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as db:
        db.execute("UPDATE contracts_contract SET order_key = gen_random_uuid()")
        db.execute(f"ALTER TABLE contracts_contract ADD CONSTRAINT {name} UNIQUE (client_id, order_key)")
