"""`manage.py ledger_check`: clean after a whole life, and loud about every single break."""

import os
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from psycopg.conninfo import make_conninfo

from payments import demo, invariants
from payments.actions.clear_earnings import clear_earnings
from payments.actions.refund import claim_refund
from payments.actions.release import claim_release
from payments.actions.request_withdrawal import request_withdrawal
from payments.models import Operation, PaymentIntent, PayoutMethod
from payments.tests.conftest import ESCROW
from reelbyte import clock, policy
from reelbyte.money import Money


def run() -> tuple[int, str]:
    """Its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("ledger_check", stdout=out, no_color=True)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_it_is_clean_of_nothing() -> None:
    code, printed = run()
    assert code == 0
    assert len(printed.splitlines()) == len(invariants.QUERIES) + 1
    assert all(line.startswith("ok") for line in printed.splitlines())


@pytest.mark.django_db
def test_it_is_clean_at_every_step(
    funded: Callable[..., PaymentIntent], checkout: Callable[..., PaymentIntent], alice: Any, bob: Any
) -> None:
    eur = lambda minor: Money(minor, "EUR")  # noqa: E731
    for step in (
        funded,
        lambda: claim_release(ESCROW, payee=alice, amount=eur(6_000), fee=eur(600), key="r1", subject=""),
        demo.settle,
        lambda: claim_refund(ESCROW, payer=bob, amount=eur(4_000), key="b1", subject=""),
        demo.settle,
        lambda: claim_refund(ESCROW, payer=bob, amount=eur(1_234), key="b2", subject=""),
        demo.settle,
        lambda: demo.pay(checkout("milestone:2", 12_345, "USD")),
    ):
        step()
        code, printed = run()
        assert code == 0, printed


@pytest.fixture
def tamper(transactional_db: None) -> Iterator[Callable[[str], None]]:
    """What only somebody with the superuser's password could do."""
    conninfo = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=settings.DATABASES["default"]["NAME"])
    with psycopg.connect(conninfo, autocommit=True) as db:
        db.execute("SET session_replication_role = replica")
        yield lambda statement: db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE payments_account SET balance = balance + 1 WHERE kind = 'revenue.fee'", "Every balance is the sum"),
        ("UPDATE payments_entry SET amount = amount + 1 WHERE amount > 0", "The trial balance is zero"),
        ("UPDATE payments_entry SET amount = amount + 1 WHERE amount > 0", "Every transaction has two legs"),
        ("DELETE FROM payments_entry WHERE amount = 1000", "The versions of every account"),
        ("UPDATE payments_entry SET currency = 'USD'", "Every entry is in its account's currency"),
        ("UPDATE payments_paymentintent SET paid_minor = paid_minor + 1", "Every escrow holds"),
        ("UPDATE payments_paymentintent SET paid_minor = paid_minor + 1", "What came from cards"),
        ("UPDATE payments_paymentintent SET status = 'quarantined'", "Quarantine holds"),
        (
            "UPDATE payments_paymentintent SET paid_with_id = (SELECT max(id) FROM payments_paymentintent),"
            " status = 'failed', txn_id = NULL, gateway_id = '', gateway_url = ''"
            " WHERE id = (SELECT min(id) FROM payments_paymentintent)",
            "What was paid by one checkout",
        ),
        ("UPDATE payments_operation SET status = 'failed'", "Releases under way"),
        (
            "UPDATE payments_operation SET kind = 'refund', status = 'failed' WHERE kind = 'release'",
            "Refunds under way",
        ),
        (
            "UPDATE payments_operation SET amount_minor = amount_minor + 1 WHERE kind = 'payout'",
            "Withdrawals under way",
        ),
        (
            "UPDATE payments_operation SET status = 'settled', settled_id = 1 WHERE kind = 'payout'",
            "What went to banks",
        ),
        ("UPDATE payments_earning SET net_minor = net_minor - 1", "What a creator is owed"),
        ("UPDATE payments_earning SET net_minor = net_minor + 9000", "Nobody has withdrawn what is still clear"),
        ("UPDATE payments_earning SET fee_minor = fee_minor + 1", "The fees earned"),
        ("DELETE FROM payments_earning", "Every settled release has its earning"),
        ("DELETE FROM payments_movement WHERE kind = 'earning'", "A creator's history"),
        ("DELETE FROM payments_movement WHERE kind = 'payment'", "A client's history"),
        ("UPDATE payments_sandboxobject SET amount_minor = 8999 WHERE kind = 'transfer'", "The gateway and the ledger"),
        ("ALTER TABLE payments_entry DISABLE TRIGGER payments_entry_move", "The database's own rules"),
    ],
)
def test_it_tells_what_is_broken(
    earned: Operation,
    alice: Any,
    method: PayoutMethod,
    checkout: Callable[..., PaymentIntent],
    tamper: Callable[[str], None],
    statement: str,
    told: str,
) -> None:
    with clock.after(policy.CLEARING):
        clear_earnings()
        request_withdrawal(alice, Money(3_000, "EUR"), method, key="w1")
        demo.pay(checkout("milestone:2"))
        claim_release(
            "milestone:2", payee=alice, amount=Money(10_000, "EUR"), fee=Money(1_000, "EUR"), key="r2", subject=""
        )
        demo.settle("milestone:2")
    assert run()[0] == 0
    tamper(statement)
    try:
        code, printed = run()
    finally:
        tamper("ALTER TABLE payments_entry ENABLE TRIGGER payments_entry_move")
    assert code == 1
    assert [line for line in printed.splitlines() if line.startswith(f"BROKEN {told}")], printed
