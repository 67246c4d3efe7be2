"""A creator takes money out."""

from datetime import timedelta
from typing import Any

import pytest

from payments import demo, ledger
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.remove_payout_method import remove_payout_method
from payments.actions.request_withdrawal import request_withdrawal
from payments.actions.retry_operation import retry_operation
from payments.actions.return_withdrawal import return_withdrawal
from payments.actions.sweep import sweep
from payments.errors import KeyReused, WithdrawalRefused
from payments.gateways import sandbox_cards, sandbox_events
from payments.models import Movement, Operation, PayoutMethod
from payments.queries import earnings
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def later(extra: timedelta = timedelta(hours=1)) -> Any:
    return clock.after(policy.CLEARING + extra)


@pytest.fixture
def cleared(earned: Operation) -> None:
    """Alice has 90.00 available."""
    with later():
        clear_earnings()


@pytest.fixture
def refusing(alice: Any) -> PayoutMethod:
    """A bank account that refuses every payout."""
    with clock.at(clock.now() - policy.PAYOUT_METHOD_HOLD):
        return add_payout_method(alice, holder="Alice Moreau", number="000111111116", currency="EUR")


def at_the_bank() -> Money:
    return ledger.balance("external.bank", None, "EUR")


def test_it_is_on_its_way_and_arrives(cleared: None, alice: Any, method: PayoutMethod) -> None:
    operation = request_withdrawal(alice, eur(5_000), method, key="w1")
    outbox.drain()
    operation.refresh_from_db()
    assert operation.status == "in_transit"
    (mine,) = earnings(alice)
    assert (mine.available, mine.on_the_way, mine.withdrawn) == (eur(4_000), eur(5_000), eur(0))
    with clock.after(timedelta(minutes=1)):
        while outbox.drain():
            pass
    operation.refresh_from_db()
    assert operation.status == "settled"
    (mine,) = earnings(alice)
    assert (mine.available, mine.on_the_way, mine.withdrawn) == (eur(4_000), eur(0), eur(5_000))
    assert at_the_bank() == eur(5_000)


def test_no_webhook_and_still_it_arrives(cleared: None, alice: Any, method: PayoutMethod) -> None:
    operation = request_withdrawal(alice, eur(5_000), method, key="w1")
    demo.settle()
    with clock.after(timedelta(minutes=10)):
        sweep()
    operation.refresh_from_db()
    assert operation.status == "settled"


def test_the_same_wish_twice_is_one(cleared: None, alice: Any, method: PayoutMethod) -> None:
    first = request_withdrawal(alice, eur(5_000), method, key="w1")
    assert request_withdrawal(alice, eur(5_000), method, key="w1") == first
    with pytest.raises(KeyReused):
        request_withdrawal(alice, eur(4_000), method, key="w1")
    assert earnings(alice)[0].on_the_way == eur(5_000)


def test_what_is_clearing_stays(earned: Operation, alice: Any, method: PayoutMethod) -> None:
    with pytest.raises(WithdrawalRefused, match="available"):
        request_withdrawal(alice, eur(2_000), method, key="w1")


def test_no_more_than_there_is(cleared: None, alice: Any, method: PayoutMethod) -> None:
    with pytest.raises(WithdrawalRefused, match="available"):
        request_withdrawal(alice, eur(9_001), method, key="w1")
    request_withdrawal(alice, eur(9_000), method, key="w2")


def test_no_less_than_the_minimum(cleared: None, alice: Any, method: PayoutMethod) -> None:
    least = policy.WITHDRAWAL_MINIMUM_UNITS * 100
    with pytest.raises(WithdrawalRefused, match="least"):
        request_withdrawal(alice, eur(least - 1), method, key="w1")
    request_withdrawal(alice, eur(least), method, key="w2")


def test_a_new_method_has_to_wait(cleared: None, alice: Any) -> None:
    new = add_payout_method(alice, holder="Alice Moreau", number="000123456789", currency="EUR")
    with clock.after(policy.PAYOUT_METHOD_HOLD - timedelta(minutes=1)):
        with pytest.raises(WithdrawalRefused, match="hold"):
            request_withdrawal(alice, eur(5_000), new, key="w1")
    with clock.after(policy.PAYOUT_METHOD_HOLD + timedelta(minutes=1)):
        request_withdrawal(alice, eur(5_000), new, key="w2")


