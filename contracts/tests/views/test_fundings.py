"""Ticking what to pay for."""

import re
from typing import Any

import pytest
from django.urls import reverse

from contracts.actions.propose_change import propose_change
from contracts.models import Milestone
from contracts.tests.actions.test_open_funding import two  # noqa: F401 - a fixture
from contracts.tests.conftest import fresh
from notifications import live
from payments.models import PaymentIntent

pytestmark = pytest.mark.django_db


def kept(html: str) -> str:
    return re.search(r'<form class="card card--flat fund" id="([^"]+)" hx-preserve ', html).group(1)  # type: ignore[union-attr]


def test_the_room_ticks_all_and_one_checkout_pays_them(
    two: list[Milestone],  # noqa: F811
    alice: Any,
    bob: Any,
    login: Any,
) -> None:
    client, contract = login(bob), two[0].contract
    url = reverse("contracts:funding-of-several", args=[contract.public_id])
    room = client.get(contract.get_absolute_url()).content.decode()
    assert all(f'value="{row.public_id}" checked' in room for row in two)
    assert "€500.00" in room
    # Drawn anew it is the same form, whose ticks the page keeps, until something else is to be paid for.
    form, about = kept(room), {"contract": contract.pk, "stage": False}
    propose_change(alice, two[0], reason="Snow", days=9)
    assert kept(live.drawn("contracts.room", bob, about)) == form
    Milestone.objects.filter(pk=two[1].pk).update(title="The master")
    assert kept(live.drawn("contracts.room", bob, about)) != form
    Milestone.objects.filter(pk=two[1].pk).update(title="Master")
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
