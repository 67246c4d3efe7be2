from typing import Any

from messaging.actions.mark_read import mark_read
from messaging.models import Participant
from notifications.models import Notification


def test_it_moves_forward_only(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    for n in range(3):
        say(alice, f"{n}")
    assert mark_read(talk, bob, 2)
    assert not mark_read(talk, bob, 1)
    assert Participant.objects.get(user=bob).last_read_seq == 2


def test_nobody_reads_what_is_not_written(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "One")
    mark_read(talk, bob, 99)
    assert Participant.objects.get(user=bob).last_read_seq == 1


def test_a_stranger_changes_nothing(talk: Any, say: Any, alice: Any, carol: Any) -> None:
    say(alice, "One")
    assert not mark_read(talk, carol, 1)


def test_the_bell_is_silent_about_what_was_read(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "One")
    mark_read(talk, bob, 1)
    assert not Notification.objects.unread().exists()


def test_who_answers_has_read(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "One")
    say(bob, "Two")
    assert Participant.objects.get(user=bob).unread == 0
    assert not Notification.objects.filter(recipient=bob).unread().exists()