def test_a_removed_method_takes_nothing(cleared: None, alice: Any, method: PayoutMethod) -> None:
    remove_payout_method(alice, method)
    remove_payout_method(alice, method)
    with pytest.raises(WithdrawalRefused, match="removed"):
        request_withdrawal(alice, eur(5_000), method, key="w1")


def test_a_method_takes_its_own_currency(cleared: None, alice: Any, method: PayoutMethod) -> None:
    with pytest.raises(WithdrawalRefused, match="EUR only"):
        request_withdrawal(alice, Money(5_000, "USD"), method, key="w1")


def test_a_method_is_its_owners(cleared: None, carol: Any, method: PayoutMethod) -> None:
    with pytest.raises(PayoutMethod.DoesNotExist):
        request_withdrawal(carol, eur(5_000), method, key="w1")


def test_a_refused_payout_can_be_taken_back(cleared: None, alice: Any, refusing: PayoutMethod) -> None:
    operation = request_withdrawal(alice, eur(5_000), refusing, key="w1")
    with pytest.raises(Conflict):
        return_withdrawal(operation.pk, actor=alice)
    demo.settle()
    with clock.after(timedelta(minutes=10)):
        sweep()
    operation.refresh_from_db()
    assert operation.status == "failed"
    assert earnings(alice)[0].on_the_way == eur(5_000)
    return_withdrawal(operation.pk, actor=alice)
    return_withdrawal(operation.pk, actor=alice)
    assert earnings(alice)[0].available == eur(9_000)
    lines = Movement.objects.filter(user=alice, kind__startswith="withdrawal").values_list("amount_minor", flat=True)
    assert sorted(lines) == [-5_000, 5_000]
    with pytest.raises(Conflict):
        retry_operation(operation.pk, actor=alice)


def test_a_payout_that_comes_back_days_later(cleared: None, alice: Any, method: PayoutMethod) -> None:
    operation = request_withdrawal(alice, eur(5_000), method, key="w1")
    demo.settle()
    with clock.after(timedelta(minutes=10)):
        sweep()
    operation.refresh_from_db()
    sandbox_cards.fail_later(operation.gateway_id, "account_closed")
    outbox.drain()
    operation.refresh_from_db()
    assert (operation.status, at_the_bank()) == ("failed", eur(0))
    retry_operation(operation.pk, actor=alice)
    demo.settle()
    with clock.after(timedelta(minutes=20)):
        sweep()
    operation.refresh_from_db()
    assert (operation.status, at_the_bank()) == ("settled", eur(5_000))


def test_a_payout_that_comes_back_without_a_word(
    cleared: None, alice: Any, method: PayoutMethod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox_events, "tell", lambda found: None)
    operation = request_withdrawal(alice, eur(5_000), method, key="w1")
    demo.settle()
    with clock.after(timedelta(minutes=10)):
        sweep()
    operation.refresh_from_db()
    assert operation.status == "settled"
    sandbox_cards.fail_later(operation.gateway_id, "account_closed")
    with clock.after(policy.COME_BACK_ASK_AGAIN + timedelta(hours=1)):
        sweep()
    operation.refresh_from_db()
    assert (operation.status, operation.check_at, at_the_bank()) == ("failed", None, eur(0))


def test_what_arrived_is_watched_for_a_while_and_then_left_alone(
    cleared: None, alice: Any, method: PayoutMethod
) -> None:
    operation = request_withdrawal(alice, eur(5_000), method, key="w1")
    demo.settle()
    moment = clock.now()
    for _ in range(policy.COME_BACK_WATCHED.days + 3):
        moment += timedelta(days=1, minutes=5)
        with clock.at(moment):
            sweep()
    operation.refresh_from_db()
    assert (operation.status, operation.check_at) == ("settled", None)
