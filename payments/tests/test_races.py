"""Races that lose money: many threads at once, one winner; and controls that show the race is real."""

import os
import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from psycopg.conninfo import make_conninfo

from notifications.models import Notification
from payments import demo, hooks, invariants, ledger
from payments.actions import refund as refunds
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.open_checkout import Line, open_checkout, open_checkout_of
from payments.actions.refresh_intent import refresh_intent
from payments.actions.refund import claim_refund
from payments.actions.release import claim_release
from payments.actions.request_withdrawal import request_withdrawal
from payments.actions.run_operation import run_operation
from payments.actions.start_checkout import start_checkout
from payments.errors import KeyReused, NotEnough, RefundRefused, WithdrawalRefused
from payments.gateways import sandbox_cards
from payments.ledger import Leg
from payments.models import Account, Earning, Operation, PaymentIntent, PayoutMethod, SandboxObject, Txn
from payments.tests.conftest import ESCROW
from reelbyte import clock, policy
from reelbyte.money import Money
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 16


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def won(outcomes: list[Any], kind: type) -> list[Any]:
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def assert_sound() -> None:
    """Every invariant of the ledger check holds."""
    assert [finding for finding in invariants.check() if not finding.holds] == []


def release(payee: Any, key: str, minor: int = 10_000) -> Operation:
    return claim_release(ESCROW, payee=payee, amount=eur(minor), fee=eur(minor // 10), key=key, subject="film")


@pytest.fixture
def no_overdraft_rule() -> Any:
    """The database without its last word on overdrafts."""
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=name), autocommit=True) as db:
        row = db.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'account_no_overdraft'"
        ).fetchone()
        assert row
        db.execute("ALTER TABLE payments_account DROP CONSTRAINT account_no_overdraft")
        yield
        db.execute("SET session_replication_role = replica")
        db.execute("UPDATE payments_account SET balance = 0 WHERE NOT allow_negative AND balance < 0")
        db.execute(f"ALTER TABLE payments_account ADD CONSTRAINT account_no_overdraft {row[0]}")


def test_a_double_release_has_one_winner(funded: Callable[..., PaymentIntent], alice: Any) -> None:
    funded()
    outcomes = race(*[partial(release, alice, f"r{number}") for number in range(THREADS)])
    assert len(won(outcomes, Operation)) == 1
    assert len(won(outcomes, NotEnough)) == THREADS - 1
    demo.settle()
    assert ledger.balance("creator.payable", str(alice.public_id), "EUR") == eur(9_000)
    assert_sound()


def test_control_without_the_rule_a_double_release_pays_many(
    funded: Callable[..., PaymentIntent], alice: Any, no_overdraft_rule: None
) -> None:
    funded()
    outcomes = race(*[partial(release, alice, f"r{number}") for number in range(THREADS)])
    assert len(won(outcomes, Operation)) > 1
    assert [finding.name for finding in invariants.check() if not finding.holds]


def test_a_double_click_is_one_release(funded: Callable[..., PaymentIntent], alice: Any) -> None:
    funded()
    outcomes = race(*[partial(release, alice, "the same") for _ in range(THREADS)])
    assert len({operation.pk for operation in won(outcomes, Operation)}) == 1
    assert len(won(outcomes, Operation)) == THREADS
    assert_sound()


def test_release_against_refund(funded: Callable[..., PaymentIntent], alice: Any, bob: Any) -> None:
    funded()

    def refund(key: str) -> Operation:
        return claim_refund(ESCROW, payer=bob, amount=eur(10_000), key=key, subject="")

    actions = [partial(release, alice, f"r{number}") for number in range(8)]
    outcomes = race(*actions, *[partial(refund, f"b{number}") for number in range(8)])
    assert len(won(outcomes, Operation)) == 1
    assert len(won(outcomes, NotEnough)) + len(won(outcomes, RefundRefused)) == THREADS - 1
    demo.settle()
    assert_sound()


def test_parts_never_exceed_the_whole(funded: Callable[..., PaymentIntent], alice: Any, bob: Any) -> None:
    funded()

    def refund(key: str) -> Operation:
        return claim_refund(ESCROW, payer=bob, amount=eur(3_000), key=key, subject="")

    actions = [partial(release, alice, f"r{number}", 3_000) for number in range(8)]
    outcomes = race(*actions, *[partial(refund, f"b{number}") for number in range(8)])
    assert len(won(outcomes, Operation)) == 3
    demo.settle()
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(1_000)
    assert_sound()


