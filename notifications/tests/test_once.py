"""Never twice: whatever is repeated, delayed, chosen and broken in between, in any order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from notifications import notify
from notifications.actions.choose import choose, set_schedule
from notifications.actions.make_digests import make_digests
from notifications.actions.subscribe import subscribe
from notifications.forms import pairs
from notifications.models import Notification
from notifications.queries import schedule_of
from notifications.tests.conftest import DELIVERED, OFFERED
from notifications.tests.pushes import Browser, PushService
from reelbyte import clock, outbox
from reelbyte.models import OutboxMessage

START = datetime(2026, 12, 2, tzinfo=UTC)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.sampled_from([OFFERED, DELIVERED]), st.sampled_from("abc")),
        st.tuples(st.just("digest"), st.sampled_from(["off", "daily", "weekly"])),
        st.tuples(st.just("choose"), st.booleans()),
        st.tuples(st.just("wait"), st.sampled_from([1, 9, 30, 200])),
        st.tuples(st.just("break"), st.sampled_from([500, 429])),
        st.tuples(st.sampled_from(["work", "sweep", "forget"])),
    ),
    min_size=3,
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_at_most_once_per_event_person_and_channel(bob: User, push_service: PushService, steps: list) -> None:
    point = transaction.savepoint()
    mail.outbox.clear()
    try:
        _check(bob, push_service.browser(), steps)
    finally:
        transaction.savepoint_rollback(point)


def _check(bob: User, browser: Browser, steps: list) -> None:
    subscribe(bob, endpoint=browser.endpoint, **browser.keys, label="", session_key="")
    now = START
    for name, *values in [*steps, ("wait", 200), ("work",), ("sweep",), ("work",)]:
        with clock.at(now):
            now += _do(bob, browser, name, values)
    mailed = [message.extra_headers["Message-ID"] for message in mail.outbox]
    tags = [shown["tag"] for shown in browser.shown]
    assert len(set(mailed)) == len(mailed)
    assert len(set(tags)) == len(tags)
    for notice in Notification.objects.filter(recipient=bob):
        alone = sum(str(notice.public_id) in header for header in mailed)
        gathered = sum(notice.text in message.body for message in mail.outbox) - alone
        assert alone + gathered <= 1, notice.text
        # And what is essential was told, by mail and, unless the service was down for too long, by push.
        if notice.kind == DELIVERED:
            assert alone == 1, notice.text


def _do(bob: User, browser: Browser, name: str, values: list) -> timedelta:
    """One step; how long it takes."""
    if name == "tell":
        kind, key = values
        notify(kind, bob, key=key, url="/x/", text=f"Something {kind}/{key} happened")
    elif name == "digest":
        schedule = schedule_of(bob)
        schedule.digest = values[0]
        set_schedule(schedule)
    elif name == "choose":
        choose(bob, set(pairs()) if values[0] else set())
    elif name == "break":
        browser.answers.append((values[0], {}))
    elif name == "work":
        outbox.drain()
    elif name == "sweep":
        make_digests()
    elif name == "forget":
        # A worker's answer was lost: every row is handed out again, at once.
        OutboxMessage.objects.filter(topic__startswith="notifications.").update(
            status="pending", leased_until=None, available_at=clock.now()
        )
        outbox.drain()
    return timedelta(hours=values[0]) if name == "wait" else timedelta(minutes=1)
