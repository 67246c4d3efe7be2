"""The outbox: once per key, tried until it works, never lost."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import transaction

from reelbyte import clock, outbox, policy
from reelbyte.celery import app
from reelbyte.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A topic that exists for one test, recording what it was called with."""
    calls: list[dict] = []
    monkeypatch.setitem(outbox._topics, "test.topic", outbox.Topic(calls.append, "default", timedelta(minutes=2)))
    return calls


def failing(error: Exception) -> outbox.Topic:
    def handler(payload: dict) -> None:
        raise error

    return outbox.Topic(handler, "default", timedelta(minutes=2))


@pytest.mark.django_db(transaction=True)
def test_it_refuses_a_row_outside_a_transaction(topic: list) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        outbox.add("test.topic", "a")


def test_it_delivers_what_was_added_once(topic: list) -> None:
    outbox.add("test.topic", "a", {"id": 1})
    outbox.add("test.topic", "a", {"id": 1})
    assert outbox.drain() == 1
    assert topic == [{"id": 1}]


def test_it_does_nothing_twice(topic: list) -> None:
    message = outbox.add("test.topic", "a")
    assert outbox.deliver(message.pk) is True
    assert outbox.deliver(message.pk) is False
    assert len(topic) == 1


def test_it_waits_until_it_is_due(topic: list) -> None:
    outbox.add("test.topic", "a", available_at=clock.now() + timedelta(hours=1))
    assert outbox.drain() == 0
    with clock.after(timedelta(hours=2)):
        assert outbox.drain() == 1


def test_of_a_history_it_keeps_only_what_is_still_to_come(topic: list) -> None:
    with outbox.done_until(clock.now()), clock.at(clock.now() - timedelta(days=9)):
        outbox.add("test.topic", "a week ago", available_at=clock.now() + timedelta(days=2))
        outbox.add("test.topic", "tomorrow", {"id": 2}, available_at=clock.now() + timedelta(days=10))
    assert (outbox.drain(), topic) == (0, [])
    with clock.after(timedelta(days=2)):
        assert (outbox.drain(), topic) == (1, [{"id": 2}])


def test_it_tries_again_after_a_failure(topic: list, monkeypatch: pytest.MonkeyPatch) -> None:
    message = outbox.add("test.topic", "a")
    with monkeypatch.context() as patch:
        patch.setitem(outbox._topics, "test.topic", failing(ValueError("gateway away")))
        assert outbox.deliver(message.pk) is False
    message.refresh_from_db()
    assert (message.status, message.last_error) == ("pending", "ValueError: gateway away")
    with clock.after(timedelta(minutes=1)):
        assert outbox.deliver(message.pk) is True


def test_it_gives_up_where_staff_can_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(outbox._topics, "test.topic", failing(ValueError("never")))
    message = outbox.add("test.topic", "a")
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=outbox.ATTEMPTS_MAXIMUM - 1)
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert message.status == OutboxMessage.Status.DEAD


def test_asking_for_time_uses_up_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(outbox._topics, "test.topic", failing(outbox.Retry(timedelta(seconds=30))))
    message = outbox.add("test.topic", "a")
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("pending", 0)


def test_a_crashed_handlers_lease_runs_out(topic: list) -> None:
    message = outbox.add("test.topic", "a")
    assert outbox._lease(message.pk) is not None  # a worker took it, and died
    assert outbox.deliver(message.pk) is False
    with clock.after(timedelta(minutes=3)):
        assert outbox.deliver(message.pk) is True


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_nothing(topic: list) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.add("test.topic", "a")
        1 / 0  # noqa: B018
    assert OutboxMessage.objects.count() == 0


def test_a_long_handler_keeps_its_lease_by_renewing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def handler(payload: dict) -> None:
        with clock.after(timedelta(seconds=90)):
            assert outbox.renew() is True
        with clock.after(timedelta(minutes=3)):
            assert outbox.deliver(message.pk) is False, "the lease was renewed: nobody else may start"

    monkeypatch.setitem(outbox._topics, "test.topic", outbox.Topic(handler, "default", timedelta(minutes=2)))
    message = outbox.add("test.topic", "a")
    assert outbox.deliver(message.pk) is True


def test_a_lost_lease_is_told_and_frees_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    def second(payload: dict) -> None:
        taken.append(OutboxMessage.objects.get().leased_until)

    def first(payload: dict) -> None:
        with clock.after(timedelta(minutes=3)):
            monkeypatch.setitem(outbox._topics, "test.topic", outbox.Topic(raising, "default", timedelta(minutes=2)))
            outbox.deliver(message.pk)
            assert outbox.renew() is False
        raise ValueError("too late to matter")

    def raising(payload: dict) -> None:
        second(payload)
        raise outbox.Retry(timedelta(hours=1))

    taken: list = []
    monkeypatch.setitem(outbox._topics, "test.topic", outbox.Topic(first, "default", timedelta(minutes=2)))
    message = outbox.add("test.topic", "a")
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert taken
    assert message.last_error == "", "the first's failure came after it had lost the row"


def test_a_handler_called_directly_has_no_lease_to_lose() -> None:
    assert outbox.renew() is True


def test_a_hint_reaches_the_broker_from_any_thread(topic: list, caplog: pytest.LogCaptureFixture) -> None:
    message = outbox.add("test.topic", "a")
    with app.connection_for_read() as connection:
        queue = connection.SimpleQueue("default")
        queue.clear()
        thread = Thread(target=outbox.hint, args=(message.pk, message.topic))
        thread.start()
        thread.join()
        assert queue.get(timeout=5).payload[0] == [message.pk]
        queue.clear()
        queue.close()
    assert "was lost" not in caplog.text


def test_what_was_done_long_ago_goes_and_what_was_given_up_stays(topic: list) -> None:
    for name in "abc":
        outbox.add("test.topic", name)
    outbox.drain()
    dead = outbox.add("test.topic", "dead")
    OutboxMessage.objects.filter(pk=dead.pk).update(status="dead")
    with clock.after(policy.OUTBOX_KEPT - timedelta(hours=1)):
        assert outbox.prune() == 0
        recent = outbox.add("test.topic", "recent")
        outbox.drain()
    with clock.after(policy.OUTBOX_KEPT + timedelta(hours=1)):
        assert outbox.prune(batch=2) == 3
    assert set(OutboxMessage.objects.filter(topic="test.topic")) == {dead, recent}
