"""Digests: one a period, and each notice in one of them at most."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from accounts.models import User
from notifications import notify
from notifications.actions.choose import set_schedule, switch
from notifications.actions.make_digests import make_digests
from notifications.actions.read import read
from notifications.actions.send_digest import send_digest
from notifications.models import Delivery, Digest, Schedule
from notifications.tests.conftest import DELIVERED, HINT, OFFERED
from reelbyte import clock, outbox
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def tell(person: User, key: str, kind: str = OFFERED) -> Any:
    with transaction.atomic():
        return notify(kind, person, key=key, url="/x/", text=f"Something {key}")


def daily(person: User, **fields: Any) -> Schedule:
    with clock.at(NOON):
        return set_schedule(Schedule(user=person, digest="daily", digest_hour=8, **fields))


def sweep(moment: datetime) -> int:
    with clock.at(moment):
        made = make_digests()
        outbox.drain()
    return made


def test_it_gathers_what_is_optional_and_unseen(bob: User) -> None:
    daily(bob, zone="Europe/Berlin")
    with clock.at(NOON):
        read(tell(bob, "seen"))
        tell(bob, "one")
        tell(bob, "two")
        tell(bob, "hint", kind=HINT)
        tell(bob, "now", kind=DELIVERED)
        outbox.drain()
    assert [message.subject for message in mail.outbox] == ["Delivered"]
    assert sweep(datetime(2026, 12, 3, 6, 59, tzinfo=UTC)) == 0
    assert sweep(datetime(2026, 12, 3, 7, 0, tzinfo=UTC)) == 1  # eight in Berlin
    digest = mail.outbox[1]
    assert digest.subject == "2 things happened on ReelByte"
    assert "Something one" in digest.body
    assert "Something seen" not in digest.body
    assert sweep(NOON + DAY) == 0
    assert sweep(NOON + 5 * DAY) == 0  # nothing happened: no mail
    assert dict(Delivery.objects.values_list("notification__key", "status")) == {
        "seen": "skipped",
        "one": "sent",
        "two": "sent",
        "now": "sent",
    }


def test_a_day_has_one_even_if_its_hour_moves(bob: User) -> None:
    schedule = daily(bob)
    with clock.at(NOON):
        tell(bob, "one")
    assert sweep(NOON + DAY) == 1
    with clock.at(NOON + DAY):
        tell(bob, "two")
        schedule.digest_hour = 15
        set_schedule(schedule)
    assert sweep(NOON + DAY + timedelta(hours=4)) == 0
    assert sweep(NOON + 2 * DAY + timedelta(hours=4)) == 1
    assert [message.subject for message in mail.outbox] == ["1 thing happened on ReelByte"] * 2


def test_turned_off_it_sends_what_waits_a_last_time(bob: User) -> None:
    schedule = daily(bob)
    with clock.at(NOON):
        tell(bob, "one")
        schedule.digest = "off"
        set_schedule(schedule)
    assert sweep(NOON) == 1
    assert "Something one" in mail.outbox[0].body
    schedule.refresh_from_db()
    assert schedule.next_digest_at is None


def test_unsubscribed_meanwhile_there_is_none(bob: User) -> None:
    daily(bob)
    with clock.at(NOON):
        tell(bob, "one")
    switch(bob, "@all", "email", is_on=False)
    assert sweep(NOON + DAY) == 1
    assert mail.outbox == []
    assert Digest.objects.get().status == "skipped"


def test_a_mail_server_that_refuses_is_asked_again(bob: User, monkeypatch: Any) -> None:
    daily(bob)
    with clock.at(NOON):
        tell(bob, "one")

    def refuse(self: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        sweep(NOON + DAY)
    assert mail.outbox == []
    with clock.at(NOON + DAY + timedelta(hours=1)):
        outbox.drain()
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_swept_and_sent_by_many_at_once_it_arrives_once(bob: User, alice: User) -> None:
    for person in (alice, bob):
        daily(person, quiet_from=time(0), quiet_to=time(23))
        with clock.at(NOON):
            tell(person, "one")
    with clock.at(NOON + DAY):
        due = clock.now()

    def sweep_now() -> int:
        with clock.at(due):
            return make_digests()

    assert sum(race(*[sweep_now] * 4)) == 2
    for digest in Digest.objects.all():
        race(*[lambda pk=digest.pk: send_digest(pk)] * 3)
    assert sorted(message.to[0] for message in mail.outbox) == [alice.email, bob.email]
