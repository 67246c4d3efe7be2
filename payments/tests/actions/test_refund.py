"""Money back to the client: before a release, after it, and when it does not arrive."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments import demo, hooks, ledger
from payments.actions.clear_earnings import clear_earnings
from payments.actions.refresh_intent import refresh_intent
from payments.actions.refund import _fee_back, claim_refund
from payments.actions.release import claim_release
from payments.actions.request_withdrawal import request_withdrawal
from payments.actions.retry_operation import retry_operation
from payments.actions.run_operation import refresh_operation
from payments.actions.send_back import resolve_quarantine
from payments.actions.start_checkout import start_checkout
from payments.errors import KeyReused, NotEnough, RefundRefused
from payments.gateways import sandbox_cards
from payments.models import Earning, Movement, Operation, PaymentIntent, PayoutMethod, SandboxObject
from payments.queries import earnings
from payments.tests.conftest import ESCROW
from payments.tests.gateways import FaultyGateway, use
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.models import AuditEntry
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def refund(payer: Any, minor: int = 10_000, key: str = "b1") -> Operation:
    return claim_refund(ESCROW, payer=payer, amount=eur(minor), key=key, subject="Cancelled")


def outside() -> Money:
    return ledger.balance("external.card", None, "EUR")


def payable(person: Any) -> Money:
    return ledger.balance("creator.payable", str(person.public_id), "EUR")


def later() -> Any:
    return clock.after(policy.CLEARING + timedelta(hours=1))


def test_before_release_it_comes_out_of_escrow(
    funded: Callable[..., PaymentIntent], bob: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(hooks, "_refunded", [lambda ref, operation: told.append(ref)])
    funded()
    refund(bob)
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(0)
    assert ledger.balance("refund.in_transit", None, "EUR") == eur(10_000)
    outbox.drain()
    assert outside() == eur(0)
    assert told == [ESCROW]
    assert sorted(m.amount_minor for m in Movement.objects.filter(user=bob)) == [-10_000, 10_000]


def test_a_part_leaves_the_rest(funded: Callable[..., PaymentIntent], bob: Any) -> None:
    funded()
    refund(bob, 2_500)
    demo.settle()
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(7_500)
    assert outside() == eur(-7_500)


def test_never_more_than_is_left(funded: Callable[..., PaymentIntent], bob: Any, alice: Any) -> None:
    funded()
    claim_release(ESCROW, payee=alice, amount=eur(6_000), fee=eur(600), key="r1", subject="")
    with pytest.raises(NotEnough):
        refund(bob, 4_001)
    refund(bob, 4_000)


def test_the_same_key_refunds_once(funded: Callable[..., PaymentIntent], bob: Any) -> None:
    funded()
    assert refund(bob, 2_500) == refund(bob, 2_500)
    with pytest.raises(KeyReused):
        refund(bob, 2_501)
    assert ledger.balance("escrow", ESCROW, "EUR") == eur(7_500)


def test_only_to_whoever_paid(funded: Callable[..., PaymentIntent], dave: Any) -> None:
    funded()
    with pytest.raises(Conflict):
        refund(dave)


def test_after_release_the_net_and_the_fee_come_back(earned: Operation, alice: Any, bob: Any) -> None:
    refund(bob)
    assert (payable(alice), ledger.balance("revenue.fee", None, "EUR")) == (eur(0), eur(0))
    outbox.drain()
    assert outside() == eur(0)
    assert SandboxObject.objects.filter(kind="reversal", status="succeeded").count() == 1
    assert [m.amount_minor for m in Movement.objects.filter(user=alice).order_by("id")] == [9_000, -9_000]


def test_after_release_a_part_comes_back_in_proportion(earned: Operation, alice: Any, bob: Any) -> None:
    refund(bob, 3_333, "b1")
    refund(bob, 3_333, "b2")
    demo.settle()
    assert payable(alice) == eur(9_000 - 6_000 + 1)  # 3,333 less a fee of 333, then less a fee of 334
    refund(bob, 3_334, "b3")
    with pytest.raises(RefundRefused):
        refund(bob, 1, "b4")
    demo.settle()
    assert (payable(alice), outside()) == (eur(0), eur(0))


def test_what_was_withdrawn_cannot_be_taken_back(earned: Operation, alice: Any, bob: Any, method: PayoutMethod) -> None:
    with later():
        clear_earnings()
        request_withdrawal(alice, eur(5_000), method, key="w1")
        with pytest.raises(RefundRefused):
            refund(bob)
        refund(bob, 4_000)
        assert earnings(alice)[0].available == eur(400)


def test_another_clients_clearing_money_is_not_touched(
    earned: Operation, alice: Any, bob: Any, dave: Any, method: PayoutMethod, checkout: Any
) -> None:
    with later():
        clear_earnings()
        request_withdrawal(alice, eur(9_000), method, key="w1")
        demo.pay(checkout("milestone:2"))
        claim_release("milestone:2", payee=alice, amount=eur(10_000), fee=eur(1_000), key="r2", subject="")
        demo.settle("milestone:2")
        assert earnings(alice)[0].clearing == eur(9_000)
        with pytest.raises(RefundRefused):
            refund(bob)


def test_a_release_under_way_is_not_refunded(funded: Callable[..., PaymentIntent], alice: Any, bob: Any) -> None:
    funded()
    claim_release(ESCROW, payee=alice, amount=eur(10_000), fee=eur(1_000), key="r1", subject="")
    with pytest.raises(RefundRefused):
        refund(bob)


def test_a_refund_that_fails_later(funded: Callable[..., PaymentIntent], bob: Any, mod: Any) -> None:
    funded()
    operation = refund(bob)
    demo.settle()
    operation.refresh_from_db()
    sandbox_cards.fail_later(operation.gateway_id, "refund_failed")
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, operation.failure_code) == ("failed", "refund_failed")
    assert outside() == eur(-10_000)
    assert ledger.balance("refund.in_transit", None, "EUR") == eur(10_000)
    assert refresh_operation(operation.pk).status == "failed"  # told twice, booked once
    retry_operation(operation.pk, actor=mod)
    demo.settle()
    assert outside() == eur(0)
    amounts = Movement.objects.filter(user=bob).order_by("id").values_list("amount_minor", flat=True)
    assert list(amounts) == [-10_000, 10_000, -10_000, 10_000]


def test_a_retry_takes_the_creators_part_back_once(
    earned: Operation, alice: Any, bob: Any, mod: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = FaultyGateway()
    use(monkeypatch, gateway)
    gateway.faults = ["declined"]
    operation = refund(bob)
    demo.settle()
    retry_operation(operation.pk, actor=mod)
    demo.settle()
    operation.refresh_from_db()
    assert operation.status == "settled"
    assert SandboxObject.objects.filter(kind="reversal").count() == 1
    assert outside() == eur(0)


def test_staff_send_a_quarantined_payment_back(checkout: Callable[..., PaymentIntent], mod: Any) -> None:
    intent = checkout()
    start_checkout(intent, back="/")
    intent.refresh_from_db()
    sandbox_cards.pay(intent.gateway_id, sandbox_cards.GOOD, paid=Money(4_200, "USD"))
    assert refresh_intent(intent.pk).status == "quarantined"
    resolve_quarantine(intent.pk, actor=mod, reason="wrong currency")
    with pytest.raises(Conflict):
        resolve_quarantine(intent.pk, actor=mod, reason="again")
    demo.settle()
    intent.refresh_from_db()
    assert intent.status == "returned"
    assert ledger.balance("external.card", None, "USD") == Money(0, "USD")
    assert AuditEntry.objects.get(action="payments.quarantine_sent_back").reason == "wrong currency"


@settings(deadline=None)  # a loaded machine is not a failure
@given(net=st.integers(1, 10**9), fee=st.integers(0, 10**8), data=st.data())
def test_the_fees_taken_back_sum_to_the_fee(net: int, fee: int, data: st.DataObject) -> None:
    earning = Earning(net_minor=net, fee_minor=fee, currency="EUR", taken_back_minor=0, fee_taken_back_minor=0)
    while earning.gross_left:
        part = eur(data.draw(st.integers(max(1, earning.gross_left.minor // 3), earning.gross_left.minor)))
        back = _fee_back(earning, part)
        assert 0 <= back.minor <= part.minor
        earning.fee_taken_back_minor += back.minor
        earning.taken_back_minor += part.minor - back.minor
        assert earning.taken_back_minor <= net
    assert (earning.taken_back_minor, earning.fee_taken_back_minor) == (net, fee)
