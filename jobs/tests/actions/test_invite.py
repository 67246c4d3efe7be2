"""Asking creators, and what they say."""

import pytest

from accounts.actions.block import block
from accounts.models import User
from creators.actions.open_profile import open_profile
from jobs.actions.answer_invitation import answer_invitation
from jobs.actions.close import close
from jobs.actions.invite import invite
from jobs.models import Invitation
from jobs.tests.builders import make_job
from notifications.models import Notification
from reelbyte import policy
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def test_asked_once_answered_and_a_mind_may_change(bob: User, alice: User, carol: User) -> None:
    open_profile(alice)
    job = make_job(bob, visibility="invited")
    invitation = invite(job, alice, message="Your macro work!")
    assert invite(job, alice) == invitation
    assert Notification.objects.get(recipient=alice).kind == "jobs.invited"
    said = answer_invitation(invitation, accept=False, actor=alice, reason="Booked")
    assert (said.status, said.reason) == ("declined", "Booked")
    said = answer_invitation(invitation, accept=True, actor=alice)
    assert (said.status, said.reason) == ("accepted", "")
    answer_invitation(invitation, accept=True, actor=alice)
    assert Notification.objects.filter(recipient=bob, kind="jobs.invitation_answered").count() == 2
    with pytest.raises(Conflict):
        answer_invitation(invitation, accept=False, actor=carol)
    close(job, actor=bob)
    with pytest.raises(Conflict):
        answer_invitation(invitation, accept=False, actor=alice)


def test_who_cannot_be_asked(bob: User, alice: User, carol: User, dave: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in (alice, carol):
        open_profile(person)
    with pytest.raises(Conflict):
        invite(make_job(bob, "draft"), alice)
    job = make_job(bob)
    block(carol, bob)
    for person in (bob, dave, carol):  # oneself, no creator, somebody who blocks
        with pytest.raises(Refused):
            invite(job, person)
    monkeypatch.setattr(policy, "JOB_INVITATIONS_MAXIMUM", 0)
    with pytest.raises(Refused, match="as many as"):
        invite(job, alice)
    assert not Invitation.objects.exists()
