"""Every deadline fires once: however often, late, early or together its sweep runs."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contracts.actions.order import place_order
from contracts.actions.state_case import state_case
from contracts.models import ContractEvent, Dispute, Milestone
from contracts.tasks import sweep_deadlines
from contracts.tests.conftest import answer, complain, fresh, hand_over, make_gig, pay, take
from jobs.models import Job, JobEvent
from jobs.tasks import sweep as sweep_jobs
from jobs.tests.builders import make_job
from notifications.models import Notification
from payments import demo
from payments.gateways import sandbox_events
from payments.tasks import clear_earnings
from proposals.actions.answer_interview import accept_interview
from proposals.actions.make_offer import make_offer
from proposals.actions.propose_interview import propose_interview
from proposals.models import Interview, Offer, OfferEvent
from proposals.offer_terms import Part, Terms
from proposals.tasks import sweep as sweep_interviews
from proposals.tasks import sweep_offers
from proposals.tests.builders import send
from reelbyte import clock
from reelbyte.money import Money
from reelbyte.testing.races import race
from reviews.actions.write_review import write_review
from reviews.tasks import reveal
from reviews.tests.conftest import STARS_FOR_CREATOR

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SWEEPS: dict[str, Callable[[], Any]] = {
    "contracts.sweep_deadlines": sweep_deadlines,
    "proposals.sweep": sweep_interviews,
    "proposals.sweep_offers": sweep_offers,
    "jobs.sweep": sweep_jobs,
    "reviews.reveal_due": reveal,
    "payments.clear_earnings": clear_earnings,
}
# These have no deadline of an agreement: they carry messages on, ask again, count, and throw away.
OTHERS = {
    "reelbyte.sweep_outbox", "reelbyte.prune_outbox", "videos.sweep", "payments.sweep", "notifications.make_digests",
    "messaging.mail_unread",
    "discovery.recompute_trends", "discovery.tell_finds", "messaging.prune_attachments", "accounts.sweep_identity",
    "accounts.sweep_exports", "videos.prune_uploads",
}  # fmt: skip
# What must have happened when all time is over: once each. Of reminders a late sweep tells only the last.
ONCE = {
    "contract approve": 1,
    "contract dispute_with_staff": 1,
    "contract reminded": 2,
    "contract split_round": 1,
    "earning cleared": 1,
    "interview held": 1,
    "interview reminded": 4,
    "job expire": 1,
    "job warned": 1,
    "offer expire": 1,
    "review published": 1,
}
# Where something else has ended it first, or the moment has passed, there is nothing left to do.
LATE = {"contract reminded", "interview held", "interview reminded", "job warned"}


def test_no_sweep_of_the_beat_is_forgotten() -> None:
    assert {entry["task"] for entry in project.CELERY_BEAT_SCHEDULE.values()} == {*SWEEPS, *OTHERS}


@pytest.fixture
def due(alice: User, bob: User, carol: User, dave: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One of everything that waits for its time, begun at START."""
    monkeypatch.setattr(sandbox_events, "post", lambda *sent: None)
    with clock.at(START):
        gig = make_gig(alice)
        submitted, disputed, released = (_ordered(gig, person) for person in (bob, dave, bob))
        for milestone in (submitted, disputed, released):
            pay(milestone)
            answer(milestone)
            hand_over(milestone)
        dispute = complain(dave, fresh(disputed), 30_000)
        state_case(alice, Dispute.objects.get(pk=dispute.pk), text="It is what the brief asks for.")
        take(released)
        demo.settle(released.escrow_ref)
        write_review(fresh(released).contract, bob, stars=STARS_FOR_CREATOR)
        parts = [Part("All of it", Money(30_000, "EUR"), 5)]
        make_offer(
            bob,
            alice,
            Terms(title="A film", scope="Thirty seconds.", parts=parts, licence="paid", revisions=1),
            key=uuid4(),
            is_client=True,
        )
        proposal = send(make_job(dave), carol)
        interview = propose_interview(proposal, dave, starts=[START + timedelta(days=2)], minutes=30)
        accept_interview(interview, carol, interview.slots.get())
    yield


def _ordered(gig: Any, client: User) -> Milestone:
    package = gig.packages.get()
    return place_order(client, package, order_key=uuid4(), seen=Money(30_000, "EUR")).milestones.get()


def fired() -> Counter[str]:
    """How often each timer has had its effect: rows that are only ever appended."""
    found: Counter[str] = Counter(
        f"contract {kind}"
        for kind in ContractEvent.objects.filter(actor=None).values_list("kind", flat=True)
        if f"contract {kind}" in ONCE
    )
    found += Counter(f"offer {move}" for move in OfferEvent.objects.filter(actor=None).values_list("move", flat=True))
    found += Counter(f"job {move}" for move in JobEvent.objects.filter(actor=None).values_list("move", flat=True))
    found["job warned"] = Notification.objects.filter(kind="jobs.expiring").count()
    found["interview reminded"] = Notification.objects.filter(kind="proposals.interview_reminder").count()
    found["interview held"] = Interview.objects.filter(status="held").count()
    found["review published"] = Notification.objects.filter(kind="reviews.published").count()
    found["earning cleared"] = Notification.objects.filter(kind="payments.earnings_cleared").count()
    return +found


@pytest.mark.django_db(transaction=True)
def test_swept_by_many_at_once_everything_fires_once(due: None) -> None:
    hours = (25, 47, 49, 71, 73, 97, 145, 169, 337, 601, 721, 1_000)
    for moment in (START + timedelta(hours=count) for count in hours):

        def sweep(action: Callable[[], Any], moment: datetime = moment) -> None:
            with clock.at(moment):
                action()

        race(*[lambda action=action: sweep(action) for action in SWEEPS.values() for _ in range(2)])
        # Whoever held a row made the others pass it by: the next minute finds what is left.
        for action in SWEEPS.values():
            sweep(action)
    assert fired() == ONCE


@pytest.mark.django_db
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([0, 0, 1, 23, 30, 71, 170]), st.lists(st.sampled_from(sorted(SWEEPS)), max_size=8)),
        max_size=14,
    )
)
def test_swept_at_any_moment_in_any_order_nothing_fires_twice(due: None, plan: list[tuple[int, list[str]]]) -> None:
    with transaction.atomic():
        now = START
        for hours, names in [*plan, *[(400, sorted(SWEEPS))] * 3]:
            now += timedelta(hours=hours)
            with clock.at(now):
                for name in names:
                    SWEEPS[name]()
            assert not fired() - Counter(ONCE)
        assert {name for name in ONCE if name not in LATE} <= set(fired())
        transaction.set_rollback(True)
    assert (Job.objects.open().count(), Offer.objects.open().count()) == (1, 1)
