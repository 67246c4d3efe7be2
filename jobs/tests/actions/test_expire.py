"""A job whose client has gone quiet: warned, then expired, then opened again."""

from datetime import timedelta

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile
from jobs import hooks
from jobs.actions.answer_invitation import answer_invitation
from jobs.actions.fill import fill
from jobs.actions.invite import invite
from jobs.actions.reopen import reopen
from jobs.actions.touch import touch
from jobs.models import Job
from jobs.tasks import sweep
from jobs.tests.builders import make_job
from notifications.models import Notification
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def kinds(person: User) -> list[str]:
    return list(Notification.objects.filter(recipient=person).order_by("id").values_list("kind", flat=True))


def test_warned_once_then_expired(bob: User, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    over: list[str] = []
    monkeypatch.setattr(hooks, "_ended", [lambda job: over.append(job.status)])
    open_profile(alice)
    job = make_job(bob)
    answer_invitation(invite(job, alice), accept=True, actor=alice)
    assert sweep() == 0
    with clock.after(policy.JOB_IDLE - policy.JOB_EXPIRY_WARNING):
        assert sweep() == 1
        assert sweep() == 0
    with clock.after(policy.JOB_IDLE):
        assert sweep() == 1
        assert sweep() == 0
    job.refresh_from_db()
    assert job.status == "expired"
    assert over == ["expired"]
    assert kinds(bob) == ["jobs.invitation_answered", "jobs.expiring", "jobs.expired"]
    assert kinds(alice) == ["jobs.invited", "jobs.ended"]


def test_a_sign_of_life_renews(bob: User) -> None:
    job = make_job(bob)
    with clock.after(policy.JOB_IDLE - timedelta(days=1)):
        sweep()
        job = touch(job)
        assert job.warned_at is None
    with clock.after(policy.JOB_IDLE):
        assert sweep() == 0
    assert touch(make_job(bob, "closed")).expires_at is None


def test_reopening_asks_for_a_whole_job_and_filling_works_late(bob: User) -> None:
    job = make_job(bob, "expired")
    assert fill(job).status == "filled"
    assert fill(job).status == "filled"
    assert reopen(job, actor=bob).is_open
    late = make_job(bob, deadline=clock.today() + timedelta(days=2))
    with clock.after(timedelta(days=40)):
        sweep()
        with pytest.raises(Refused, match="deadline"):
            reopen(late, actor=bob)
    with pytest.raises(Conflict):
        fill(make_job(bob, "draft"))
    assert Job.objects.get(pk=late.pk).status == "expired"
