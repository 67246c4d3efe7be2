"""Several milestones: proposed, agreed to, paid for one after the other, each released by itself."""

from typing import Any
from uuid import uuid4

import pytest

from contracts.actions.add_milestone import add_milestone
from contracts.actions.agree import agree
from contracts.actions.cancel import cancel
from contracts.actions.edit_milestone import edit_milestone
from contracts.models import Contract, ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.conftest import answer, fresh, hand_over, pay, take
from notifications.models import Notification
from payments import demo, ledger
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db

PRICE = Money(12_000, "EUR")


def propose(actor: Any, contract: Contract, **options: Any) -> Milestone:
    options = {"key": uuid4(), "title": "Teaser", "amount": PRICE, "days": 4} | options
    return add_milestone(actor, contract, **options)


@pytest.fixture
def teaser(contract: Contract, bob: Any, alice: Any) -> Milestone:
    """A second milestone, agreed to by both."""
    milestone = propose(bob, contract)
    return agree(alice, milestone, amount=PRICE, days=4)


def test_it_counts_once_the_other_side_agrees(contract: Contract, alice: Any, bob: Any) -> None:
    proposed = propose(alice, contract)
    contract.refresh_from_db()
    assert (proposed.status, proposed.position, contract.total_minor) == ("draft", 2, 30_000)
    with pytest.raises(Refused):
        agree(alice, proposed, amount=PRICE, days=4)
    agree(bob, proposed, amount=PRICE, days=4)
    agree(bob, proposed, amount=PRICE, days=4)
    contract.refresh_from_db()
    assert (fresh(proposed).status, contract.total_minor) == ("awaiting_funding", 42_000)
    assert ContractEvent.objects.filter(kind="agree").count() == 1
    assert Notification.objects.filter(kind="contracts.milestone_proposed", recipient=bob).count() == 1


def test_what_was_changed_meanwhile_is_not_agreed_to(contract: Contract, alice: Any, bob: Any) -> None:
    proposed = propose(alice, contract)
    edit_milestone(alice, proposed, title="Teaser", amount=Money(20_000, "EUR"), days=4)
    with pytest.raises(Conflict):
        agree(bob, proposed, amount=PRICE, days=4)
    assert fresh(proposed).status == "draft"


def test_one_press_proposes_once(contract: Contract, alice: Any) -> None:
    key = uuid4()
    assert propose(alice, contract, key=key) == propose(alice, contract, key=key)
    assert contract.milestones.count() == 2


@pytest.mark.parametrize("options", [{"amount": Money(1, "EUR")}, {"amount": Money(12_000, "USD")}, {"days": 0}])
def test_what_no_milestone_can_have(contract: Contract, alice: Any, options: dict) -> None:
    with pytest.raises(Refused):
        propose(alice, contract, **options)


def test_a_contract_that_is_over_or_full_takes_no_more(contract: Contract, milestone: Milestone, bob: Any) -> None:
    for _ in range(11):
        propose(bob, contract)
    with pytest.raises(Conflict):
        propose(bob, contract)
    cancel(bob, milestone, way=Way.UNFUNDED)
    # Nothing was agreed but what is called off now: what was only proposed goes with it.
    assert not contract.milestones.exclude(status="cancelled").exists()
    with pytest.raises(Conflict):
        propose(bob, contract)


def test_the_client_rewords_what_is_agreed_and_no_more(teaser: Milestone, alice: Any, bob: Any) -> None:
    edit_milestone(bob, teaser, title="Teaser, square", amount=Money(1_000, "EUR"))
    assert (fresh(teaser).title, fresh(teaser).amount) == ("Teaser, square", PRICE)
    with pytest.raises(Conflict):
        edit_milestone(alice, teaser, title="Mine")
    pay(teaser)
    with pytest.raises(Conflict):
        edit_milestone(bob, teaser, title="Too late")


def test_removed_before_its_payment_it_no_longer_counts(teaser: Milestone, alice: Any) -> None:
    cancel(alice, teaser, way=Way.UNFUNDED)
    contract = Contract.objects.get()
    assert (contract.total_minor, contract.status) == (30_000, "active")


def test_each_is_paid_and_released_by_itself(milestone: Milestone, teaser: Milestone) -> None:
    for part, amount in ((milestone, 30_000), (teaser, 12_000)):
        pay(part)
        if part == milestone:
            answer(part)
        hand_over(part)
        take(part)
        demo.settle()
        assert fresh(part).released_minor == amount
        assert not ledger.balance("escrow", part.escrow_ref, "EUR")
        contract = Contract.objects.get()
        assert contract.status == ("active" if part == milestone else "completed")
    assert Milestone.objects.get(pk=teaser.pk).fee_minor == 1_200


def test_the_second_one_s_time_starts_with_its_payment(funded: Milestone, teaser: Milestone) -> None:
    assert fresh(teaser).due_at is None
    pay(teaser)
    assert fresh(teaser).due_at is not None
