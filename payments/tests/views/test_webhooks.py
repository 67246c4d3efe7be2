"""What the webhook endpoint takes, and what it does not."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payments.gateways import sandbox_events
from payments.models import GatewayEvent
from reelbyte import clock, outbox, policy

pytestmark = pytest.mark.django_db

EVENT = {"id": "evt_1", "type": "payment.succeeded", "object": "pay_1", "reference": "nothing-of-ours"}


def send(body: bytes, signature: str, gateway: str = "sandbox") -> int:
    headers = {sandbox_events.HEADER: signature}
    url = reverse("payments:webhook", args=[gateway])
    client = Client(enforce_csrf_checks=True)
    return client.post(url, body, content_type="application/json", headers=headers).status_code


def test_a_signed_event_is_stored_raw_and_applied_once() -> None:
    body = json.dumps(EVENT).encode()
    assert send(body, sandbox_events.sign(body)) == 200
    assert send(body, sandbox_events.sign(body)) == 200
    event = GatewayEvent.objects.get()
    assert event.body == body.decode()
    assert outbox.drain() == 1
    event.refresh_from_db()
    assert event.applied_at is not None


@pytest.mark.parametrize("signature", ["", "nonsense", "t=1,v1=", "t=x,v1=y", "v1=abc", "t=1;v1=2"])
def test_an_unsigned_event_is_refused(signature: str) -> None:
    assert send(json.dumps(EVENT).encode(), signature) == 400
    assert not GatewayEvent.objects.exists()


def test_a_signature_is_of_its_body() -> None:
    signature = sandbox_events.sign(json.dumps(EVENT).encode())
    assert send(json.dumps({**EVENT, "object": "pay_2"}).encode(), signature) == 400


@pytest.mark.parametrize("age", [policy.WEBHOOK_TOLERANCE + timedelta(seconds=2), -timedelta(minutes=10)])
def test_a_replay_is_refused(age: timedelta) -> None:
    body = json.dumps(EVENT).encode()
    with clock.at(clock.now() - age):
        signature = sandbox_events.sign(body)
    assert send(body, signature) == 400


def test_another_secret_is_refused(settings: Any) -> None:
    body = json.dumps(EVENT).encode()
    signature = sandbox_events.sign(body)
    settings.SANDBOX_WEBHOOK_SECRET = "another"  # noqa: S105
    assert send(body, signature) == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"id": "x"}'])
def test_signed_nonsense_is_refused(body: bytes) -> None:
    assert send(body, sandbox_events.sign(body)) == 400


def test_an_unknown_gateway_does_not_exist() -> None:
    assert send(b"{}", "", "paypal") == 404


def test_it_is_not_for_browsers() -> None:
    assert Client().get(reverse("payments:webhook", args=["sandbox"])).status_code == 405
