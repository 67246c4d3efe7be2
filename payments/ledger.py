"""Double entry. Credit is positive; amounts are bigint minor units; every rule is also the database's own.

An account of a hot kind (fees, releases under way) is kept in sixteen shards, so that two milestones rarely
wait for each other; their balance is the sum.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from payments.errors import KeyReused, NotEnough
from payments.models import Account, Entry, Txn
from reelbyte import clock
from reelbyte.money import Money

SHARDS = 16
SHARDED = (Account.Kind.FEE, Account.Kind.GATEWAY_CLEARING)


@dataclass(frozen=True)
class Leg:
    """`amount` added to (negative: taken from) one account."""

    kind: str
    ref: str
    amount: Money

    @property
    def account(self) -> tuple[str, str, str]:
        return str(self.kind), self.ref, self.amount.currency


def shard(ref: str) -> str:
    """ "00" to "15", the same for the same `ref` for ever."""
    return f"{zlib.crc32(ref.encode()) % SHARDS:02d}"


def post(key: str, *, kind: str, legs: Sequence[Leg], subject: str = "", reverses: Txn | None = None) -> Txn:
    """Book one transaction and return it; the same `key` and request again returns the first.

    Must run inside a transaction. Raises `KeyReused` when `key` came with another request, `NotEnough` when an
    account would fall below zero, IntegrityError when the legs do not sum to zero. A failed post leaves the
    surrounding transaction usable.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("ledger.post() belongs inside the transaction of what it books")
    merged = _merge(legs)
    digest = _hash(kind, subject, merged, reverses)
    try:
        with transaction.atomic():
            txn_id = _open(key, digest, kind, subject, reverses)
            if txn_id is not None:
                _enter(txn_id, merged)
    except IntegrityError as error:
        if "account_no_overdraft" in str(error):
            raise NotEnough from error
        raise
    txn = Txn.objects.get(idempotency_key=key)
    if txn.request_hash != digest:
        raise KeyReused(f"{key} was booked with another request")
    return txn


def reverse(txn: Txn, *, key: str, kind: str, subject: str = "") -> Txn:
    """Book the opposite of `txn`, once. Same errors as `post`."""
    entries = txn.entries.select_related("account").order_by("id")
    legs = [Leg(entry.account.kind, entry.account.ref, -entry.money) for entry in entries]
    return post(key, kind=kind, legs=legs, subject=subject, reverses=txn)


def balance(kind: str, ref: str | None, currency: str) -> Money:
    """What the account holds; `ref` None sums every account of the kind (the shards). Absent is zero."""
    accounts = Account.objects.filter(kind=kind, currency=currency)
    if ref is not None:
        accounts = accounts.filter(ref=ref)
    return Money(accounts.aggregate(total=Sum("balance"))["total"] or 0, currency)


def lock(accounts: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], Money]:
    """Lock (kind, ref, currency) accounts in id order until the transaction ends and return their balances.

    For a decision that the overdraft rule alone cannot make. Makes the accounts that are not there yet.
    """
    ids = _ids({(str(kind), ref, currency) for kind, ref, currency in accounts})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM payments_lock_accounts(%s)", [list(ids.values())])
        held = dict(cursor.fetchall())
    return {account: Money(held[account_id], account[2]) for account, account_id in ids.items()}


def statement(kind: str, ref: str, currency: str) -> list[Entry]:
    """Every entry of one account, oldest first, each with the balance after it."""
    return list(
        Entry.objects.filter(account__kind=kind, account__ref=ref, account__currency=currency)
        .select_related("txn")
        .order_by("account_version")
    )


def _merge(legs: Sequence[Leg]) -> dict[tuple[str, str, str], int]:
    """One amount an account: two legs on one account are one; legs of nothing are none."""
    merged: dict[tuple[str, str, str], int] = {}
    for leg in legs:
        merged[leg.account] = merged.get(leg.account, 0) + leg.amount.minor
    return {account: minor for account, minor in sorted(merged.items()) if minor}


def _hash(kind: str, subject: str, merged: dict[tuple[str, str, str], int], reverses: Txn | None) -> str:
    request = [str(kind), subject, [[*account, minor] for account, minor in merged.items()], reverses and reverses.pk]
    return hashlib.sha256(json.dumps(request).encode()).hexdigest()


def _open(key: str, digest: str, kind: str, subject: str, reverses: Txn | None) -> int | None:
    """The new transaction's id, or None when the key is taken (after waiting for whoever is taking it)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_txn (idempotency_key, request_hash, kind, subject, reverses_id, created_at)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (idempotency_key) DO NOTHING RETURNING id",
            [key, digest, str(kind), subject, reverses.pk if reverses else None, clock.now()],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _enter(txn_id: int, merged: dict[tuple[str, str, str], int]) -> None:
    """Insert the entries in account-id order, which is the order in which the accounts get locked."""
    ids = _ids(merged.keys())
    rows = sorted((ids[account], account[2], minor) for account, minor in merged.items())
    with connection.cursor() as cursor:
        if rows:
            values = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
            cursor.execute(
                f"INSERT INTO payments_entry (txn_id, account_id, currency, amount) VALUES {values}",  # noqa: S608
                [value for row in rows for value in (txn_id, *row)],
            )
        # Now, not at the commit: the caller learns of it, and a test's transaction never commits.
        cursor.execute("SET CONSTRAINTS payments_txn_balanced, payments_entry_balanced IMMEDIATE")
        cursor.execute("SET CONSTRAINTS payments_txn_balanced, payments_entry_balanced DEFERRED")


def _ids(accounts: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    wanted = sorted(accounts)
    found = _find(wanted)
    missing = [account for account in wanted if account not in found]
    if missing:
        # In one order, so that two who make the same accounts wait and do not deadlock.
        Account.objects.bulk_create(
            [
                Account(kind=kind, ref=ref, currency=currency, allow_negative=kind in Account.NEGATIVE)
                for kind, ref, currency in missing
            ],
            ignore_conflicts=True,
        )
        found = _find(wanted)
    return found


def _find(wanted: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    rows = Account.objects.filter(
        kind__in={kind for kind, _, _ in wanted},
        ref__in={ref for _, ref, _ in wanted},
        currency__in={currency for _, _, currency in wanted},
    ).values_list("kind", "ref", "currency", "id")
    return {(kind, ref, currency): pk for kind, ref, currency, pk in rows if (kind, ref, currency) in set(wanted)}
