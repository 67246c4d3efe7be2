"""Web push: only to services we know, once, and read by the browser alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from notifications import notify
from notifications.actions.send_push import send_push
from notifications.actions.subscribe import session_ended, subscribe
from notifications.models import Delivery, PushSubscription
from notifications.push import client, keys, services
from notifications.tests.conftest import DELIVERED, OFFERED
from notifications.tests.pushes import Browser, PushService
from reelbyte import clock, outbox
from reelbyte.models import OutboxMessage
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db


def subscribed(person: User, browser: Browser, session: str = "s") -> PushSubscription:
    return subscribe(person, endpoint=browser.endpoint, **browser.keys, label="Firefox on Linux", session_key=session)


def tell(person: User, key: str = "v1", kind: str = OFFERED) -> Any:
    with transaction.atomic():
        return notify(kind, person, key=key, url="/contracts/1/", text="Alice delivered “version 1” ✔")


def test_every_browser_of_theirs_shows_it_once(bob: User, alice: User, push_service: PushService) -> None:
    phone, desk, other = (push_service.browser() for _ in range(3))
    subscribed(bob, phone)
    subscribed(bob, desk)
    subscribed(alice, other)
    told = tell(bob, kind=DELIVERED)
    tell(bob, kind=DELIVERED)
    outbox.drain()
    outbox.drain()
    message = {
        "title": "Delivered",
        "body": "Alice delivered “version 1” ✔",
        "url": "/contracts/1/",
        "tag": str(told.public_id),
    }
    assert phone.shown == desk.shown == [message]
    assert other.shown == []
    assert phone.headers[0]["urgency"] == "high"
    assert len(phone.headers[0]["topic"]) <= 32


def test_a_subscription_that_is_gone_is_removed(bob: User, push_service: PushService) -> None:
    for status in (404, 410):
        browser = push_service.browser()
        subscribed(bob, browser)
        browser.answers = [(status, {})]
        tell(bob, key=str(status))
        outbox.drain()
        assert not bob.push_subscriptions.exists()
        assert not Delivery.objects.filter(channel="push").exists()


def test_a_service_that_is_down_is_asked_again_when_it_says(bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    browser.answers = [(503, {}), (429, {"Retry-After": "120"})]
    tell(bob)
    outbox.drain()
    for passed in (timedelta(seconds=5), timedelta(seconds=60)):
        with clock.after(passed):
            outbox.drain()
        assert browser.shown == []
    with clock.after(timedelta(seconds=130)):
        outbox.drain()
    assert len(browser.shown) == 1


def test_what_is_no_news_any_more_is_left(bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    browser.answers = [(503, {})]
    tell(bob)
    outbox.drain()
    with clock.after(timedelta(days=2)):
        outbox.drain()
    assert browser.shown == []
    assert Delivery.objects.get(channel="push").status == "skipped"


def test_without_an_answer_it_is_not_sent_twice(bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    browser.answers = [(0, {})]
    tell(bob)
    outbox.drain()
    with clock.after(timedelta(hours=2)):
        outbox.drain()
    assert browser.shown == []
    assert not OutboxMessage.objects.filter(topic="notifications.push", status="pending").exists()


def test_a_redirect_is_not_followed(bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    for status in (301, 302, 307, 308):
        browser.answers = [(status, {"Location": f"{push_service.origin}/elsewhere"})]
        tell(bob, key=str(status))
        outbox.drain()
    assert not push_service.elsewhere.is_set()
    assert browser.shown == []


def test_a_service_struck_from_the_list_is_not_called(bob: User, push_service: PushService, settings: Any) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    settings.PUSH_SERVICES = []
    tell(bob)
    outbox.drain()
    assert browser.shown == []


def test_nobody_else_is_called(settings: Any) -> None:
    settings.PUSH_SERVICES = ["fcm.googleapis.com", ".push.apple.com", "http://127.0.0.1:99"]
    for endpoint, allowed in {
        "https://fcm.googleapis.com/fcm/send/abc:DEF-_": True,
        "https://fcm.googleapis.com:443/wp/x": True,
        "https://web.push.apple.com/QGx": True,
        "http://127.0.0.1:99/x": True,
        "http://fcm.googleapis.com/x": False,
        "https://fcm.googleapis.com:8443/x": False,
        "https://fcm.googleapis.com.evil.example/x": False,
        "https://evil.example/fcm.googleapis.com/": False,
        "https://push.apple.com/x": False,
        "https://evilpush.apple.com/x": False,
        "https://fcm.googleapis.com@evil.example/x": False,
        "https://fcm.googleapis.com\\@evil.example/x": False,
        "https://evil.example#@fcm.googleapis.com/x": False,
        "https://fcm.googleapis.com/x\r\nHost: evil.example": False,
        "https://FCM.googleapis.com/x": False,
        "http://127.0.0.1:100/x": False,
        "http://localhost/x": False,
        "https://169.254.169.254/latest/": False,
        "file:///etc/passwd": False,
        "": False,
    }.items():
        assert services.is_allowed(endpoint) == allowed, endpoint


def test_a_browser_belongs_to_whom_it_was_last(alice: User, bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    tell(bob)
    subscribed(alice, browser)
    outbox.drain()
    assert browser.shown == []  # what waited for Bob is not for Alice to see
    tell(alice)
    outbox.drain()
    assert len(browser.shown) == 1


def test_it_ends_with_its_session(bob: User, push_service: PushService) -> None:
    subscribed(bob, push_service.browser(), session="here")
    subscribed(bob, push_service.browser(), session="there")
    session_ended(bob.pk, "there")
    assert bob.push_subscriptions.count() == 1


def test_the_oldest_gives_way(bob: User, push_service: PushService, monkeypatch: Any) -> None:
    monkeypatch.setattr("notifications.actions.subscribe.policy.PUSH_DEVICES_MAXIMUM", 2)
    browsers = [push_service.browser() for _ in range(3)]
    for browser in browsers:
        subscribed(bob, browser)
    assert {device.endpoint for device in bob.push_subscriptions.all()} == {b.endpoint for b in browsers[1:]}


@pytest.mark.django_db(transaction=True)
def test_sent_by_many_at_once_it_is_shown_once(bob: User, push_service: PushService) -> None:
    browser = push_service.browser()
    subscribed(bob, browser)
    told = tell(bob)
    delivery = told.deliveries.get(channel="push")
    race(*[lambda: send_push(delivery.pk)] * 4)
    assert len(browser.shown) == 1


def test_a_demo_makes_its_keys_once(settings: Any, tmp_path: Any) -> None:
    settings.VAPID_PRIVATE_KEY, settings.VAPID_KEY_FILE = "", tmp_path / "home" / "vapid.key"
    assert keys.public_key() == keys.public_key()
    assert len(client.keys.pair().private_key.private_numbers().private_value.to_bytes(32)) == 32
    assert settings.VAPID_KEY_FILE.stat().st_mode & 0o077 == 0
