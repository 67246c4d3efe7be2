"""The review of an order, and the placing."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from contracts.models import Contract
from gigs.models import Gig

pytestmark = pytest.mark.django_db

URL = reverse("contracts:order-create")


def address(gig: Gig, **more: Any) -> str:
    extras = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{URL}?package={gig.packages.get().public_id}{extras}"


def test_it_shows_the_servers_quote(gig: Gig, login: Any, bob: Any) -> None:
    extra = gig.extras.get()
    html = login(bob).get(address(gig, extras=extra.public_id, quantity=2)).content.decode()
    assert "€700.00" in html
    assert "nothing on top" in html
    assert "10 %" in html
    assert not Contract.objects.exists()


def test_it_places_the_order_and_goes_to_the_room(gig: Gig, login: Any, bob: Any) -> None:
    response = login(bob).post(address(gig), {"order_key": uuid4(), "seen_minor": 30_000})
    contract = Contract.objects.get()
    assert response.url == contract.get_absolute_url()
    assert contract.client == bob


def test_the_browser_decides_nothing_about_the_price(gig: Gig, login: Any, bob: Any) -> None:
    forged = {
        "order_key": uuid4(),
        "seen_minor": 1,
        "total_minor": 1,
        "fee_bps": 0,
        "currency": "USD",
        "quantity": 1,
        "status": "completed",
        "client": 1,
        "creator": 1,
    }
    assert login(bob).post(address(gig), forged).status_code == 409
    assert not Contract.objects.exists()
    login(bob).post(address(gig), {**forged, "seen_minor": 30_000})
    contract = Contract.objects.get()
    assert (contract.total_minor, contract.fee_bps, contract.currency) == (30_000, 1_000, "EUR")
    assert (contract.status, contract.client) == ("active", bob)


def test_pressed_twice_is_one_order(gig: Gig, login: Any, bob: Any) -> None:
    client, data = login(bob), {"order_key": uuid4(), "seen_minor": 30_000}
    assert client.post(address(gig), data).url == client.post(address(gig), data).url
    assert Contract.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?package=nonsense", f"?package={UUID(int=7)}"])
def test_an_address_that_names_no_offer(login: Any, bob: Any, gig: Gig, query: str) -> None:
    assert login(bob).get(f"{URL}{query}").status_code == 422


@pytest.mark.parametrize("extras", ["nonsense", str(UUID(int=7))])
def test_an_extra_of_no_offer(login: Any, bob: Any, gig: Gig, extras: str) -> None:
    assert login(bob).get(address(gig, extras=extras)).status_code == 422


def test_a_gig_that_is_not_live_has_no_order_page(login: Any, bob: Any, gig: Gig) -> None:
    Gig.objects.update(status="paused")
    assert login(bob).get(address(gig)).status_code == 422


def test_ones_own_gig_is_not_ordered(login: Any, alice: Any, gig: Gig) -> None:
    alice.roles = "both"
    alice.save()
    assert login(alice).get(address(gig)).status_code == 422
    assert login(alice).post(address(gig), {"order_key": uuid4(), "seen_minor": 30_000}).status_code == 422


def test_a_creator_who_hires_nobody_is_told_how(login: Any, carol: Any, gig: Gig) -> None:
    assert login(carol).get(address(gig)).status_code == 302
    assert login(carol).post(address(gig), {"order_key": uuid4(), "seen_minor": 30_000}).status_code == 403


def test_without_a_key_nothing_is_placed(login: Any, bob: Any, gig: Gig) -> None:
    assert login(bob).post(address(gig), {"seen_minor": 30_000}).status_code == 422
    assert not Contract.objects.exists()


def test_signed_out_one_comes_back_here(client: Any, gig: Gig) -> None:
    response = client.get(address(gig))
    assert response.status_code == 302
    assert "orders" in response.url
