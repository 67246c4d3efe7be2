"""What a client whose account is limited can do with jobs."""

import pytest

from accounts.models import User
from jobs.actions.close import close
from jobs.actions.invite import invite
from jobs.actions.publish import publish
from jobs.actions.reopen import reopen
from jobs.tests.builders import make_job
from reelbyte.errors import Refused

pytestmark = pytest.mark.django_db


def test_they_close_jobs_and_open_none(alice: User, bob: User) -> None:
    job, draft = make_job(bob), make_job(bob, "draft")
    bob.status = User.Status.LIMITED
    bob.save()
    with pytest.raises(Refused, match="limited at the moment"):
        publish(draft, actor=bob)
    job.client = bob
    with pytest.raises(Refused, match="limited at the moment"):
        invite(job, alice)
    job = close(job, actor=bob)
    with pytest.raises(Refused, match="limited at the moment"):
        reopen(job, actor=bob)
