"""Ticking what to pay for."""

from typing import Any

import pytest
from django.urls import reverse

from contracts.models import Milestone
from contracts.tests.actions.test_open_funding import two  # noqa: F401 - a fixture
from contracts.tests.conftest import fresh
from payments.models import PaymentIntent

pytestmark = pytest.mark.django_db


def test_the_room_ticks_all_and_one_checkout_pays_them(two: list[Milestone], bob: Any, login: Any) -> None:  # noqa: F811
    client, contract = login(bob), two[0].contract
    url = reverse("contracts:funding-of-several", args=[contract.public_id])
    room = client.get(contract.get_absolute_url()).content.decode()
    assert all(f'value="{row.public_id}" checked' in room for row in two)
    assert "€500.00" in room
    one = client.get(url, {"milestones": str(two[1].public_id)}, headers={"HX-Request": "true"}).content.decode()
    assert ("€200.00" in one, "€180.00" in one) == (True, True)
    response = client.post(url, {"milestones": [str(row.public_id) for row in two]})
    intent = PaymentIntent.objects.get(paid_with=None)
    assert response.headers["Location"] == intent.checkout_url
    page = client.get(response.headers["Location"], follow=True).content.decode()
    assert [words in page for words in ("Rough cut", "Master", "Pay €500.00")] == [True] * 3
    assert [fresh(row).status for row in two] == ["funding_pending"] * 2


def test_the_creator_is_not_asked(two: list[Milestone], alice: Any, login: Any) -> None:  # noqa: F811
    contract = two[0].contract
    assert (
        reverse("contracts:funding-of-several", args=[contract.public_id])
        not in login(alice).get(contract.get_absolute_url()).content.decode()
    )
