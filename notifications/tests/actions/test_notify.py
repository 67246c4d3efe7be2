"""Telling somebody: once, whatever is repeated."""

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import override_settings

from accounts.models import User
from notifications import notify, registry
from notifications.actions.send_email import send_email
from notifications.models import Delivery, Notification
from reelbyte import outbox

pytestmark = pytest.mark.django_db
KIND = "tests.delivered"


@pytest.fixture(autouse=True)
def _kinds() -> Any:
    known = dict(registry._events)
    registry.register(registry.Event(KIND, title="Delivered", essential=True))
    registry.register(registry.Event("tests.hint", title="Hint", channels=("in_app",)))
    yield
    registry._events.clear()
    registry._events.update(known)


def tell(person: User, key: str = "contract:v1", kind: str = KIND) -> Notification:
    return notify(kind, person, key=key, url="/contracts/1/", text="Alice delivered <b>version 1</b>.")


def test_told_twice_is_told_once(bob: User) -> None:
    tell(bob)
    tell(bob)
    tell(bob, key="contract:v2")
    assert bob.notifications.count() == 2
    outbox.drain()
    outbox.drain()
    assert [message.to for message in mail.outbox] == [[bob.email]] * 2


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
    tell(bob, kind="tests.hint")
    outbox.drain()
    assert mail.outbox == []


def test_an_unknown_kind_is_a_mistake(bob: User) -> None:
    with pytest.raises(KeyError):
        tell(bob, kind="tests.unknown")
