"""What must always be true of money, each as a question whose answer is the list of what is wrong.

The first are the database's own rules, asked again from outside; the rest tie the ledger to the rows that say why
it moved, and to the gateway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from payments import gateways
from payments.gateways.base import Unreachable
from payments.reconciliation import disagreements

# A query returns (what, expected, found) for everything that is wrong; amounts are minor units.
QUERIES: dict[str, str] = {
    "The trial balance is zero in every currency": """
        SELECT currency, 0, sum(amount) FROM payments_entry GROUP BY currency HAVING sum(amount) <> 0
    """,
    "Every transaction has two legs or more and sums to zero in each currency": """
        SELECT 'txn ' || t.id, 0, coalesce(sum(e.amount), 0) FROM payments_txn t
        LEFT JOIN payments_entry e ON e.txn_id = t.id GROUP BY t.id, e.currency
        HAVING coalesce(sum(e.amount), 0) <> 0
        UNION ALL
        SELECT 'legs of txn ' || t.id, 2, count(e.id) FROM payments_txn t
        LEFT JOIN payments_entry e ON e.txn_id = t.id GROUP BY t.id HAVING count(e.id) < 2
    """,
    "Every balance is the sum of its entries": """
        SELECT a.kind || ':' || a.ref || ' ' || a.currency, coalesce(sum(e.amount), 0), a.balance
        FROM payments_account a LEFT JOIN payments_entry e ON e.account_id = a.id
        GROUP BY a.id HAVING coalesce(sum(e.amount), 0) <> a.balance
    """,
    "The versions of every account run without gaps, each with the balance after it": """
        SELECT 'entry ' || id, position, account_version FROM (
            SELECT id, account_version, balance_after,
                row_number() OVER line AS position, sum(amount) OVER line AS running
            FROM payments_entry WINDOW line AS (PARTITION BY account_id ORDER BY account_version)
        ) AS lines WHERE account_version <> position OR balance_after <> running
        UNION ALL
        SELECT a.kind || ':' || a.ref, a.version, count(e.id) FROM payments_account a
        LEFT JOIN payments_entry e ON e.account_id = a.id GROUP BY a.id HAVING count(e.id) <> a.version
    """,
    "Nothing is negative that may not be": """
        SELECT kind || ':' || ref || ' ' || currency, 0, balance FROM payments_account
        WHERE balance < 0 AND NOT allow_negative
    """,
    "Every entry is in its account's currency": """
        SELECT 'entry ' || e.id, 0, 1 FROM payments_entry e
        JOIN payments_account a ON a.id = e.account_id WHERE a.currency <> e.currency
    """,
    "The database's own rules are in place": """
        SELECT 'trigger ' || wanted, 1, 0 FROM unnest(ARRAY[
            'payments_account_guard', 'payments_account_no_truncate', 'payments_txn_append_only',
            'payments_txn_no_truncate', 'payments_txn_open', 'payments_txn_balanced', 'payments_entry_append_only',
            'payments_entry_no_truncate', 'payments_entry_move', 'payments_entry_balanced'
        ]) AS wanted
        WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = wanted AND tgenabled IN ('O', 'A'))
        UNION ALL
        SELECT 'constraint account_no_overdraft', 1, 0
        WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'account_no_overdraft' AND convalidated)
    """,
    "Every escrow holds what was paid in, less what was released and refunded": """
        SELECT coalesce(a.ref, i.escrow_ref) || ' ' || coalesce(a.currency, i.currency),
            coalesce(i.left_over, 0), coalesce(a.balance, 0)
        FROM (SELECT * FROM payments_account WHERE kind = 'escrow') a
        FULL JOIN (
            SELECT p.escrow_ref, p.currency, p.paid_minor - coalesce(sum(o.amount_minor), 0) AS left_over
            FROM payments_paymentintent p
            LEFT JOIN payments_operation o ON o.intent_id = p.id AND o.release_id IS NULL
            WHERE p.status = 'funded' GROUP BY p.id
        ) i ON i.escrow_ref = a.ref AND i.currency = a.currency
        WHERE coalesce(i.left_over, 0) <> coalesce(a.balance, 0)
    """,
    "What was paid by one checkout is booked in all its parts, or in none": """
        SELECT 'payment ' || p.public_id || ' with ' || l.public_id, (l.txn_id IS NOT NULL)::int,
            (p.txn_id IS NOT NULL)::int
        FROM payments_paymentintent p JOIN payments_paymentintent l ON l.id = p.paid_with_id
        WHERE (p.txn_id IS NOT NULL) <> (l.txn_id IS NOT NULL)
            -- A sum that is not the agreed one is kept whole, with the first.
            AND NOT (p.txn_id IS NULL AND p.status = 'failed' AND l.paid_minor IS NOT NULL AND l.status <> 'funded')
        UNION ALL
        SELECT 'checkout of payment ' || p.public_id, 0, 1
        FROM payments_paymentintent p JOIN payments_paymentintent l ON l.id = p.paid_with_id
        WHERE l.paid_with_id IS NOT NULL OR (p.payer_id, p.currency, p.gateway) <> (l.payer_id, l.currency, l.gateway)
    """,
    "Quarantine holds the payments in quarantine": """
        SELECT 'quarantine ' || coalesce(a.ref, i.public_id::text), coalesce(i.paid_minor, 0), coalesce(a.balance, 0)
        FROM (SELECT * FROM payments_account WHERE kind = 'quarantine') a
        FULL JOIN (SELECT * FROM payments_paymentintent WHERE status = 'quarantined') i
            ON i.public_id::text = a.ref AND i.paid_currency = a.currency
        WHERE coalesce(i.paid_minor, 0) <> coalesce(a.balance, 0)
    """,
    "Releases under way are what is reserved for them": """
        SELECT 'gateway.clearing ' || currency, sum(expected), sum(found) FROM (
            SELECT currency, amount_minor AS expected, 0 AS found FROM payments_operation
            WHERE kind = 'release' AND status IN ('claimed', 'in_transit', 'failed')
            UNION ALL SELECT currency, 0, balance FROM payments_account WHERE kind = 'gateway.clearing'
        ) AS both_sides GROUP BY currency HAVING sum(expected) <> sum(found)
    """,
    "Refunds under way are what is reserved for them": """
        SELECT 'refund.in_transit ' || currency, sum(expected), sum(found) FROM (
            SELECT currency, amount_minor AS expected, 0 AS found FROM payments_operation
            WHERE kind = 'refund' AND status IN ('claimed', 'in_transit', 'failed')
            UNION ALL SELECT currency, 0, balance FROM payments_account WHERE kind = 'refund.in_transit'
        ) AS both_sides GROUP BY currency HAVING sum(expected) <> sum(found)
    """,
    "Withdrawals under way are what is reserved for them, creator by creator": """
        SELECT 'payout.in_transit:' || ref || ' ' || currency, sum(expected), sum(found) FROM (
            SELECT u.public_id::text AS ref, o.currency, o.amount_minor AS expected, 0 AS found
            FROM payments_operation o JOIN accounts_user u ON u.id = o.user_id
            WHERE o.kind = 'payout' AND o.status IN ('claimed', 'in_transit', 'failed')
            UNION ALL SELECT ref, currency, 0, balance FROM payments_account WHERE kind = 'payout.in_transit'
        ) AS both_sides GROUP BY ref, currency HAVING sum(expected) <> sum(found)
    """,
    "What a creator is owed is their earnings less their withdrawals": """
        SELECT 'creator.payable:' || ref || ' ' || currency, sum(expected), sum(found) FROM (
            SELECT u.public_id::text AS ref, e.currency, e.net_minor - e.taken_back_minor AS expected, 0 AS found
            FROM payments_earning e JOIN accounts_user u ON u.id = e.user_id
            UNION ALL
            SELECT u.public_id::text, o.currency, -o.amount_minor, 0
            FROM payments_operation o JOIN accounts_user u ON u.id = o.user_id
            WHERE o.kind = 'payout' AND o.status <> 'returned'
            UNION ALL SELECT ref, currency, 0, balance FROM payments_account WHERE kind = 'creator.payable'
        ) AS both_sides GROUP BY ref, currency HAVING sum(expected) <> sum(found)
    """,
    "Nobody has withdrawn what is still clearing or held": """
        SELECT 'available of ' || u.public_id || ' ' || e.currency, 0,
            coalesce(max(a.balance), 0) - sum(e.net_minor - e.taken_back_minor)
        FROM payments_earning e JOIN accounts_user u ON u.id = e.user_id
        LEFT JOIN payments_account a
            ON a.kind = 'creator.payable' AND a.ref = u.public_id::text AND a.currency = e.currency
        WHERE e.status IN ('clearing', 'held') GROUP BY u.public_id, e.currency
        HAVING coalesce(max(a.balance), 0) < sum(e.net_minor - e.taken_back_minor)
    """,
    "The fees earned are the fees of what was released": """
        SELECT 'revenue.fee ' || currency, sum(expected), sum(found) FROM (
            SELECT currency, fee_minor - fee_taken_back_minor AS expected, 0 AS found FROM payments_earning
            UNION ALL SELECT currency, 0, balance FROM payments_account WHERE kind = 'revenue.fee'
        ) AS both_sides GROUP BY currency HAVING sum(expected) <> sum(found)
    """,
    "Every settled release has its earning, to the cent": """
        SELECT 'operation ' || o.id, o.amount_minor, coalesce(e.net_minor + e.fee_minor, 0)
        FROM payments_operation o LEFT JOIN payments_earning e ON e.operation_id = o.id
        WHERE o.kind = 'release' AND o.status = 'settled'
            AND coalesce(e.net_minor + e.fee_minor, 0) <> o.amount_minor
    """,
    "What came from cards is what was paid, less what went back": """
        SELECT 'external.card ' || currency, sum(expected), sum(found) FROM (
            SELECT paid_currency AS currency, -paid_minor AS expected, 0 AS found
            FROM payments_paymentintent WHERE txn_id IS NOT NULL
            UNION ALL
            SELECT currency, amount_minor, 0 FROM payments_operation WHERE kind = 'refund' AND status = 'settled'
            UNION ALL SELECT currency, 0, balance FROM payments_account WHERE kind = 'external.card'
        ) AS both_sides GROUP BY currency HAVING sum(expected) <> sum(found)
    """,
    "What went to banks is what was withdrawn": """
        SELECT 'external.bank ' || currency, sum(expected), sum(found) FROM (
            SELECT currency, amount_minor AS expected, 0 AS found
            FROM payments_operation WHERE kind = 'payout' AND status = 'settled'
            UNION ALL SELECT currency, 0, balance FROM payments_account WHERE kind = 'external.bank'
        ) AS both_sides GROUP BY currency HAVING sum(expected) <> sum(found)
    """,
    "A creator's history sums to what they are owed": """
        SELECT 'history of ' || ref || ' ' || currency, sum(expected), sum(found) FROM (
            SELECT ref, currency, balance AS expected, 0 AS found FROM payments_account WHERE kind = 'creator.payable'
            UNION ALL
            SELECT u.public_id::text, m.currency, 0, m.amount_minor
            FROM payments_movement m JOIN accounts_user u ON u.id = m.user_id
            WHERE m.kind IN ('earning', 'reversal', 'withdrawal', 'withdrawal_returned')
        ) AS both_sides GROUP BY ref, currency HAVING sum(expected) <> sum(found)
    """,
    "A client's history sums to what they have paid": """
        SELECT 'history of ' || ref || ' ' || currency, sum(expected), sum(found) FROM (
            SELECT u.public_id::text AS ref, p.paid_currency AS currency, -p.paid_minor AS expected, 0 AS found
            FROM payments_paymentintent p JOIN accounts_user u ON u.id = p.payer_id WHERE p.txn_id IS NOT NULL
            UNION ALL
            SELECT u.public_id::text, o.currency, o.amount_minor, 0
            FROM payments_operation o JOIN accounts_user u ON u.id = o.user_id
            WHERE o.kind = 'refund' AND o.status = 'settled'
            UNION ALL
            SELECT u.public_id::text, m.currency, 0, m.amount_minor
            FROM payments_movement m JOIN accounts_user u ON u.id = m.user_id
            WHERE m.kind IN ('payment', 'refund', 'refund_came_back')
        ) AS both_sides GROUP BY ref, currency HAVING sum(expected) <> sum(found)
    """,
}


@dataclass(frozen=True)
class Finding:
    """One invariant and what breaks it; `asked` False when it could not be asked."""

    name: str
    problems: list[str]
    asked: bool = True

    @property
    def holds(self) -> bool:
        return self.asked and not self.problems


def check() -> Iterator[Finding]:
    """Ask every question, the cheap ones first. Reads only; run it where nothing moves for exact answers."""
    for name, query in QUERIES.items():
        yield Finding(name, _problems(query))
    yield _with_gateway("The gateway and the ledger agree", disagreements)


def _problems(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [f"{what}: expected {expected}, found {found}" for what, expected, found in cursor.fetchall()]


def _with_gateway(name: str, ask: Callable[..., list[str]]) -> Finding:
    try:
        return Finding(name, ask(gateways.current()))
    except Unreachable as error:
        return Finding(name, [f"the gateway does not answer: {error}"], asked=False)
