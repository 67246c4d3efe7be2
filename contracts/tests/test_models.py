"""What the database refuses, whoever writes."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from contracts.models import Contract, ContractEvent, Delivery, Milestone
from reelbyte import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(alice: Any, bob: Any) -> Contract:
    return make(bob, alice)


@pytest.fixture
def milestone(contract: Contract) -> Milestone:
    return Milestone.objects.create(
        contract=contract,
        title="One cut",
        status="funded",
        currency="EUR",
        amount_minor=30_000,
        funded_minor=30_000,
        delivery_days=5,
        revisions_agreed=1,
    )


def make(client: Any, creator: Any, **fields: Any) -> Contract:
    values = {
        "title": "A film",
        "terms": {},
        "currency": "EUR",
        "total_minor": 30_000,
        "fee_bps": 1_000,
        "auto_accept_days": 7,
        "revision_days": 3,
        "late_grace_hours": 24,
        "dispute_days": 7,
        "order_key": uuid4(),
    }
    return Contract.objects.create(client=client, creator=creator, **(values | fields))


def refuses(name: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_money_is_told_in_its_currency(contract: Contract) -> None:
    assert (str(contract.total), str(contract.fee), str(contract.net)) == ("€300.00", "€30.00", "€270.00")


def test_one_press_is_one_contract(contract: Contract, alice: Any, bob: Any) -> None:
    refuses("contract_once_per_order_key", lambda: make(bob, alice, order_key=contract.order_key))


def test_another_client_may_have_the_same_key(contract: Contract, alice: Any, dave: Any) -> None:
    assert make(dave, alice, order_key=contract.order_key).pk


def test_nobody_hires_themselves(alice: Any) -> None:
    refuses("contract_two_people", lambda: make(alice, alice))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"status": "lost", "ended_at": clock.now()}, "contract_status_known"),
        ({"status": "completed"}, "contract_ended_at_with_status"),
        ({"ended_at": clock.now()}, "contract_ended_at_with_status"),
        ({"total_minor": 0}, "contract_total_positive"),
        ({"fee_bps": 10_001}, "contract_fee_is_a_share"),
    ],
)
def test_a_contract_that_cannot_be(contract: Contract, fields: dict, name: str) -> None:
    refuses(name, lambda: Contract.objects.filter(pk=contract.pk).update(**fields))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"status": "lost"}, "milestone_status_known"),
        ({"amount_minor": -1, "funded_minor": 0}, "milestone_amounts_not_negative"),
        ({"released_minor": 20_000, "refunded_minor": 10_001}, "milestone_pays_out_at_most_funded"),
        ({"released_minor": 30_001}, "milestone_pays_out_at_most_funded"),
        ({"funded_minor": 29_999}, "milestone_funded_whole"),
        ({"funded_minor": 0}, "milestone_funded_with_status"),
        ({"status": "awaiting_funding"}, "milestone_funded_with_status"),
        ({"status": "cancelled"}, "milestone_funded_with_status"),
        ({"released_minor": 100, "fee_minor": 101}, "milestone_fee_in_release"),
        ({"status": "released"}, "milestone_released_has_amount"),
        ({"status": "refunded"}, "milestone_refunded_has_amount"),
        ({"auto_release_at": clock.now()}, "milestone_silence_only_when_submitted"),
        ({"remind_at": clock.now()}, "milestone_silence_only_when_submitted"),
    ],
)
def test_a_milestone_that_cannot_be(milestone: Milestone, fields: dict, name: str) -> None:
    refuses(name, lambda: Milestone.objects.filter(pk=milestone.pk).update(**fields))


def test_one_version_waits_for_an_answer(milestone: Milestone) -> None:
    Delivery.objects.create(milestone=milestone, version=1)
    refuses("delivery_one_waits", lambda: Delivery.objects.create(milestone=milestone, version=2))
    refuses(
        "delivery_once_per_version", lambda: Delivery.objects.create(milestone=milestone, version=1, status="replaced")
    )


def test_history_is_append_only(contract: Contract) -> None:
    event = ContractEvent.objects.create(contract=contract, kind="order")
    for write in (lambda: ContractEvent.objects.update(kind="other"), event.delete):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            write()


def test_revisions_left() -> None:
    assert Milestone(revisions_agreed=2, revisions_used=1).revisions_left == 1
    assert Milestone(revisions_agreed=1, revisions_used=2).revisions_left == 0
    assert Milestone(revisions_agreed=None, revisions_used=9).revisions_left is None
