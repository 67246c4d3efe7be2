"""Claim, pay, settle: a release, whatever the gateway does in the middle."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from payments import demo, hooks, ledger
from payments.actions.clear_earnings import clear_earnings
from payments.actions.release import claim_release
from payments.actions.retry_operation import retry_operation
from payments.actions.sweep import sweep
from payments.errors import KeyReused, NotEnough
from payments.gateways import sandbox_events
from payments.models import Earning, Movement, Operation, PaymentIntent, SandboxObject
from payments.queries import earnings
from payments.tests.conftest import ESCROW
from payments.tests.gateways import FaultyGateway, use
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.models import AuditEntry, OutboxMessage
from reelbyte.money import Money, fee_of_part

pytestmark = pytest.mark.django_db


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.fixture
def release(alice: Any, funded: Callable[..., PaymentIntent]) -> Callable[..., Operation]:
    """`release()` claims all of Bob's 100.00 for Alice, less 10.00."""
    funded()

    def claim(minor: int = 10_000, fee: int = 1_000, key: str = "r1") -> Operation:
        return claim_release(ESCROW, payee=alice, amount=eur(minor), fee=eur(fee), key=key, subject="Launch film")

    return claim


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> FaultyGateway:
    gateway = FaultyGateway()
    use(monkeypatch, gateway)
    return gateway


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway's webhooks never come."""
    monkeypatch.setattr(sandbox_events, "tell", lambda found: None)


def transfers() -> int:
    return SandboxObject.objects.filter(kind="transfer").count()


def payable(person: Any) -> Money:
    return ledger.balance("creator.payable", str(person.public_id), "EUR")


def test_it_reserves_then_pays_then_settles(
    release: Callable[..., Operation], alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(hooks, "_released", [lambda ref, operation: told.append(ref)])
    operation = release()
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(0)
    assert ledger.balance("gateway.clearing", None, "EUR") == eur(10_000)
    assert (payable(alice), transfers(), told) == (eur(0), 0, [])
    outbox.drain()
    operation.refresh_from_db()
    assert operation.status == "settled"
    assert payable(alice) == eur(9_000)
    assert ledger.balance("revenue.fee", ledger.shard(ESCROW), "EUR") == eur(1_000)
    assert ledger.balance("gateway.clearing", None, "EUR") == eur(0)
    assert (transfers(), told) == (1, [ESCROW])
    movement = Movement.objects.get(user=alice)
    assert (movement.amount, movement.fee, movement.gross) == (eur(9_000), eur(1_000), eur(10_000))


def test_the_same_key_releases_once(release: Callable[..., Operation], alice: Any) -> None:
    first = release()
    outbox.drain()
    assert release() == first
    assert payable(alice) == eur(9_000)


def test_the_same_key_for_another_amount_is_an_error(release: Callable[..., Operation]) -> None:
    release(5_000, 500)
    with pytest.raises(KeyReused):
        release(6_000, 600)


def test_it_never_releases_more_than_there_is(release: Callable[..., Operation]) -> None:
    release(6_000, 600, "r1")
    with pytest.raises(NotEnough):
        release(4_001, 400, "r2")
    release(4_000, 400, "r3")


def test_an_unfunded_escrow_releases_nothing(alice: Any, checkout: Callable[..., PaymentIntent]) -> None:
    checkout()
    with pytest.raises(Conflict):
        claim_release(ESCROW, payee=alice, amount=eur(1), fee=eur(0), key="r1", subject="")


@pytest.mark.parametrize(("amount", "fee"), [(0, 0), (-5, 0), (10, 10), (10, 11), (10, -1)])
def test_nonsense_is_not_a_release(release: Callable[..., Operation], amount: int, fee: int) -> None:
    with pytest.raises(ValueError, match="a release is"):
        release(amount, fee)


def test_parts_sum_to_the_whole(release: Callable[..., Operation], alice: Any) -> None:
    released = taken = 0
    for number, part in enumerate([3_333, 3_333, 3_334]):
        fee = fee_of_part(released_before=released, part=part, bps=policy.FEE_BPS, taken_before=taken)
        release(part, fee, f"r{number}")
        released, taken = released + part, taken + fee
    demo.settle()
    assert payable(alice) == eur(9_000)
    assert ledger.balance("revenue.fee", None, "EUR") == eur(1_000)


def test_a_timeout_before_the_gateway_heard_is_tried_again(
    release: Callable[..., Operation], faulty: FaultyGateway, alice: Any
) -> None:
    operation = release()
    faulty.faults = ["before"]
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, transfers()) == ("claimed", 0)
    with clock.after(timedelta(minutes=1)):
        outbox.drain()
    assert (payable(alice), transfers()) == (eur(9_000), 1)


