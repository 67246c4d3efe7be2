"""What the database refuses, whoever asks."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from jobs.actions.accept_nda import accept_nda
from jobs.actions.invite import invite
from jobs.models import Invitation, Job, JobEvent, NdaAcceptance
from jobs.tests.builders import make_job
from reelbyte import clock

pytestmark = pytest.mark.django_db


def test_a_job_that_makes_no_sense_is_refused(bob: User) -> None:
    job = make_job(bob)
    for columns in (
        {"status": "gone"},
        {"visibility": "friends"},
        {"description": ""},
        {"budget_min_minor": None},
        {"budget_min_minor": 0},
        {"budget_min_minor": 2, "budget_max_minor": 1},
        {"expires_at": None},
        {"status": "closed"},  # a closed job does not expire
        {"currency": "eur"},
        {"start": date(2026, 6, 2), "deadline": date(2026, 6, 1)},
        {"nda_required": True},
        {"shortlist_count": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.filter(pk=job.pk).update(**columns)


def test_an_invitation_is_sent_once_and_answered_with_a_time(bob: User, alice: User) -> None:
    from creators.actions.open_profile import open_profile

    open_profile(alice)
    invitation = invite(make_job(bob), alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(job=invitation.job, creator=alice)
    for columns in ({"status": "accepted"}, {"answered_at": clock.now()}, {"reason": "busy"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=invitation.pk).update(**columns)


def test_what_was_agreed_to_and_what_happened_cannot_be_rewritten(bob: User, alice: User) -> None:
    job = make_job(bob, nda_required=True)
    accept_nda(job, alice, version=job.nda_version)
    for rows in (NdaAcceptance.objects.filter(job=job), JobEvent.objects.filter(job=job)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(at=clock.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
