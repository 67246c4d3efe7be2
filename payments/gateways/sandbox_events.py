"""The sandbox's webhooks: real POSTs to our own endpoint, signed with a time, each sent twice.

Sent by the outbox, so they survive a crash, arrive late when a worker is late, and in no particular order.
"""

import hmac
import json
import uuid
from datetime import timedelta

import requests
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from payments import outbox_topics
from payments.gateways.base import BadSignature
from payments.models import SandboxObject
from reelbyte import clock, outbox, policy

HEADER = "Sandbox-Signature"
AGAIN = timedelta(seconds=3)
TIMEOUT_SECONDS = 10


def tell(found: SandboxObject) -> None:
    """Queue an event about `found`, inside the transaction that changed it. Gateways repeat themselves: twice."""
    event_id = f"evt_{uuid.uuid4().hex}"
    event = {
        "id": event_id,
        "type": f"{found.kind}.{found.status}",
        "object": found.gid,
        "reference": found.reference,
        "created": int(clock.now().timestamp()),
    }
    payload = {"event": event, "base_url": found.data.get("base_url", "")}
    outbox.add(outbox_topics.SANDBOX_WEBHOOK, event_id, payload)
    outbox.add(outbox_topics.SANDBOX_WEBHOOK, f"{event_id}:again", payload, available_at=clock.now() + AGAIN)


def tell_when_ripe(found: SandboxObject) -> None:
    """Look at a pending object again when it has been decided."""
    outbox.add(
        outbox_topics.SANDBOX_RIPEN, f"{found.gid}:{found.status}", {"gid": found.gid}, available_at=found.ripens_at
    )


def ripen(payload: dict) -> None:
    """Outbox handler: let time decide about one object."""
    from payments.gateways import sandbox_book

    with transaction.atomic():
        sandbox_book.locked(payload["gid"])


def deliver(payload: dict) -> None:
    """Outbox handler: POST one event. Raises when the endpoint does not take it, so that it is sent again."""
    body = json.dumps(payload["event"]).encode()
    url = (payload["base_url"] or settings.SITE_URL).rstrip("/") + reverse("payments:webhook", args=["sandbox"])
    post(url, body, {HEADER: sign(body), "Content-Type": "application/json"})


def post(url: str, body: bytes, headers: dict[str, str]) -> None:
    """The wire. Tests put the Django test client here."""
    requests.post(url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False).raise_for_status()


def sign(body: bytes) -> str:
    """The signature header for `body`, sent now."""
    moment = int(clock.now().timestamp())
    return f"t={moment},v1={_mac(moment, body)}"


def verify(body: bytes, header: str) -> None:
    """Raises `BadSignature` unless `header` signs `body`, within policy.WEBHOOK_TOLERANCE of now."""
    try:
        parts = dict(part.split("=", 1) for part in header.split(","))
        moment, mac = int(parts["t"]), parts["v1"]
    except (ValueError, KeyError) as error:
        raise BadSignature("no signature") from error
    if not hmac.compare_digest(_mac(moment, body).encode(), mac.encode()):
        raise BadSignature("the signature is not ours")
    if abs(clock.now().timestamp() - moment) > policy.WEBHOOK_TOLERANCE.total_seconds():
        raise BadSignature("signed too long ago")


def _mac(moment: int, body: bytes) -> str:
    return hmac.new(settings.SANDBOX_WEBHOOK_SECRET.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()
