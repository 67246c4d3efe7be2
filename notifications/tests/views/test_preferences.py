"""How one wants to be told: the table, the hours, the devices."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from notifications import registry
from notifications.models import PushSubscription, Schedule
from notifications.preferences import choices_of
from notifications.push.keys import new_private_key
from notifications.tests.conftest import DELIVERED, OFFERED
from notifications.tests.pushes import Browser

pytestmark = pytest.mark.django_db
PAGE = "/settings/notifications/"
HTMX = {"hx-request": "true"}


def wants(person: User, kind: str, channel: str) -> bool:
    return choices_of(person).wants(registry.event(kind), channel)


def test_the_page_shows_what_is_chosen_and_what_is_locked(
    alice: User, login: Any, django_assert_max_num_queries: Any
) -> None:
    browser = login(alice)
    browser.get(PAGE)
    with django_assert_max_num_queries(8):
        html = browser.get(PAGE).content.decode()
    assert f'value="{OFFERED}|email"' in html
    # What is not up to choice has no box: it is told under the kinds of its group that are.
    assert f'value="{DELIVERED}|email"' not in html
    assert re.search(r"\d+ kinds always arrive", html)
    assert str(registry.event(DELIVERED).title) in html
    assert "Always on" in html


def test_what_is_ticked_is_on_and_all_else_is_off(alice: User, login: Any) -> None:
    browser = login(alice)
    assert browser.post(PAGE, {"on": [f"{OFFERED}|push"]})["Location"] == PAGE
    assert [wants(alice, OFFERED, channel) for channel in registry.CHANNELS] == [False, False, True]
    assert wants(alice, DELIVERED, "email")
    # What is essential, and what is not there, cannot be posted.
    assert browser.post(PAGE, {"on": [f"{DELIVERED}|email"]}, headers=HTMX).status_code == 422
    assert wants(alice, OFFERED, "push")


def test_a_group_is_switched_at_once(alice: User, login: Any) -> None:
    browser = login(alice)
    html = browser.post(
        f"{PAGE}switch/", {"about": "@market", "channel": "email", "is_on": "0"}, headers=HTMX
    ).content.decode()
    assert "<html" not in html
    assert not wants(alice, OFFERED, "email")
    assert browser.post(f"{PAGE}switch/", {"about": "@nothing", "channel": "email", "is_on": "0"}, headers=HTMX)


def test_hours_are_kept_and_explained_when_wrong(alice: User, login: Any) -> None:
    browser = login(alice)
    good = {"digest": "daily", "digest_hour": "8", "digest_weekday": "0", "zone": "Europe/Berlin"}
    assert browser.post(f"{PAGE}hours/", good | {"quiet_from": "22:00", "quiet_to": "07:00"})["Location"] == PAGE
    schedule = Schedule.objects.get(user=alice)
    assert (schedule.digest, str(schedule.quiet_from), schedule.zone) == ("daily", "22:00:00", "Europe/Berlin")
    assert schedule.next_digest_at is not None
    for wrong in (
        {"quiet_from": "22:00", "quiet_to": ""},
        {"quiet_from": "22:00", "quiet_to": "22:00"},
        {"digest_hour": "24"},
        {"zone": "Mars/Olympus"},
    ):
        for headers in ({}, HTMX):
            answer = browser.post(f"{PAGE}hours/", good | wrong, headers=headers)
            assert answer.status_code == 422, wrong
            assert "field__errors" in answer.content.decode()
    schedule.refresh_from_db()
    assert str(schedule.quiet_from) == "22:00:00"


def test_a_browser_is_added_and_taken_off(alice: User, bob: User, login: Any, settings: Any) -> None:
    settings.VAPID_PRIVATE_KEY = new_private_key()
    browser = login(alice)
    good = {"endpoint": "https://fcm.googleapis.com/fcm/send/x", **Browser("").keys}
    for wrong in (
        {"endpoint": "https://evil.example/x"},
        {"p256dh": "AAAA"},
        {"p256dh": "B" * 87},
        {"auth": "!!"},
    ):
        assert browser.post(f"{PAGE}devices/", good | wrong, headers=HTMX).status_code == 422, wrong
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    html = browser.post(f"{PAGE}devices/", good, headers=HTMX | agent).content.decode()
    assert "Firefox on Linux" in html
    assert "fcm.googleapis.com" not in html
    device = PushSubscription.objects.get()
    assert login(bob).post(f"{PAGE}devices/{device.public_id}/delete/").status_code == 404
    browser.post(f"{PAGE}devices/{device.public_id}/delete/")
    assert not PushSubscription.objects.exists()


def test_signing_out_ends_push_there(alice: User, login: Any, settings: Any) -> None:
    settings.VAPID_PRIVATE_KEY = new_private_key()
    browser = login(alice)
    browser.post(f"{PAGE}devices/", {"endpoint": "https://fcm.googleapis.com/x", **Browser("").keys})
    assert PushSubscription.objects.count() == 1
    browser.post("/accounts/logout/")
    assert not PushSubscription.objects.exists()


def test_the_service_worker_is_public_and_may_ask_only_the_site(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"
    code = answer.content.decode()
    assert "caches" not in code
    assert "unsafe" not in code
