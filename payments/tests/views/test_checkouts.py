"""The sandbox's checkout page with each of its cards, and the way there and back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from payments import ledger
from payments.gateways import sandbox_cards
from payments.models import PaymentIntent
from payments.tests.conftest import ESCROW
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(login: Any, bob: Any, checkout: Callable[..., PaymentIntent]) -> tuple[Any, str, PaymentIntent]:
    """Bob's browser, standing at the checkout: (client, its address, the intent)."""
    intent = checkout()
    client = login(bob)
    response = client.get(intent.checkout_url)
    assert response.status_code == 302
    return client, response.url, intent


def escrow() -> Money:
    return ledger.balance("escrow", ESCROW, "EUR")


def test_it_names_the_amount_and_every_card(page: tuple) -> None:
    client, url, _intent = page
    text = client.get(url).text
    assert text.count("€100.00") >= 3
    for card in sandbox_cards.CARDS:
        assert card.grouped in text


def test_the_good_card(page: tuple) -> None:
    client, url, intent = page
    back = client.post(url, {"card": sandbox_cards.GOOD})
    assert back.url == reverse("payments:checkout-return", args=[intent.public_id])
    assert client.get(back.url).url == "/back/"
    assert escrow() == Money(10_000, "EUR")
    assert client.post(url, {"card": sandbox_cards.GOOD}).status_code == 302  # again: nothing happens
    assert client.get(intent.checkout_url).url == "/back/"
    assert escrow() == Money(10_000, "EUR")


@pytest.mark.parametrize(
    ("card", "status", "words"),
    [
        (sandbox_cards.DECLINED, 422, "declined"),
        (sandbox_cards.GATEWAY_ERROR, 503, "did not answer"),
        ("4111111111111111", 422, "Select a valid choice"),
        ("", 422, "required"),
    ],
)
def test_a_card_that_does_not_pay_leaves_the_page_open(page: tuple, card: str, status: int, words: str) -> None:
    client, url, _intent = page
    response = client.post(url, {"card": card})
    assert response.status_code == status
    assert words in response.text
    assert escrow() == Money(0, "EUR")
    assert client.post(url, {"card": sandbox_cards.GOOD}).status_code == 302


@pytest.mark.parametrize(("answer", "status", "paid"), [("approve", 302, 10_000), ("refuse", 422, 0), ("", 422, 0)])
def test_the_bank_asks(page: tuple, answer: str, status: int, paid: int) -> None:
    client, url, intent = page
    asked = client.post(url, {"card": sandbox_cards.AUTHENTICATION})
    assert "was this you" in client.get(asked.url).text
    assert client.post(asked.url, {"answer": answer}).status_code == status
    client.get(reverse("payments:checkout-return", args=[intent.public_id]))
    assert escrow() == Money(paid, "EUR")


def test_the_delayed_card_comes_back_unpaid(page: tuple) -> None:
    client, url, intent = page
    back = client.post(url, {"card": sandbox_cards.DELAYED}).url
    client.get(back)
    intent.refresh_from_db()
    assert intent.status == "processing"
    assert escrow() == Money(0, "EUR")


def test_coming_back_proves_nothing(page: tuple) -> None:
    client, _url, intent = page
    client.get(reverse("payments:checkout-return", args=[intent.public_id]) + "?paid=1&status=succeeded")
    assert escrow() == Money(0, "EUR")


def test_the_amount_cannot_be_posted(page: tuple) -> None:
    client, url, intent = page
    fields = {"card": sandbox_cards.GOOD, "amount": "1", "amount_minor": "1", "currency": "JPY", "status": "funded"}
    client.get(client.post(url, fields).url)
    intent.refresh_from_db()
    assert (intent.status, intent.paid) == ("funded", Money(10_000, "EUR"))


def test_nobody_else_sees_it(page: tuple, login: Any, dave: Any, alice: Any) -> None:
    _client, url, intent = page
    for stranger in (dave, alice):
        browser = login(stranger)
        assert browser.get(url).status_code == 404
        assert browser.post(url, {"card": sandbox_cards.GOOD}).status_code == 404
        assert browser.get(intent.checkout_url).status_code == 404
        assert browser.get(reverse("payments:checkout-return", args=[intent.public_id])).status_code == 404
