"""Two press at once."""

import pytest

from accounts.models import User
from conftest import make_person
from creators.actions.open_profile import open_profile
from jobs.actions.accept_nda import accept_nda
from jobs.actions.close import close
from jobs.actions.fill import fill
from jobs.actions.invite import invite
from jobs.actions.publish import publish
from jobs.models import Invitation, Job, JobEvent, NdaAcceptance
from jobs.tests.builders import make_job
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_published_once(bob: User) -> None:
    job = make_job(bob, "draft")
    outcomes = race(*[lambda: publish(job, actor=bob)] * 4)
    assert all(isinstance(outcome, Job) for outcome in outcomes)
    assert JobEvent.objects.filter(job=job, move="publish").count() == 1


def test_the_last_invitation_is_sent_once(bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "JOB_INVITATIONS_MAXIMUM", 2)
    people = [make_person(f"c{number}@example.com", f"Creator {number}", "creator") for number in range(4)]
    for person in people:
        open_profile(person)
    job = make_job(bob)
    invite(job, people[0])
    outcomes = race(*[lambda person=person: invite(job, person) for person in people[1:]])
    assert sum(isinstance(outcome, Invitation) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 2
    assert job.invitations.count() == 2


def test_closed_and_filled_at_once_ends_filled_and_an_nda_is_signed_once(bob: User, alice: User) -> None:
    job = make_job(bob, nda_required=True)
    race(*[lambda: accept_nda(job, alice, version=job.nda_version)] * 3)
    assert NdaAcceptance.objects.count() == 1
    race(lambda: close(job, actor=bob), lambda: fill(job))
    assert Job.objects.get(pk=job.pk).status == "filled"
