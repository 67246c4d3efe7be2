"""The mail about what somebody has not read: one a conversation, and only if it still waits."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from accounts.models import User
from messaging import cards
from messaging.actions.delete_message import delete_message
from messaging.actions.edit_message import edit_message
from messaging.actions.mark_read import mark_read
from messaging.actions.open_conversation import open_conversation
from messaging.actions.post_card import post_card
from messaging.actions.send_message import send_message
from messaging.models import Conversation
from messaging.unread import mail_unread
from notifications.models import Schedule
from reelbyte import clock, outbox, policy
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db
LATER = policy.UNREAD_MAILED_AFTER + timedelta(minutes=1)


@pytest.fixture
def talk(alice: User, bob: User) -> Conversation:
    return open_conversation(people=[alice, bob], subject="gig:reel", subject_label="A reel")


def say(talk: Conversation, sender: User, text: str) -> None:
    send_message(talk, sender, text=text, client_id=uuid4())


def sweep(after: timedelta = LATER) -> int:
    with clock.after(after):
        told = mail_unread()
        outbox.drain()
    return told


def test_one_mail_for_all_that_waits(talk: Conversation, alice: User, bob: User) -> None:
    for n in range(5):
        say(talk, alice, f"Message <b>{n}</b>")
    assert sweep(timedelta(minutes=1)) == 0
    assert sweep() == 1
    assert sweep() == sweep(LATER * 2) == 0
    (message,) = mail.outbox
    html = str(message.alternatives[0][0])
    assert message.to == [bob.email]
    assert "5 messages wait for you" in message.body
    assert "Message &lt;b&gt;4&lt;/b&gt;" in html
    assert "2 older messages wait, too" in html
    # Another conversation of theirs, and what comes after they have read, are told by themselves.
    other = open_conversation(people=[alice, bob], subject="gig:other", subject_label="Another")
    say(other, alice, "Hello?")
    mark_read(talk, bob, 5)
    say(talk, alice, "And this")
    assert sweep() == 2
    assert len(mail.outbox) == 3


def test_what_is_read_before_it_leaves_is_not_mailed(talk: Conversation, alice: User, bob: User) -> None:
    say(talk, alice, "Hello?")
    with clock.after(LATER):
        assert mail_unread() == 1
        mark_read(talk, bob, 1)
        outbox.drain()
    assert mail.outbox == []


def test_the_mail_says_what_stands_there_now(talk: Conversation, alice: User, bob: User) -> None:
    edited, deleted = (send_message(talk, alice, text=f"first words {n}", client_id=uuid4()) for n in range(2))
    edit_message(edited, alice, text="second words")
    delete_message(deleted, alice)
    assert sweep() == 1
    (message,) = mail.outbox
    assert "1 message waits for you" in message.body
    assert "second words" in message.body
    assert "first words" not in message.body
    # Of what was taken back altogether nobody is told.
    mark_read(talk, bob, 2)
    delete_message(send_message(talk, alice, text="Oh", client_id=uuid4()), alice)
    assert sweep() == 0


def test_nobody_is_mailed_about_what_they_wrote_or_cards(talk: Conversation, alice: User, bob: User) -> None:
    say(talk, alice, "Hello?")
    mark_read(talk, bob, 1)
    cards.register("tests.note", template="messaging/card.html", label="Note")
    post_card(talk, "tests.note", ref="1", context={"title": "A card"})
    assert sweep() == 0


def test_it_waits_for_the_digest_of_who_has_one(talk: Conversation, alice: User, bob: User) -> None:
    Schedule.objects.create(user=bob, digest="daily")
    say(talk, alice, "Hello?")
    assert sweep() == 1
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_swept_by_many_at_once_it_is_told_once(talk: Conversation, alice: User, bob: User) -> None:
    say(talk, alice, "Hello?")
    with clock.after(LATER):
        moment = clock.now()

    def sweep_now() -> int:
        with clock.at(moment):
            return mail_unread()

    assert sum(race(*[sweep_now] * 4)) == 1
    assert bob.notifications.filter(kind="messaging.unread").count() == 1
