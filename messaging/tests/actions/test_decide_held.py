"""Staff let it through, or refuse it and say why."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.test import Client

from messaging import queries
from messaging.actions import decide_held
from messaging.actions.decide_held import let_through, refuse
from messaging.actions.hold_message import hold_message
from messaging.actions.store_attachment import store_attachment
from messaging.contact import Kind
from messaging.models import HeldMessage, Message, Participant
from messaging.review import is_next_held
from messaging.tests.pages import Page, at_once, run
from notifications.models import Notification
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry
from reelbyte.testing.races import race

MAIL = "Write to me: jo@studio.com"


@pytest.fixture
def hold(talk: Any, bob: Any) -> Any:
    def held(**more: Any) -> HeldMessage:
        return hold_message(talk, bob, text=MAIL, client_id=uuid4(), kinds=(Kind.EMAIL,), **more)

    return held


def test_let_through_it_is_the_next_message(
    talk: Any, say: Any, hold: Any, alice: Any, bob: Any, mod: Any, picture: Any
) -> None:
    asked = say(alice, "How do I reach you?")
    held = hold(answers=asked.seq, attachments=[store_attachment(bob, picture())])
    say(alice, "Are you there?")
    message = let_through(mod, held)
    assert (message.seq, message.answers, message.text) == (3, asked.seq, MAIL)
    assert message.attachments.count() == 1
    assert let_through(mod, held) == message
    assert Participant.objects.get(user=alice).unread == 1
    assert not queries.thread(bob, talk).held
    told = Notification.objects.get(recipient=bob, kind="messaging.let_through")
    assert told.url == talk.get_absolute_url()
    assert Notification.objects.filter(recipient=alice, kind="messaging.message").exists()
    assert AuditEntry.objects.filter(action="messaging.held_let_through", actor_id=mod.pk).count() == 1
    assert not is_next_held(bob)  # what staff found fine counts no more
    with pytest.raises(Conflict):
        refuse(mod, held, "Too late")


def test_refused_its_writer_reads_why_for_good(
    talk: Any, hold: Any, alice: Any, bob: Any, mod: Any, login: Any
) -> None:
    held = hold()
    with pytest.raises(Refused):
        refuse(mod, held, "  ")
    refuse(mod, held, "Payment elsewhere is not protected.")
    refuse(mod, held, "Said again")
    assert not Message.objects.exists()
    told = Notification.objects.get(recipient=bob, kind="messaging.refused")
    assert told.context["quote"] == "Payment elsewhere is not protected."
    assert [one.reason for one in queries.thread(bob, talk).held] == ["Payment elsewhere is not protected."]
    assert not queries.thread(alice, talk).held
    assert [row.line for row in queries.inbox(bob).items] == ["Not delivered"]
    with pytest.raises(Conflict):
        let_through(mod, held)
    with clock.at(clock.now() + timedelta(days=40)):
        page = login(bob).get(talk.get_absolute_url()).content.decode()
    assert "was not delivered" in page
    assert "Payment elsewhere is not protected." in page


@pytest.mark.django_db(transaction=True)
def test_two_of_the_staff_at_once_decide_one_way(hold: Any, mod: Any) -> None:
    held = hold()
    outcomes = race(lambda: let_through(mod, held), lambda: refuse(mod, held, "No"), lambda: let_through(mod, held))
    held.refresh_from_db()
    assert Message.objects.count() == (held.status == "let_through")
    assert any(isinstance(outcome, Conflict) for outcome in outcomes)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_locks_both_are_told_that_it_worked(hold: Any, mod: Any, monkeypatch: Any) -> None:
    held, meeting, check = hold(), threading.Barrier(2), decide_held._check_waits

    def late(held: HeldMessage) -> None:
        check(held)
        meeting.wait(10)  # both have found it waiting

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    monkeypatch.setattr(decide_held, "_check_waits", late)
    outcomes = race(lambda: let_through(mod, held), lambda: refuse(mod, held, "No"))
    assert not any(isinstance(outcome, Exception) for outcome in outcomes)


@pytest.mark.django_db(transaction=True)
def test_open_pages_learn_what_is_theirs(login: Any, talk: Any, hold: Any, alice: Any, bob: Any, mod: Any) -> None:
    clients: list[Client] = [login(alice), login(bob)]
    hers, his = (Page(client, talk) for client in clients)

    async def scene() -> None:
        for page in (hers, his):
            await page.connect()
        held = await at_once(hold)
        await his.until(lambda: any("Held for review" in frame for frame in his.other))
        his.other.clear()
        assert not any("jo@" in frame for frame in hers.other)
        await his.cut()
        await his.connect()  # what waits is there again after a cut
        await his.until(lambda: any("Held for review" in frame for frame in his.other))
        await at_once(let_through, mod, held)
        await hers.has(1)
        await his.has(1)
        assert "jo@studio.com" in hers.messages[1]
        await his.until(lambda: any('hx-target="#held"' in frame and "jo@" not in frame for frame in his.other))
        assert not any("#held" in frame for frame in hers.other)

    run(scene)
