"""Counted, and told nowhere else."""

from datetime import timedelta
from typing import Any

from messaging import queries
from messaging.actions.mute import mute, unmute
from messaging.unread import UNREAD, fresh, mail_unread
from notifications.models import Notification
from reelbyte import clock, policy


def test_a_muted_conversation_is_counted_and_told_nowhere(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    assert mute(talk, alice)
    assert not mute(talk, alice)
    say(bob, "Hello")
    assert queries.unread(alice.pk) == 1
    with clock.at(clock.now() + policy.UNREAD_MAILED_AFTER + timedelta(minutes=1)):
        assert mail_unread() == 0
    assert not Notification.objects.filter(recipient=alice).exists()
    assert unmute(talk, alice)
    say(bob, "Still there?")
    assert Notification.objects.filter(recipient=alice, kind="messaging.message").exists()


def test_a_mail_that_waits_to_leave_stays_when_it_was_muted_meanwhile(
    talk: Any, say: Any, alice: Any, bob: Any
) -> None:
    say(bob, "Hello")
    with clock.at(clock.now() + policy.UNREAD_MAILED_AFTER + timedelta(minutes=1)):
        assert mail_unread() == 1
        mail = Notification.objects.get(recipient=alice, kind=UNREAD)
        assert fresh(mail) is not None
        mute(talk, alice)
        assert fresh(mail) is None
