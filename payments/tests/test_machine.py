"""Money under everything that can happen to it, in any order: after every step every invariant holds."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from payments import hooks, invariants, ledger
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.open_checkout import Line, open_checkout_of
from payments.actions.refresh_intent import refresh_intent
from payments.actions.refund import claim_refund
from payments.actions.release import claim_release
from payments.actions.request_withdrawal import request_withdrawal
from payments.actions.retry_operation import retry_operation
from payments.actions.return_withdrawal import return_withdrawal
from payments.actions.send_back import resolve_quarantine
from payments.actions.start_checkout import start_checkout
from payments.actions.sweep import sweep
from payments.errors import Quarantine, Unwanted
from payments.gateways import sandbox_cards, sandbox_events
from payments.gateways.base import Declined, Unreachable
from payments.models import Earning, Operation, PaymentIntent, SandboxObject
from payments.queries import earnings
from payments.tests.gateways import FaultyGateway, use
from reelbyte import clock, outbox, policy
from reelbyte.errors import DomainError
from reelbyte.models import OutboxMessage
from reelbyte.money import Money, share

WEBHOOK = "payments.sandbox_webhook"
ESCROWS = st.sampled_from(["milestone:1", "milestone:2", "milestone:3"])
SOME = st.lists(ESCROWS, min_size=1, max_size=3, unique=True)
CARDS = st.sampled_from([card.number for card in sandbox_cards.CARDS])
PERCENT = st.sampled_from([1, 33, 50, 99, 100, 100, 101])
FAULTS = st.sampled_from(["before", "after", "declined"])
JUMPS = st.sampled_from(
    [timedelta(seconds=5), timedelta(minutes=3), timedelta(hours=25), policy.CLEARING + timedelta(minutes=1)]
)


def pick(rows: Any, number: int) -> Any:
    """One of the rows, or None when there is none."""
    found = list(rows.order_by("id"))
    return found[number % len(found)] if found else None


def came_back() -> Any:
    """What has gone through and can still come back."""
    return SandboxObject.objects.filter(kind__in=("refund", "payout"), status="succeeded")


class EverythingHappens(RuleBasedStateMachine):
    """Three milestones, one client, one creator, one gateway that fails now and then, and time."""

    alice: Any
    bob: Any
    mod: Any
    gateway: FaultyGateway
    unwilling: dict[str, type[Exception]]
    reached: set[tuple[str, str]]

    def __init__(self) -> None:
        super().__init__()
        self.gateway.faults.clear()
        self.unwilling.clear()
        self.now: datetime = clock.now()
        self.keys = 0
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        with clock.at(self.now - policy.PAYOUT_METHOD_HOLD):
            numbers = ("000123456789", "000111111116")
            self.methods = [
                add_payout_method(self.alice, holder="A", number=number, currency="EUR") for number in numbers
            ]

    def teardown(self) -> None:
        try:
            self.come_to_rest()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    def attempt(self, action: Any) -> None:
        """A refusal is an answer; what is not one is a bug."""
        with clock.at(self.now):
            try:
                action()
            except (DomainError, Declined, Unreachable, outbox.Retry):
                pass

    @rule(escrows=SOME, minor=st.sampled_from([10_000, 12_000]))
    def open_a_checkout(self, escrows: list[str], minor: int) -> None:
        """Of one escrow, or of several at once."""

        def action() -> None:
            lines = [Line(ref, Money(minor + place, "EUR"), "film") for place, ref in enumerate(escrows)]
            intent = open_checkout_of(self.bob, lines, payee=self.alice, return_url="/", cancel_url="/")
            start_checkout(intent, back="/")

        self.attempt(action)

    @rule(escrow=ESCROWS, mind=st.sampled_from([None, Unwanted, Quarantine]))
    def the_work_behind_an_escrow_changes(self, escrow: str, mind: type[Exception] | None) -> None:
        """Called off, or agreed anew at another price: what comes for it now is not taken."""
        self.unwilling.pop(escrow, None)
        if mind is not None:
            self.unwilling[escrow] = mind

    @rule(number=st.integers(0, 9), card=CARDS, mistake=st.sampled_from([0, 0, 0, 0, -1, 1]))
    def pay(self, number: int, card: str, mistake: int) -> None:
        payment = pick(SandboxObject.objects.filter(kind="payment", status__in=("open", "authenticating")), number)
        if payment is not None:
            paid = Money(payment.amount_minor + mistake, "EUR") if mistake else None
            self.attempt(lambda: sandbox_cards.pay(payment.gid, card, paid=paid))

    @precondition(lambda self: SandboxObject.objects.filter(status="authenticating").exists())
    @rule(number=st.integers(0, 9), approved=st.booleans())
    def answer_the_bank(self, number: int, approved: bool) -> None:
        payment = pick(SandboxObject.objects.filter(status="authenticating"), number)
        if payment is not None:
            self.attempt(lambda: sandbox_cards.confirm(payment.gid, approved=approved))

    @rule(number=st.integers(0, 9))
    def come_back_from_the_checkout(self, number: int) -> None:
        intent = pick(PaymentIntent.objects.all(), number)
        if intent is not None:
            self.attempt(lambda: refresh_intent(intent.pk))

    @rule(escrows=SOME)
    def fund(self, escrows: list[str]) -> None:
        """The whole way at once, so that what comes after it is reached often."""
        self.open_a_checkout(escrows, 10_000)
        last = PaymentIntent.objects.filter(escrow_ref=escrows[0], status="pending").order_by("id").last()
        if last is not None:
            self.attempt(lambda: sandbox_cards.pay(last.lead.gateway_id, sandbox_cards.GOOD))
            self.attempt(lambda: refresh_intent(last.pk))

    @rule(escrow=ESCROWS, percent=PERCENT)
    def release(self, escrow: str, percent: int) -> None:
        minor = ledger.balance("escrow", escrow, "EUR").minor * percent // 100
        if minor > 1:
            fee = Money(share(minor, policy.FEE_BPS), "EUR")
            key = self.key()
            amount = Money(minor, "EUR")
            self.attempt(
                lambda: claim_release(escrow, payee=self.alice, amount=amount, fee=fee, key=key, subject="film")
            )

    @rule(escrow=ESCROWS)
    def an_order_goes_well(self, escrow: str) -> None:
        """Funded, released and cleared: what withdrawals and late refunds begin with."""
        self.fund([escrow])
        self.release(escrow, 100)
        self.the_workers_catch_up()
        self.now += policy.CLEARING + timedelta(minutes=1)
        self.the_sweeps_run()

    @rule(escrow=ESCROWS, percent=PERCENT)
    def refund(self, escrow: str, percent: int) -> None:
        """Of what is in escrow, or, where that is empty, of what was earned from it."""
        left = ledger.balance("escrow", escrow, "EUR").minor or max(
            (earning.gross_left.minor for earning in Earning.objects.filter(operation__escrow_ref=escrow)), default=0
        )
        if minor := left * percent // 100:
            key = self.key()
            self.attempt(
                lambda: claim_refund(escrow, payer=self.bob, amount=Money(minor, "EUR"), key=key, subject="back")
            )

    @rule(percent=PERCENT, method=st.integers(0, 1))
    def withdraw(self, percent: int, method: int) -> None:
        minor = sum(one.available.minor for one in earnings(self.alice)) * percent // 100
        key = self.key()
        self.attempt(lambda: request_withdrawal(self.alice, Money(minor, "EUR"), self.methods[method], key=key))

    @rule(fault=FAULTS)
    def the_gateway_will_fail(self, fault: str) -> None:
        self.gateway.faults.append(fault)

    @rule(number=st.integers(0, 99))
    def a_worker_takes_any_message(self, number: int) -> None:
        message = pick(OutboxMessage.objects.filter(status="pending", topic__startswith="payments."), number)
        if message is not None:
            self.attempt(lambda: outbox.deliver(message.pk))

    @rule(number=st.integers(0, 99))
    def a_webhook_is_lost(self, number: int) -> None:
        message = pick(OutboxMessage.objects.filter(status="pending", topic=WEBHOOK), number)
        if message is not None:
            OutboxMessage.objects.filter(pk=message.pk).update(status="done")

    @rule(number=st.integers(0, 99))
    def a_webhook_comes_again(self, number: int) -> None:
        message = pick(OutboxMessage.objects.filter(topic=WEBHOOK), number)
        if message is not None:
            self.attempt(lambda: sandbox_events.deliver(message.payload))

    @precondition(lambda self: came_back().exists())
    @rule(number=st.integers(0, 9))
    def a_refund_or_payout_comes_back(self, number: int) -> None:
        found = pick(came_back(), number)
        self.attempt(lambda: sandbox_cards.fail_later(found.gid, "account_closed"))

    @precondition(lambda self: Operation.objects.filter(status="failed").exists())
    @rule(number=st.integers(0, 9), back=st.booleans())
    def somebody_deals_with_a_failure(self, number: int, back: bool) -> None:
        operation = pick(Operation.objects.filter(status="failed"), number)
        if operation is not None:
            action = return_withdrawal if back else retry_operation
            self.attempt(lambda: action(operation.pk, actor=self.mod, reason="seen"))

    @precondition(lambda self: PaymentIntent.objects.filter(status="quarantined").exists())
    @rule(number=st.integers(0, 9))
    def staff_empty_the_quarantine(self, number: int) -> None:
        intent = pick(PaymentIntent.objects.filter(status="quarantined"), number)
        if intent is not None:
            self.attempt(lambda: resolve_quarantine(intent.pk, actor=self.mod, reason="seen"))

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        self.now += jump

    @rule()
    def the_sweeps_run(self) -> None:
        self.attempt(sweep)
        self.attempt(clear_earnings)

    @rule()
    def the_workers_catch_up(self) -> None:
        self.attempt(outbox.drain)

    @invariant()
    def everything_adds_up(self) -> None:
        with clock.at(self.now):
            broken = [finding for finding in invariants.check() if not finding.holds]
        assert broken == []

    def half_a_week_passes(self) -> None:
        for _ in range(6):
            self.now += timedelta(hours=9)  # time enough to ask again about what came back without a word
            with clock.at(self.now):
                outbox.drain()
                sweep()

    def come_to_rest(self) -> None:
        """No more faults: everything that is under way ends, and the gateway agrees to the cent."""
        self.gateway.faults.clear()
        self.half_a_week_passes()
        self.now += policy.CHECKOUT_EXPIRES + policy.CLEARING
        self.the_sweeps_run()
        # What is left goes to the bank.
        self.withdraw(100, 0)
        self.half_a_week_passes()
        assert not PaymentIntent.objects.filter(status__in=PaymentIntent.OPEN).exists()
        assert not Operation.objects.filter(status__in=Operation.UNDER_WAY).exists()
        self.everything_adds_up()
        self.reached.update(Operation.objects.values_list("kind", "status"))
        self.reached.update(("intent", status) for status in PaymentIntent.objects.values_list("status", flat=True))


@pytest.mark.django_db
@pytest.mark.slow
def test_money_survives_everything(alice: Any, bob: Any, mod: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = FaultyGateway()
    use(monkeypatch, gateway)
    logging.disable(logging.CRITICAL)
    unwilling: dict[str, type[Exception]] = {}

    def funded(escrow_ref: str, _intent: PaymentIntent) -> None:
        if escrow_ref in unwilling:
            raise unwilling[escrow_ref]("it has changed")

    monkeypatch.setattr(hooks, "_funded", [funded])
    cast: dict[str, Any] = {"alice": alice, "bob": bob, "mod": mod, "gateway": gateway, "reached": set()}
    cast["unwilling"] = unwilling
    machine = type("Machine", (EverythingHappens,), cast)
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=20,
                stateful_step_count=35,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        logging.disable(logging.NOTSET)
    # That it went far enough to mean something.
    assert {("release", "settled"), ("refund", "settled"), ("payout", "settled")} <= cast["reached"]
