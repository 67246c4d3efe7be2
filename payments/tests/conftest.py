"""Fixtures of money's tests: the wire of webhooks, a funded escrow."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from payments import demo
from payments.actions.add_payout_method import add_payout_method
from payments.actions.open_checkout import open_checkout
from payments.actions.release import claim_release
from payments.gateways import sandbox_events
from payments.models import Operation, PaymentIntent, PayoutMethod
from reelbyte import clock, policy
from reelbyte.money import Money

ESCROW = "milestone:1"


@pytest.fixture(autouse=True)
def wire(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Webhooks reach our endpoint through Django's test client; the list holds its answers."""
    answers: list[int] = []

    def post(url: str, body: bytes, headers: dict[str, str]) -> None:
        response = Client().post(urlsplit(url).path, body, content_type="application/json", headers=headers)
        answers.append(response.status_code)
        if response.status_code != 200:
            raise ConnectionError(response.status_code)

    monkeypatch.setattr(sandbox_events, "post", post)
    return answers


@pytest.fixture
def checkout(alice: Any, bob: Any) -> Callable[..., PaymentIntent]:
    """`checkout()` is Bob's open checkout of 100.00 EUR for Alice."""

    def opened(ref: str = ESCROW, minor: int = 10_000, currency: str = "EUR") -> PaymentIntent:
        return open_checkout(
            bob,
            ref,
            payee=alice,
            amount=Money(minor, currency),
            description="Launch film",
            return_url="/back/",
            cancel_url="/given-up/",
        )

    return opened


@pytest.fixture
def funded(checkout: Callable[..., PaymentIntent]) -> Callable[..., PaymentIntent]:
    """`funded()` is the same, paid."""
    return lambda *args, **kwargs: demo.pay(checkout(*args, **kwargs))


@pytest.fixture
def earned(alice: Any, funded: Callable[..., PaymentIntent]) -> Operation:
    """Alice was paid Bob's 100.00 less 10.00 fee; it is clearing."""
    funded()
    operation = claim_release(
        ESCROW, payee=alice, amount=Money(10_000, "EUR"), fee=Money(1_000, "EUR"), key="r1", subject="Launch film"
    )
    demo.settle()
    return operation


@pytest.fixture
def method(alice: Any) -> PayoutMethod:
    """A bank account of Alice's whose hold is over."""
    with clock.at(clock.now() - policy.PAYOUT_METHOD_HOLD):
        return add_payout_method(alice, holder="Alice Moreau", number="000123456789", currency="EUR")