@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=25)])
def test_a_timeout_after_the_gateway_committed_pays_once(
    release: Callable[..., Operation], faulty: FaultyGateway, alice: Any, silent: None, later: timedelta
) -> None:
    """At 25 hours the idempotency key has lapsed: a blind retry would pay twice (see the control below)."""
    operation = release()
    faulty.faults = ["after"]
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, payable(alice), transfers()) == ("claimed", eur(0), 1)
    with clock.after(later):
        outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, payable(alice), transfers()) == ("settled", eur(9_000), 1)
    assert faulty.calls == ["transfer"]


def test_control_the_key_alone_would_pay_twice_after_25_hours(
    release: Callable[..., Operation],
    faulty: FaultyGateway,
    checkout: Any,
    silent: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demo.pay(checkout("milestone:other"))  # so that the gateway has enough to pay twice
    release()
    faulty.faults = ["after"]
    outbox.drain()
    monkeypatch.setattr("payments.actions.run_operation._find", lambda gateway, operation: None)
    with clock.after(timedelta(hours=25)):
        outbox.drain()
    assert transfers() == 2


def test_a_webhook_tells_what_a_timeout_hid(
    release: Callable[..., Operation], faulty: FaultyGateway, alice: Any
) -> None:
    release()
    faulty.faults = ["after"]
    outbox.drain()
    assert (payable(alice), transfers()) == (eur(9_000), 1)


def test_a_definite_refusal_waits_for_people(
    release: Callable[..., Operation], faulty: FaultyGateway, alice: Any, mod: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(hooks, "_operation_failed", [lambda ref, operation: told.append(operation.failure_code)])
    operation = release()
    faulty.faults = ["declined"]
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, operation.failure_code) == ("failed", "account_restricted")
    assert told == ["account_restricted"]
    assert ledger.balance("gateway.clearing", None, "EUR") == eur(10_000)  # reserved still, never silently undone
    first_key = operation.gateway_key
    operation = retry_operation(operation.pk, actor=mod, reason="account fixed")
    assert operation.gateway_key != first_key
    assert retry_operation(operation.pk, actor=mod) == operation  # a double click
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, operation.attempt, payable(alice)) == ("settled", 2, eur(9_000))
    assert AuditEntry.objects.filter(action="payments.operation_retried").count() == 1
    with pytest.raises(Conflict):
        retry_operation(operation.pk, actor=mod)


def test_a_lost_outbox_row_is_found_by_the_sweep(release: Callable[..., Operation], alice: Any) -> None:
    release()
    OutboxMessage.objects.all().update(status="dead")
    with clock.after(policy.GATEWAY_ASK_AGAIN + timedelta(seconds=1)):
        assert sweep() == 1
    assert payable(alice) == eur(9_000)


def test_a_failing_hook_books_nothing_and_is_tried_again(
    release: Callable[..., Operation], alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    release()
    with monkeypatch.context() as patch:
        patch.setattr(hooks, "_released", [lambda ref, operation: 1 / 0])
        outbox.drain()
    assert (payable(alice), transfers()) == (eur(0), 1)
    with clock.after(timedelta(minutes=1)):
        outbox.drain()
    assert (payable(alice), transfers()) == (eur(9_000), 1)


def test_it_clears_after_its_time(release: Callable[..., Operation], alice: Any) -> None:
    release()
    demo.settle()
    assert clear_earnings() == 0
    (mine,) = earnings(alice)
    assert (mine.available, mine.clearing) == (eur(0), eur(9_000))
    with clock.after(policy.CLEARING - timedelta(minutes=1)):
        assert clear_earnings() == 0
    with clock.after(policy.CLEARING):
        assert clear_earnings() == 1
        assert clear_earnings() == 0
    (mine,) = earnings(alice)
    assert (mine.available, mine.clearing) == (eur(9_000), eur(0))
    assert Earning.objects.get().status == "available"


def test_what_waits_in_escrow_is_seen(release: Callable[..., Operation], alice: Any) -> None:
    assert earnings(alice)[0].in_escrow == eur(10_000)
    release(4_000, 400)
    assert earnings(alice)[0].in_escrow == eur(10_000)
    demo.settle()
    assert earnings(alice)[0].in_escrow == eur(6_000)
