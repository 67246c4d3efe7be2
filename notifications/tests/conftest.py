"""Kinds of notice that exist only here, and a push service on this machine."""

from collections.abc import Iterator
from typing import Any

import pytest

from notifications import registry
from notifications.push.keys import new_private_key
from notifications.registry import Event, Group
from notifications.tests.pushes import PushService

DELIVERED = "tests.delivered"  # essential
OFFERED = "tests.offered"  # optional, by every channel
HINT = "tests.hint"  # optional, on the site only


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: Any) -> None:
    monkeypatch.setattr(registry, "_events", dict(registry._events))
    registry.register(Event(DELIVERED, "Delivered", Group.WORK, essential=True))
    registry.register(Event(OFFERED, "An offer", Group.MARKET))
    registry.register(Event(HINT, "Hint", Group.ACCOUNT, channels=("in_app",)))


@pytest.fixture
def push_service(settings: Any) -> Iterator[PushService]:
    """A service that we may call; nobody else may be."""
    with PushService() as service:
        settings.VAPID_PRIVATE_KEY = new_private_key()
        settings.PUSH_SERVICES = [service.origin]
        yield service