def test_many_workers_settle_one_release_once(funded: Callable[..., PaymentIntent], alice: Any) -> None:
    funded()
    operation = release(alice, "r1")
    race(*[partial(run_operation, operation.pk) for _ in range(THREADS)])
    operation.refresh_from_db()
    assert operation.status == "settled"
    assert SandboxObject.objects.filter(kind="transfer").count() == 1
    assert Earning.objects.count() == 1
    assert_sound()


def test_webhook_and_redirect_at_once_book_once(
    checkout: Callable[..., PaymentIntent], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(hooks, "_funded", [lambda ref, intent: told.append(ref)])
    intent = checkout()
    start_checkout(intent, back="/")
    intent.refresh_from_db()
    sandbox_cards.pay(intent.gateway_id, sandbox_cards.GOOD)
    outcomes = race(*[partial(refresh_intent, intent.pk) for _ in range(THREADS)])
    assert {outcome.status for outcome in outcomes} == {"funded"}
    assert told == [ESCROW]
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(10_000)
    assert_sound()


def test_two_paid_checkouts_at_once_fill_the_escrow_once(bob: Any, checkout: Callable[..., PaymentIntent]) -> None:
    intents = []
    for minor in (10_000, 11_000):
        intent = checkout(minor=minor)
        start_checkout(intent, back="/")
        intent.refresh_from_db()
        sandbox_cards.pay(intent.gateway_id, sandbox_cards.GOOD)
        intents.append(intent)
    outcomes = race(*[partial(refresh_intent, intent.pk) for intent in intents * 4])
    assert won(outcomes, Exception) == []
    demo.settle()
    statuses = [PaymentIntent.objects.get(pk=intent.pk).status for intent in intents]
    assert sorted(statuses) == ["funded", "returned"]
    assert_sound()


def test_checkouts_that_overlap_fill_each_escrow_once(bob: Any) -> None:
    groups = [("milestone:1", "milestone:2"), ("milestone:3", "milestone:2"), ("milestone:3", "milestone:1")]
    intents = []
    for refs in groups:
        lines = [Line(ref, eur(10_000), "film") for ref in refs]
        intents.append(open_checkout_of(bob, lines, return_url="/", cancel_url="/"))
        start_checkout(intents[-1], back="/")
    for payment in SandboxObject.objects.filter(kind="payment"):
        sandbox_cards.pay(payment.gid, sandbox_cards.GOOD)
    outcomes = race(*[partial(refresh_intent, intent.pk) for intent in intents * 4])
    assert won(outcomes, Exception) == []
    demo.settle()
    ended = PaymentIntent.objects.order_by("escrow_ref", "status").values_list("escrow_ref", "status")
    assert list(ended) == [(f"milestone:{n}", status) for n in (1, 2, 3) for status in ("funded", "returned")]
    assert_sound()


@pytest.fixture
def two_methods(alice: Any) -> list[PayoutMethod]:
    with clock.at(clock.now() - policy.PAYOUT_METHOD_HOLD):
        return [add_payout_method(alice, holder="A", number="000123456789", currency="EUR") for _ in range(2)]


@pytest.fixture
def half_cleared(alice: Any, funded: Callable[..., PaymentIntent]) -> None:
    """Alice is owed 180.00, of which 90.00 is still clearing: the overdraft rule alone would let her have it all."""
    with clock.at(clock.now() - policy.CLEARING - timedelta(hours=1)):
        funded()
        release(alice, "r1")
        demo.settle()
    clear_earnings()
    funded("milestone:2")
    claim_release("milestone:2", payee=alice, amount=eur(10_000), fee=eur(1_000), key="r2", subject="")
    demo.settle()


def test_what_is_clearing_is_not_withdrawn_by_a_race(
    half_cleared: None, alice: Any, two_methods: list[PayoutMethod]
) -> None:
    outcomes = race(
        *[
            partial(request_withdrawal, alice, eur(9_000), two_methods[number % 2], key=str(number))
            for number in range(THREADS)
        ]
    )
    assert len(won(outcomes, Operation)) == 1
    assert len(won(outcomes, WithdrawalRefused)) == THREADS - 1
    assert_sound()


def test_control_without_the_lock_it_is(
    half_cleared: None, alice: Any, two_methods: list[PayoutMethod], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(accounts: Any) -> dict[tuple[str, str, str], Money]:
        held = {account: ledger.balance(*account) for account in accounts}
        both_have_looked.wait(timeout=20)
        return held

    both_have_looked = Barrier(2)
    monkeypatch.setattr(ledger, "lock", unlocked)
    outcomes = race(
        *[partial(request_withdrawal, alice, eur(9_000), two_methods[number], key=str(number)) for number in range(2)]
    )
    assert len(won(outcomes, Operation)) == 2
    broken = [finding.name for finding in invariants.check() if not finding.holds]
    assert "Nobody has withdrawn what is still clearing or held" in broken


def test_withdrawal_against_refund(half_cleared: None, alice: Any, bob: Any, two_methods: list[PayoutMethod]) -> None:
    """The cleared 90.00 goes to Alice's bank or back to Bob, never both."""

    def refund(key: str) -> Operation:
        return claim_refund(ESCROW, payer=bob, amount=eur(10_000), key=key, subject="")

    actions = [
        partial(request_withdrawal, alice, eur(9_000), two_methods[number % 2], key=str(number)) for number in range(8)
    ]
    outcomes = race(*actions, *[partial(refund, f"b{number}") for number in range(8)])
    assert len(won(outcomes, Operation)) == 1
    assert refunds.clearing(alice.pk, "EUR") == eur(9_000)
    assert_sound()


def test_earnings_clear_once(half_cleared: None, alice: Any) -> None:
    def clear() -> int:
        with clock.after(policy.CLEARING + timedelta(hours=1)):
            return clear_earnings()

    assert sum(race(*[clear for _ in range(8)])) == 1
    assert Notification.objects.filter(kind="payments.earnings_cleared", recipient=alice).count() == 2


def test_one_key_has_one_winner() -> None:
    def book(minor: int) -> Txn:
        with transaction.atomic():
            legs = [Leg("external.card", "", eur(-minor)), Leg("escrow", "m1", eur(minor))]
            return ledger.post("k", kind="x", legs=legs)

    outcomes = race(*[partial(book, minor) for minor in range(1, THREADS + 1)])
    assert len(won(outcomes, Txn)) == 1
    assert len(won(outcomes, KeyReused)) == THREADS - 1
    assert Account.objects.get(kind="escrow").version == 1


def test_no_deadlock_and_no_drift() -> None:
    """Eight threads move money between the same six accounts in every direction."""
    refs = [f"m{number}" for number in range(6)]

    def shuffle(seed: int) -> int:
        choose = random.Random(seed)
        moved = 0
        for step in range(25):
            source, *targets = choose.sample(refs, 4)
            legs = [Leg("escrow", source, eur(-3)), *[Leg("escrow", ref, eur(1)) for ref in targets]]
            try:
                with transaction.atomic():
                    ledger.post(f"{seed}:{step}", kind="x", legs=legs)
                moved += 1
            except NotEnough:
                continue
        return moved

    with transaction.atomic():
        legs = [Leg("external.card", "", eur(-60)), *[Leg("escrow", ref, eur(10)) for ref in refs]]
        ledger.post("start", kind="x", legs=legs)
    outcomes = race(*[partial(shuffle, seed) for seed in range(8)])
    assert won(outcomes, Exception) == []
    assert Txn.objects.count() == 1 + sum(outcomes)
    assert ledger.balance("escrow", None, "EUR") == eur(60)
    for name, query in list(invariants.QUERIES.items())[:6]:
        assert invariants._problems(query) == [], name


def test_two_first_checkouts_at_once_lose_nothing(alice: Any, bob: Any) -> None:
    """Nothing to lock yet: two intents may be born. Whatever is paid twice goes back."""

    def opened() -> PaymentIntent:
        return open_checkout(
            bob, ESCROW, payee=alice, amount=eur(10_000), description="x", return_url="/", cancel_url="/"
        )

    intents = {intent.pk: intent for intent in race(*[opened for _ in range(4)])}
    for intent in intents.values():
        start_checkout(intent, back="/")
        intent.refresh_from_db()
        sandbox_cards.pay(intent.gateway_id, sandbox_cards.GOOD)
    race(*[partial(refresh_intent, pk) for pk in intents])
    demo.settle()
    assert PaymentIntent.objects.filter(status="funded").count() == 1
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(10_000)
    assert_sound()
