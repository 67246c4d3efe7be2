"""The ledger attacked with raw SQL, as the application's own role: each rule is the database's, not our manners'."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from psycopg import errors

from payments import ledger
from payments.ledger import Leg
from payments.models import Txn
from reelbyte.money import Money

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db() -> Iterator[psycopg.Connection]:
    """The application's connection, without Django."""
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("reelbyte_app",)
        yield connection


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """The role that owns the tables: the triggers hold for it too."""
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as connection:
        yield connection


@pytest.fixture
def booked() -> Txn:
    """5.00 in escrow m1."""
    with transaction.atomic():
        legs = [Leg("external.card", "", Money(-500, "EUR")), Leg("escrow", "m1", Money(500, "EUR"))]
        return ledger.post("first", kind="funding", legs=legs)


def account(db: psycopg.Connection, kind: str, ref: str = "") -> int:
    row = db.execute("SELECT id FROM payments_account WHERE kind = %s AND ref = %s", [kind, ref]).fetchone()
    assert row
    return int(row[0])


def new_txn(db: psycopg.Connection, key: str = "attack") -> int:
    row = db.execute(
        "INSERT INTO payments_txn (idempotency_key, request_hash, kind, subject, created_at)"
        " VALUES (%s, '', 'x', '', now()) RETURNING id",
        [key],
    ).fetchone()
    assert row
    return int(row[0])


def new_entry(db: psycopg.Connection, txn: int, account_id: int, amount: int, currency: str = "EUR") -> None:
    db.execute(
        "INSERT INTO payments_entry (txn_id, account_id, currency, amount) VALUES (%s, %s, %s, %s)",
        [txn, account_id, currency, amount],
    )


def balances(db: psycopg.Connection) -> dict[str, int]:
    return dict(db.execute("SELECT kind, balance FROM payments_account").fetchall())


def test_it_must_balance(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="does not balance"), db.transaction():
        txn = new_txn(db)
        new_entry(db, txn, account(db, "external.card"), -100)
        new_entry(db, txn, account(db, "escrow", "m1"), 101)
    assert balances(db) == {"external.card": -500, "escrow": 500}


def test_it_must_balance_in_each_currency(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="does not balance"), db.transaction():
        db.execute(
            "INSERT INTO payments_account (kind, ref, currency, balance, version, allow_negative, created_at)"
            " VALUES ('escrow', 'm1', 'USD', 0, 0, false, now())"
        )
        (dollars,) = db.execute("SELECT id FROM payments_account WHERE currency = 'USD'").fetchone() or (0,)
        txn = new_txn(db)
        new_entry(db, txn, account(db, "external.card"), -100)
        new_entry(db, txn, dollars, 100, "USD")


def test_an_entry_has_its_accounts_currency(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="does not hold USD"), db.transaction():
        new_entry(db, new_txn(db), account(db, "external.card"), -100, "USD")


def test_it_has_two_legs(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="1 of at least two legs"), db.transaction():
        new_entry(db, new_txn(db), account(db, "external.card"), -100)


def test_it_is_not_empty(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="0 of at least two legs"):
        new_txn(db)


def test_a_leg_moves_something(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.CheckViolation, match="entry_moves_something"), db.transaction():
        new_entry(db, new_txn(db), account(db, "external.card"), 0)


def test_a_balanced_pair_cannot_slip_into_an_old_transaction(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="is sealed"), db.transaction():
        new_entry(db, booked.pk, account(db, "external.card"), -100)
        new_entry(db, booked.pk, account(db, "escrow", "m1"), 100)


def test_the_seal_is_not_the_callers_to_write(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="0 of at least two"):
        db.execute(
            "INSERT INTO payments_txn (idempotency_key, request_hash, kind, subject, xact, created_at)"
            " VALUES ('attack', '', 'x', '', 1, now())"
        )
    with pytest.raises(errors.IntegrityConstraintViolation, match="is sealed"), db.transaction():
        db.execute("SELECT pg_current_xact_id()")
        new_entry(db, booked.pk, account(db, "external.card"), -1)


def test_what_is_added_after_the_check_is_checked_too(db: psycopg.Connection, booked: Txn) -> None:
    """`SET CONSTRAINTS ... IMMEDIATE` in the middle opens no gap."""
    with pytest.raises(errors.IntegrityConstraintViolation, match="does not balance"), db.transaction():
        txn = new_txn(db)
        card, escrow = account(db, "external.card"), account(db, "escrow", "m1")
        db.execute(
            "INSERT INTO payments_entry (txn_id, account_id, currency, amount)"
            " VALUES (%s, %s, 'EUR', -1), (%s, %s, 'EUR', 1)",
            [txn, card, txn, escrow],
        )
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        db.execute("SET CONSTRAINTS ALL DEFERRED")
        new_entry(db, txn, card, -1)


