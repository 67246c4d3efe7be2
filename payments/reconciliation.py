"""Does the gateway hold what the ledger says it should, in our balance and in each creator's?"""

from collections import Counter

from django.db.models import Sum

from payments.gateways.base import Answer, Gateway
from payments.models import Account, Operation, PaymentIntent

Balances = Counter[tuple[str, str]]
OURS = (
    Account.Kind.ESCROW,
    Account.Kind.QUARANTINE,
    Account.Kind.FEE,
    Account.Kind.GATEWAY_CLEARING,
    Account.Kind.REFUND_IN_TRANSIT,
)
THEIRS = (Account.Kind.PAYABLE, Account.Kind.PAYOUT_IN_TRANSIT)


def disagreements(gateway: Gateway) -> list[str]:
    """What the balances differ by, after allowing for what the gateway has done and we have not booked yet."""
    expected = _in_the_ledger(gateway)
    for intent in PaymentIntent.objects.filter(gateway=gateway.name, txn__isnull=True).exclude(gateway_id=""):
        answer = gateway.payment(intent.gateway_id)
        if answer.status == "succeeded":
            expected["", answer.amount.currency] += answer.amount.minor
    unsettled = Operation.objects.filter(
        gateway=gateway.name, status__in=(*Operation.UNDER_WAY, Operation.Status.FAILED)
    )
    for operation in unsettled.select_related("user"):
        _allow_for(gateway, operation, expected)
    held = gateway.balances()
    if not _differences(expected, held):
        return []
    gone = Operation.objects.filter(
        gateway=gateway.name,
        status=Operation.Status.SETTLED,
        kind__in=(Operation.Kind.PAYOUT, Operation.Kind.REFUND),
    )
    for operation in gone.select_related("user"):
        _allow_for_return(gateway, operation, expected)
    return _differences(expected, held)


def _differences(expected: Balances, held: dict[tuple[str, str], int]) -> list[str]:
    return [
        f"{account or 'our balance'} {currency}: expected {expected[account, currency]}, "
        f"found {held.get((account, currency), 0)}"
        for account, currency in sorted({*expected, *held})
        if expected[account, currency] != held.get((account, currency), 0)
    ]


def _in_the_ledger(gateway: Gateway) -> Balances:
    expected: Balances = Counter()
    ours = Account.objects.filter(kind__in=OURS).values_list("currency").annotate(total=Sum("balance")).order_by()
    for currency, total in ours:
        expected["", currency] = total
    for owner, currency, balance in Account.objects.filter(kind__in=THEIRS).values_list("ref", "currency", "balance"):
        expected[gateway.account(owner), currency] += balance
    return expected


def _allow_for(gateway: Gateway, operation: Operation, expected: Balances) -> None:
    """An operation that is reserved here: how much of it has happened there?"""
    ours, theirs = ("", operation.currency), (gateway.account(str(operation.user.public_id)), operation.currency)
    if operation.kind == Operation.Kind.RELEASE:
        if _done(gateway.find("transfer", operation.gateway_key)):
            expected[ours] -= operation.net.minor
            expected[theirs] += operation.net.minor
    elif operation.kind == Operation.Kind.PAYOUT:
        if _done(gateway.find("payout", operation.gateway_key)):
            expected[theirs] -= operation.amount_minor
    else:
        if operation.release is not None and not _done(gateway.find("reversal", f"{operation.public_id}.back")):
            creator = gateway.account(str(operation.release.user.public_id))
            expected[ours] -= operation.net.minor
            expected[creator, operation.currency] += operation.net.minor
        if _done(gateway.find("refund", operation.gateway_key)):
            expected[ours] -= operation.amount_minor


def _allow_for_return(gateway: Gateway, operation: Operation, expected: Balances) -> None:
    """What went through may come back days later: it lies at the gateway until its event is booked here."""
    payout = operation.kind == Operation.Kind.PAYOUT
    if not _done(gateway.find("payout" if payout else "refund", operation.gateway_key)):
        account = gateway.account(str(operation.user.public_id)) if payout else ""
        expected[account, operation.currency] += operation.amount_minor


def _done(answer: Answer | None) -> bool:
    return answer is not None and answer.status in ("succeeded", "pending")
