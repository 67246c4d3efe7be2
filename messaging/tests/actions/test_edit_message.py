from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.actions.block import block
from messaging.actions.delete_message import delete_message
from messaging.actions.edit_message import edit_message
from messaging.models import EarlierText, Message
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused


def test_it_says_the_new_text_and_keeps_the_old_for_staff(say: Any, alice: Any) -> None:
    message = say(alice, "Tuesday")
    for text in ("Wednesday", "Thursday", "Thursday"):
        edit_message(message, alice, text=text)
    message.refresh_from_db()
    assert (message.text, message.changes) == ("Thursday", 2)
    assert message.edited_at
    kept = list(EarlierText.objects.values_list("text", "reason"))
    assert kept == [("Tuesday", "edited"), ("Wednesday", "edited")]
    for wrong in (lambda: EarlierText.objects.update(text=""), lambda: EarlierText.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_deleted_it_leaves_a_tombstone_once(say: Any, alice: Any) -> None:
    message = say(alice, "Something rash")
    for _ in range(2):
        delete_message(message, alice)
    message.refresh_from_db()
    assert (message.text, message.is_deleted, message.seq) == ("", True, 1)
    assert list(EarlierText.objects.values_list("text", "reason")) == [("Something rash", "deleted")]
    with pytest.raises(Conflict):
        edit_message(message, alice, text="Better")


def test_for_a_while_only(say: Any, alice: Any) -> None:
    message = say(alice, "Hello")
    with clock.after(policy.MESSAGE_EDIT - timedelta(seconds=5)):
        edit_message(message, alice, text="Good morning")
    with clock.after(policy.MESSAGE_EDIT + timedelta(seconds=5)):
        for late in (lambda: edit_message(message, alice, text="Late"), lambda: delete_message(message, alice)):
            with pytest.raises(Refused, match="15 minutes"):
                late()
    assert Message.objects.get().text == "Good morning"


def test_ones_own_words_only(talk: Any, say: Any, alice: Any, bob: Any, card: Any) -> None:
    message = say(alice, "Hello")
    for wrong in (lambda: edit_message(message, bob, text="Mine"), lambda: delete_message(message, bob)):
        with pytest.raises(Conflict):
            wrong()
    with pytest.raises(Refused):
        edit_message(message, alice, text="  ")
    block(bob, alice)
    with pytest.raises(Refused):
        edit_message(message, alice, text="You will hear from me")
    delete_message(message, alice)  # to take it back is always open


def test_what_quotes_it_changes_with_it(say: Any, alice: Any, bob: Any) -> None:
    original = say(alice, "Tuesday")
    say(bob, "Fine", answers=1)
    say(bob, "Something else")
    edit_message(original, alice, text="Wednesday")
    changed = Message.objects.filter(changes__gt=0).order_by("seq").values_list("seq", "changed_seq")
    assert list(changed) == [(1, 3), (2, 3)]


def test_one_answers_what_is_there(talk: Any, say: Any, card: Any, alice: Any, bob: Any) -> None:
    delete_message(say(alice, "Oh"), alice)
    for number in (1, 2, 99):  # deleted; itself; never written
        with pytest.raises(Refused, match="not there"):
            say(bob, "What?", answers=number)
