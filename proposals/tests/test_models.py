"""What the database refuses, whoever asks."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from jobs.tests.builders import make_job
from proposals.models import Interview, Offer, OfferMilestone, Proposal, ProposalEvent, ProposalVersion
from proposals.tests.builders import bid
from reelbyte import clock

pytestmark = pytest.mark.django_db


def test_a_proposal_that_makes_no_sense_is_refused(bob: User, alice: User) -> None:
    proposal = bid(make_job(bob), alice)
    now = clock.now()
    for columns in (
        {"status": "gone"},
        {"price_minor": 0},
        {"days": 0},
        {"cover_letter": ""},
        {"currency": "eur"},
        {"seen_at": now},  # sent, and seen
        {"status": "shortlisted"},  # chosen unseen
        {"ended_at": now},
        {"status": "withdrawn"},
        {"status": "declined", "ended_at": now},  # for no reason
        {"reason": "price"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(**columns)


def test_one_live_proposal_a_creator_and_another_after_a_withdrawal(bob: User, alice: User, carol: User) -> None:
    job = make_job(bob)
    first = bid(job, alice)
    bid(job, carol)
    with pytest.raises(IntegrityError), transaction.atomic():
        bid(job, alice)
    Proposal.objects.filter(pk=first.pk).update(status="withdrawn", ended_at=clock.now())
    assert bid(job, alice).pk


def test_an_offer_that_makes_no_sense_is_refused(bob: User, alice: User, carol: User) -> None:
    proposal = bid(make_job(bob), alice)
    values = {
        "client": bob,
        "creator": alice,
        "made_by": bob,
        "proposal": proposal,
        "title": "Three films",
        "scope": "As proposed.",
        "currency": "EUR",
        "total_minor": 90_000,
        "expires_at": clock.now() + timedelta(days=7),
    }
    offer = Offer.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(**values)  # a second to answer
    for columns in (
        {"status": "gone"},
        {"creator": bob},
        {"made_by": carol},
        {"total_minor": 0},
        {"status": "accepted"},  # at no time
        {"answered_at": clock.now()},
        {"reason": "too dear"},
        {"currency": "euro"[:3]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.filter(pk=offer.pk).update(**columns)
    for columns in ({"amount_minor": 0}, {"days": 0}, {"title": ""}):
        part = {"amount_minor": 1, "days": 1, "title": "Shoot", **columns}
        with pytest.raises(IntegrityError), transaction.atomic():
            OfferMilestone.objects.create(offer=offer, position=1, **part)
    Offer.objects.filter(pk=offer.pk).update(status="countered", answered_at=clock.now())
    assert Offer.objects.create(**values, counter_of=offer).pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(**{**values, "proposal": None}, counter_of=offer)


def test_an_interview_has_a_time_when_it_is_agreed_on_and_there_is_one_at_a_time(bob: User, alice: User) -> None:
    proposal = bid(make_job(bob), alice)
    interview = Interview.objects.create(proposal=proposal)
    now = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.create(proposal=proposal)
    for columns in (
        {"status": "accepted"},
        {"starts_at": now},
        {"remind_at": now},
        {"status": "declined"},
        {"minutes": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Interview.objects.filter(pk=interview.pk).update(**columns)


def test_what_was_sent_and_what_happened_cannot_be_rewritten(bob: User, alice: User) -> None:
    proposal = bid(make_job(bob), alice)
    now = clock.now()
    ProposalVersion.objects.create(proposal=proposal, number=1, data={}, at=now)
    ProposalEvent.objects.create(proposal=proposal, move="send", to_status="sent", at=now)
    for rows in (proposal.versions.all(), proposal.events.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(at=now)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
