"""On the way to the checkout."""

from typing import Any

import pytest

from contracts.actions.cancel import cancel
from contracts.actions.open_funding import open_funding
from contracts.models import ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.conftest import fresh, pay
from payments.models import PaymentIntent
from reelbyte.errors import Conflict

pytestmark = pytest.mark.django_db


def begin(milestone: Milestone, person: Any) -> PaymentIntent:
    return open_funding(person, milestone, return_url="/back/", cancel_url="/back/")


def test_it_opens_a_checkout_of_the_price(milestone: Milestone, alice: Any, bob: Any) -> None:
    intent = begin(milestone, bob)
    assert intent.amount == milestone.amount
    assert (intent.payer, intent.payee, intent.escrow_ref) == (bob, alice, milestone.escrow_ref)
    assert intent.checkout_url
    assert fresh(milestone).status == "funding_pending"


def test_asked_again_it_is_the_same_checkout(milestone: Milestone, bob: Any) -> None:
    assert begin(milestone, bob) == begin(milestone, bob)
    assert ContractEvent.objects.filter(kind="open_funding").count() == 1


def test_the_creator_pays_for_nothing(milestone: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        begin(milestone, alice)
    assert not PaymentIntent.objects.exists()


def test_what_is_paid_is_not_paid_again(milestone: Milestone, bob: Any) -> None:
    pay(milestone)
    with pytest.raises(Conflict, match="paid"):
        begin(milestone, bob)


def test_what_is_cancelled_is_not_paid(milestone: Milestone, bob: Any) -> None:
    cancel(bob, milestone, way=Way.UNFUNDED)
    with pytest.raises(Conflict):
        begin(milestone, bob)
