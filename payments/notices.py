"""Sentences about money, told inside the transaction that moved it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications import notify
from payments import events
from payments.models import Earning, Operation, PayoutMethod


def tell_settled(operation: Operation) -> None:
    """A withdrawal or refund went through. A release is told by whoever knows the work it pays for."""
    if operation.kind == Operation.Kind.PAYOUT:
        kind, text = events.WITHDRAWAL_SETTLED, _("%(amount)s has arrived at %(method)s.")
        text %= {"amount": operation.amount, "method": operation.method}
        url = reverse("payments:earnings")
    elif operation.kind == Operation.Kind.REFUND:
        kind, text = events.REFUND_SETTLED, _("%(amount)s is on its way back to your card: %(subject)s.")
        text %= {"amount": operation.amount, "subject": operation.subject}
        url = reverse("payments:transaction-list")
    else:
        return
    notify(
        kind,
        operation.user,
        key=operation.gateway_key,
        url=url,
        text=text,
        context={"amount": str(operation.amount)},
    )


def tell_failed(operation: Operation) -> None:
    """A withdrawal was refused. The rest is for staff, whose desk lists every failed operation."""
    if operation.kind == Operation.Kind.PAYOUT:
        text = _("%(amount)s did not reach %(method)s. Try again, or take it back into your earnings.") % {
            "amount": operation.amount,
            "method": operation.method,
        }
        notify(
            events.WITHDRAWAL_FAILED,
            operation.user,
            key=operation.gateway_key,
            url=reverse("payments:earnings"),
            text=text,
            context={"amount": str(operation.amount)},
        )


def tell_method_added(method: PayoutMethod) -> None:
    """So that the owner hears of it while it cannot be used yet."""
    text = _("%(method)s can be used from %(when)s on. Not you? Change your password and tell us.") % {
        "method": method,
        "when": method.usable_from.strftime("%-d %b %H:%M UTC"),
    }
    notify(
        events.METHOD_ADDED,
        method.user,
        key=str(method.public_id),
        url=reverse("payments:payout-method-list"),
        text=text,
    )


def tell_cleared(earning: Earning) -> None:
    """Its clearing time is over."""
    text = _("%(amount)s has cleared and can be withdrawn.") % {"amount": earning.left}
    notify(events.CLEARED, earning.user, key=str(earning.pk), url=reverse("payments:earnings"), text=text)
