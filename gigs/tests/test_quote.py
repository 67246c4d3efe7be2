"""A quote is the sum of its lines, whatever is ordered; strangers' extras are refused."""

import json
from uuid import uuid4

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from gigs.access import order_for
from gigs.models import Extra, Gig, Package
from gigs.quote import quote
from gigs.tests.builders import make_gig, package
from reelbyte.errors import Refused
from reelbyte.money import Money

prices = st.integers(min_value=1, max_value=5_000_000)


def unsaved(price: int, days: int, extras: list[tuple[int, int]]) -> tuple[Package, list[Extra]]:
    gig = Gig(pk=1, title="I will", currency="EUR")
    chosen = [
        Extra(pk=number, gig=gig, title=f"extra {number}", price_minor=amount, days_delta=delta)
        for number, (amount, delta) in enumerate(extras, start=1)
    ]
    return Package(pk=1, gig=gig, title="Basic", price_minor=price, delivery_days=days, revisions=2), chosen


@given(
    price=prices,
    days=st.integers(1, 90),
    extras=st.lists(st.tuples(prices, st.integers(-60, 60)), max_size=6),
    quantity=st.integers(1, 10),
)
def test_the_total_is_the_sum_of_the_lines(price: int, days: int, extras: list[tuple[int, int]], quantity: int) -> None:
    offer, chosen = unsaved(price, days, extras)
    made = quote(offer, chosen, quantity)
    assert made.total.minor == sum(line.amount.minor for line in made.lines)
    assert made.total.minor == quantity * (price + sum(amount for amount, _days in extras))
    assert {line.amount.currency for line in made.lines} == {made.currency}
    assert made.delivery_days >= 1


@pytest.mark.parametrize("quantity", [0, -1, 11])
def test_a_quantity_out_of_range_is_refused(quantity: int) -> None:
    offer, _extras = unsaved(1_000, 3, [])
    with pytest.raises(Refused):
        quote(offer, [], quantity)


def test_an_extra_named_twice_is_refused() -> None:
    offer, extras = unsaved(1_000, 3, [(500, 0)])
    with pytest.raises(Refused):
        quote(offer, extras * 2)


def test_an_extra_of_another_gig_is_refused() -> None:
    offer, _extras = unsaved(1_000, 3, [])
    with pytest.raises(Refused):
        quote(offer, [Extra(pk=9, gig=Gig(pk=2, currency="EUR"), title="cheaper", price_minor=1)])


def test_faster_delivery_never_takes_less_than_a_day() -> None:
    offer, extras = unsaved(1_000, 2, [(500, -5)])
    assert quote(offer, extras).delivery_days == 1


@pytest.mark.django_db
def test_the_snapshot_is_json_and_outlives_the_gig(alice: User) -> None:
    gig = make_gig(
        alice,
        "live",
        extras=[{"title": "In two days", "price_minor": 5_000, "days_delta": -3}],
        questions=[{"text": "What is the product?", "kind": "long", "required": True}],
    )
    offer, extras = gig.packages.get(), list(gig.extras.all())
    kept = json.loads(json.dumps(quote(offer, extras).snapshot()))
    assert kept["total_minor"] == 20_000
    assert kept["delivery_days"] == 2
    assert kept["package"]["tier"] == "basic"
    assert [line["kind"] for line in kept["lines"]] == ["package", "extra"]
    assert kept["brief_questions"][0]["text"] == "What is the product?"


@pytest.mark.django_db
def test_an_order_finds_its_rows_by_public_id(alice: User, bob: User) -> None:
    gig = make_gig(alice, "live", extras=[{"title": "Captions", "price_minor": 2_000}])
    offer, extras = order_for(bob, gig.packages.get().public_id, [gig.extras.get().public_id])
    assert quote(offer, extras).total == Money(17_000, "EUR")


@pytest.mark.django_db
def test_tampered_ids_are_not_found(alice: User, carol: User, bob: User) -> None:
    gig = make_gig(alice, "live")
    other = make_gig(
        carol, "live", extras=[{"title": "Cheap", "price_minor": 100}], packages=[package(price_minor=900)]
    )
    for offer, extras in [
        (uuid4(), []),
        (gig.packages.get().public_id, [other.extras.get().public_id]),
        (gig.packages.get().public_id, [uuid4()]),
    ]:
        with pytest.raises(Http404):
            order_for(bob, offer, extras)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "in_review", "paused"])
def test_what_is_not_live_cannot_be_ordered(alice: User, bob: User, status: str) -> None:
    gig = make_gig(alice, status)
    with pytest.raises(Http404):
        order_for(bob, gig.packages.get().public_id, [])
