"""What the checklist asks of a client."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts import onboarding
from contracts.models import Contract

pytestmark = pytest.mark.django_db


def step(person: Any, role: str = onboarding.CLIENT) -> onboarding.Item | None:
    items = onboarding.checklist(person, role)
    return next((item for item in items if item.step.key == "contracts.first_order"), None)


def test_a_client_orders_a_first_film(order: Callable[..., Contract], bob: Any, dave: Any, login: Any) -> None:
    before = step(bob)
    assert before is not None
    assert not before.done
    assert login(bob).get(before.url).status_code == 200
    order(bob)
    assert (after := step(bob)) is not None
    assert after.done
    assert (other := step(dave)) is not None
    assert not other.done


def test_nobody_asks_it_of_a_creator(alice: Any) -> None:
    assert step(alice, onboarding.CREATOR) is None
