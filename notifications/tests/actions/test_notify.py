"""Telling somebody: once, whatever is repeated."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import override_settings

from accounts.actions.block import block
from accounts.models import User
from notifications import notify
from notifications.actions.choose import switch
from notifications.actions.notify import silence
from notifications.actions.send_email import send_email
from notifications.models import Delivery, Notification, Schedule
from notifications.tests.conftest import DELIVERED, HINT, OFFERED
from reelbyte import clock, outbox
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db
KIND = DELIVERED
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)


def tell(person: User, key: str = "contract:v1", kind: str = KIND, actor: User | None = None) -> Any:
    text = "Alice delivered <b>version 1</b>."
    return notify(kind, person, key=key, url="/contracts/1/", text=text, actor=actor)


def test_told_twice_is_told_once(bob: User) -> None:
    tell(bob)
    tell(bob)
    tell(bob, key="contract:v2")
    assert bob.notifications.count() == 2
    outbox.drain()
    outbox.drain()
    assert [message.to for message in mail.outbox] == [[bob.email]] * 2


def test_in_silence_nobody_is_told(bob: User) -> None:
    with silence():
        assert tell(bob) is None
    assert tell(bob, key="contract:v2") is not None
    assert bob.notifications.count() == 1


def test_the_database_refuses_a_second_row(bob: User) -> None:
    told = tell(bob)
    with pytest.raises(IntegrityError, match="notification_once"), transaction.atomic():
        Notification.objects.create(recipient=bob, kind=KIND, key=told.key, url="/", text="again")
    with pytest.raises(IntegrityError, match="notification_delivery_once"), transaction.atomic():
        Delivery.objects.create(notification=told, channel="email")


def test_a_mail_that_may_have_gone_out_is_never_sent_again(bob: User) -> None:
    told = tell(bob)
    told.deliveries.update(status="sending")  # a worker died between claim and answer
    send_email(told.pk)
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_asked_again(bob: User, monkeypatch: Any) -> None:
    told = tell(bob)

    def refuse(self: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            send_email(told.pk)
    send_email(told.pk)
    assert len(mail.outbox) == 1
    assert told.deliveries.get().status == "sent"


@override_settings(SITE_URL="https://reelbyte.test")
def test_the_mail_leads_to_this_site_and_escapes_what_people_wrote(bob: User) -> None:
    tell(bob)
    outbox.drain()
    (message,) = mail.outbox
    html = str(message.alternatives[0][0])
    assert message.subject == "Delivered"
    assert "https://reelbyte.test/contracts/1/" in message.body
    assert "<b>version 1</b>" in message.body
    assert "&lt;b&gt;version 1&lt;/b&gt;" in html
    assert 'href="https://reelbyte.test/contracts/1/"' in html


def test_a_link_elsewhere_is_refused(bob: User) -> None:
    for url in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
        with pytest.raises(IntegrityError, match="notification_url_local"), transaction.atomic():
            notify(KIND, bob, key=url, url=url, text="x")


def test_the_suspended_get_only_what_is_essential(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(status="suspended")
    tell(bob)
    outbox.drain()
    assert len(mail.outbox) == 1
    User.objects.filter(pk=bob.pk).update(status="closed")
    tell(bob, key="later")
    outbox.drain()
    assert len(mail.outbox) == 1


def test_an_in_app_kind_sends_no_mail(bob: User) -> None:
    tell(bob, kind=HINT)
    outbox.drain()
    assert mail.outbox == []


def test_an_unknown_kind_is_a_mistake(bob: User) -> None:
    with pytest.raises(KeyError):
        tell(bob, kind="tests.unknown")


def quiet_and_unwilling(person: User) -> None:
    """Somebody who wants nothing optional, a digest at most, and it is the middle of their night."""
    for channel in ("in_app", "email", "push"):
        switch(person, "@all", channel, is_on=False)
    Schedule.objects.create(user=person, digest="weekly", quiet_from=time(0), quiet_to=time(23, 59))


def test_what_is_essential_arrives_at_once_whatever_was_chosen(alice: User, bob: User) -> None:
    quiet_and_unwilling(bob)
    block(bob, alice)
    with clock.at(NOON):
        assert tell(bob, actor=alice).in_app
        assert tell(bob, kind=OFFERED) is not None
        outbox.drain()
    (message,) = mail.outbox
    assert message.subject == "Delivered"
    assert "List-Unsubscribe" not in message.extra_headers
    assert "nsubscribe" not in message.body


def test_a_block_ends_what_is_optional(alice: User, bob: User) -> None:
    block(bob, alice)
    assert tell(bob, kind=OFFERED, actor=alice) is None
    assert tell(alice, kind=OFFERED, actor=bob) is None
    assert tell(bob, kind=OFFERED) is not None


def test_quiet_hours_hold_a_mail_until_they_end(bob: User) -> None:
    Schedule.objects.create(user=bob, quiet_from=time(10), quiet_to=time(14), zone="Europe/Berlin")
    with clock.at(NOON):  # 13:00 in Berlin
        read = tell(bob, key="read", kind=OFFERED)
        tell(bob, kind=OFFERED)
        outbox.drain()
        assert mail.outbox == []
        read.refresh_from_db()
        Notification.objects.filter(pk=read.pk).update(read_at=clock.now())
    with clock.at(NOON + timedelta(minutes=61)):
        outbox.drain()
    # What was read on the site meanwhile is no news any more.
    assert len(mail.outbox) == 1
    assert read.deliveries.get().status == "skipped"


def test_unsubscribing_counts_for_what_waits(bob: User) -> None:
    told = tell(bob, kind=OFFERED)
    switch(bob, OFFERED, "email", is_on=False)
    outbox.drain()
    assert mail.outbox == []
    assert told.deliveries.get().status == "skipped"


@pytest.mark.django_db(transaction=True)
def test_told_and_sent_by_many_at_once_it_arrives_once(bob: User) -> None:
    def tell_now() -> int:
        with transaction.atomic():
            return tell(bob).pk

    assert len(set(race(*[tell_now] * 4))) == 1
    told = bob.notifications.get()
    assert race(*[lambda: send_email(told.pk)] * 4) == [None] * 4
    assert len(mail.outbox) == 1
