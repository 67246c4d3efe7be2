"""A tip: through a checkout to the creator, all of it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from contracts.actions.give_tip import give_tip
from contracts.models import ContractEvent, Milestone, Tip
from contracts.tests.conftest import take
from notifications.models import Notification
from payments import demo, queries
from payments.actions.refresh_intent import close_checkout
from payments.models import PaymentIntent
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

TEN = Money(1_000, "EUR")


def tip(client: Any, milestone: Milestone, amount: Money = TEN) -> PaymentIntent:
    return give_tip(client, milestone.contract, amount=amount, words="Lovely", return_url="/", cancel_url="/")


@pytest.fixture
def released(submitted: Milestone) -> Milestone:
    take(submitted)
    demo.settle()
    return submitted


def test_all_of_it_is_the_creators(released: Milestone, alice: Any, bob: Any) -> None:
    before = queries.earnings(alice)[0].clearing
    demo.pay(tip(bob, released))
    assert Tip.objects.get().status == "paid"
    demo.settle()
    assert Tip.objects.get().status == "received"
    assert queries.earnings(alice)[0].clearing == before + TEN
    assert ContractEvent.objects.filter(kind="tip").count() == 1
    assert Notification.objects.filter(kind="contracts.tip", recipient=alice).count() == 1
    call_command("ledger_check", stdout=StringIO())


def test_thanks_are_for_what_was_released(submitted: Milestone, alice: Any, bob: Any) -> None:
    with pytest.raises(Conflict):
        tip(bob, submitted)
    with pytest.raises(Refused):
        tip(bob, submitted, Money(1, "EUR"))


def test_thought_over_it_is_still_one_tip(released: Milestone, bob: Any) -> None:
    first = tip(bob, released)
    assert tip(bob, released) == first
    second = tip(bob, released, Money(2_000, "EUR"))
    close_checkout(first.pk)
    demo.pay(second)
    demo.settle()
    assert Tip.objects.get().amount == Money(2_000, "EUR")
    demo.pay(tip(bob, released))
    assert Tip.objects.count() == 2


def test_the_creator_gives_none(released: Milestone, alice: Any) -> None:
    with pytest.raises(Refused):
        tip(alice, released)


def test_the_checkout_says_that_a_tip_does_not_wait(released: Milestone, login: Any, bob: Any) -> None:
    released.refresh_from_db()
    client = login(bob)
    asked = client.get(f"{released.contract.get_absolute_url()}tips/").content.decode()
    assert f"15 % = {Money(released.released_minor * 15 // 100, 'EUR').short}" in asked
    checkout = client.get(tip(bob, released).checkout_url, follow=True).content.decode()
    assert "It goes to the creator at once" in checkout
    assert "until you accept" not in checkout