def test_nobody_spends_what_is_not_there(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.CheckViolation, match="account_no_overdraft"), db.transaction():
        txn = new_txn(db)
        new_entry(db, txn, account(db, "escrow", "m1"), -501)


def test_an_account_starts_empty(db: psycopg.Connection) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="starts empty"):
        db.execute(
            "INSERT INTO payments_account (kind, ref, currency, balance, version, allow_negative, created_at)"
            " VALUES ('escrow', 'mine', 'EUR', 1000000, 0, false, now())"
        )


@pytest.mark.parametrize(("kind", "negative"), [("escrow", True), ("external.card", False), ("my.pocket", False)])
def test_its_kind_says_whether_it_may_be_negative(db: psycopg.Connection, kind: str, negative: bool) -> None:
    with pytest.raises(errors.CheckViolation, match="account_kind_known"):
        db.execute(
            "INSERT INTO payments_account (kind, ref, currency, balance, version, allow_negative, created_at)"
            " VALUES (%s, 'mine', 'EUR', 0, 0, %s, now())",
            [kind, negative],
        )


@pytest.mark.parametrize("table", ["payments_account", "payments_txn", "payments_entry"])
def test_the_application_may_only_read_and_append(db: psycopg.Connection, booked: Txn, table: str) -> None:
    statements = (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE")
    for statement in statements:
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute(statement)


@pytest.mark.parametrize("table", ["payments_account", "payments_txn", "payments_entry"])
def test_nor_may_the_owner_of_the_tables(owner: psycopg.Connection, booked: Txn, table: str) -> None:
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(errors.IntegrityConstraintViolation, match="append-only|only through entries"):
            owner.execute(statement)


def test_a_balance_moves_only_through_entries(owner: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="only through entries"):
        owner.execute("UPDATE payments_account SET balance = 1000000, version = version + 1 WHERE kind = 'escrow'")


def test_what_an_entry_says_of_its_account_is_the_triggers(db: psycopg.Connection, booked: Txn) -> None:
    with db.transaction():
        txn = new_txn(db)
        for place, amount in ((account(db, "external.card"), -1), (account(db, "escrow", "m1"), 1)):
            db.execute(
                "INSERT INTO payments_entry (txn_id, account_id, currency, amount, balance_after, account_version)"
                " VALUES (%s, %s, 'EUR', %s, 999, 999)",
                [txn, place, amount],
            )
    rows = db.execute("SELECT balance_after, account_version FROM payments_entry WHERE txn_id = %s", [txn]).fetchall()
    assert rows == [(-501, 2), (501, 2)]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE payments_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER payments_entry_move ON payments_entry",
        "ALTER TABLE payments_account DROP CONSTRAINT account_no_overdraft",
        "SET session_replication_role = replica",
        "CREATE TRIGGER mine BEFORE INSERT ON payments_entry FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE OR REPLACE FUNCTION payments_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "GRANT UPDATE ON payments_account TO reelbyte_app",
        "ALTER TABLE payments_account OWNER TO reelbyte_app",
    ],
)
def test_the_rules_cannot_be_switched_off(db: psycopg.Connection, booked: Txn, statement: str) -> None:
    before = privileges(db)
    with pytest.raises((errors.InsufficientPrivilege, errors.WrongObjectType)):
        db.execute(statement)
        assert privileges(db) == before, "granted"
        raise errors.InsufficientPrivilege  # a GRANT without the right is only a warning
    assert privileges(db) == before


def privileges(db: psycopg.Connection) -> object:
    return db.execute("SELECT has_table_privilege('payments_account', 'UPDATE')").fetchone()


def test_a_name_put_before_ours_is_not_found(db: psycopg.Connection, booked: Txn) -> None:
    """The functions run as the owner with a pinned search path: a temporary table of the same name is not theirs."""
    db.execute("CREATE TEMP TABLE payments_account AS SELECT * FROM public.payments_account")
    db.execute("UPDATE pg_temp.payments_account SET balance = 1000000")
    with pytest.raises(errors.CheckViolation, match="account_no_overdraft"), db.transaction():
        txn = new_txn(db)
        new_entry(db, txn, account(db, "escrow", "m1"), -501)


def test_locking_gives_no_way_to_change(db: psycopg.Connection, booked: Txn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        db.execute("SELECT * FROM payments_account FOR UPDATE")
    held = db.execute("SELECT account_balance FROM payments_lock_accounts(%s)", [[account(db, "escrow", "m1")]])
    assert held.fetchall() == [(500,)]
