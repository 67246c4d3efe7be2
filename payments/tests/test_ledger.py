"""The ledger as its callers see it."""

import pytest
from django.db import IntegrityError, transaction

from payments import ledger
from payments.errors import KeyReused, NotEnough
from payments.ledger import Leg
from payments.models import Txn
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def fund(ref: str, minor: int, key: str = "") -> Txn:
    return ledger.post(
        key or f"fund:{ref}",
        kind="funding",
        legs=[Leg("external.card", "", eur(-minor)), Leg("escrow", ref, eur(minor))],
    )


def test_it_moves_money() -> None:
    fund("m1", 100)
    assert ledger.balance("escrow", "m1", "EUR") == eur(100)
    assert ledger.balance("external.card", None, "EUR") == eur(-100)
    assert [(entry.amount, entry.balance_after) for entry in ledger.statement("escrow", "m1", "EUR")] == [(100, 100)]


def test_the_same_key_books_once() -> None:
    assert fund("m1", 100, "k") == fund("m1", 100, "k")
    assert ledger.balance("escrow", "m1", "EUR") == eur(100)


def test_the_same_key_with_another_request_is_an_error() -> None:
    fund("m1", 100, "k")
    with pytest.raises(KeyReused):
        fund("m1", 101, "k")
    assert ledger.balance("escrow", "m1", "EUR") == eur(100)


def test_nobody_spends_what_is_not_there() -> None:
    fund("m1", 100)
    with pytest.raises(NotEnough):
        ledger.post("x", kind="x", legs=[Leg("escrow", "m1", eur(-101)), Leg("revenue.fee", "00", eur(101))])
    assert not Txn.objects.filter(idempotency_key="x").exists()
    fund("m1", 1, "still usable")


@pytest.mark.parametrize(
    "legs",
    [
        [],
        [Leg("escrow", "m1", eur(0)), Leg("escrow", "m2", eur(0))],
        [Leg("escrow", "m1", eur(5)), Leg("escrow", "m1", eur(-5))],
        [Leg("external.card", "", eur(5))],
        [Leg("external.card", "", eur(-5)), Leg("escrow", "m1", eur(6))],
        [Leg("external.card", "", eur(-5)), Leg("escrow", "m1", Money(5, "USD"))],
    ],
)
def test_what_does_not_balance_is_refused_at_once(legs: list[Leg]) -> None:
    with pytest.raises(IntegrityError, match="ledger:"):
        ledger.post("x", kind="x", legs=legs)


def test_a_reversal_happens_once() -> None:
    txn = fund("m1", 100)
    back = ledger.reverse(txn, key="back", kind="undo")
    assert back.reverses == txn
    assert ledger.balance("escrow", "m1", "EUR") == eur(0)
    fund("m1", 100, "again")
    with pytest.raises(IntegrityError, match="txn_reversed_once"):
        ledger.reverse(txn, key="back again", kind="undo")


def test_a_shard_is_one_of_sixteen_and_stays() -> None:
    shards = {ledger.shard(f"milestone:{number}") for number in range(1_000)}
    assert shards == {f"{number:02d}" for number in range(16)}
    assert ledger.shard("milestone:1") == ledger.shard("milestone:1")


def test_shards_sum() -> None:
    for ref in ("00", "07"):
        ledger.post(f"f{ref}", kind="x", legs=[Leg("external.card", "", eur(-3)), Leg("revenue.fee", ref, eur(3))])
    assert ledger.balance("revenue.fee", None, "EUR") == eur(6)
    assert ledger.balance("revenue.fee", "07", "EUR") == eur(3)


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_book_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        fund("m1", 100)


@pytest.mark.django_db(transaction=True)
def test_locking_tells_the_balance() -> None:
    with transaction.atomic():
        fund("m1", 100)
    with transaction.atomic():
        assert ledger.lock([("escrow", "m1", "EUR"), ("escrow", "m2", "EUR")]) == {
            ("escrow", "m1", "EUR"): eur(100),
            ("escrow", "m2", "EUR"): eur(0),
        }
