"""What this app gives along when somebody takes their data, and what stands in the way of leaving."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from payments import queries
from payments.actions.remove_payout_method import remove_payout_method
from payments.models import Account, Movement, Operation, PaymentIntent, PayoutMethod
from reelbyte.money import Money


def register() -> None:
    """Called once by `PaymentsConfig.ready`."""
    hooks.export("payments", _payments)
    hooks.veto_deletion(_money_here)
    hooks.veto_deletion(_money_moving)
    hooks.anonymise(_forget)


def _payments(user: User) -> Part:
    return Part(
        {
            "transactions": rows(
                Movement.objects.filter(user=user), "public_id", "kind", "amount_minor", "fee_minor", "currency",
                "text", "at",
            ),
            "payments": rows(
                PaymentIntent.objects.filter(payer=user), "public_id", "status", "amount_minor", "currency",
                "created_at",
            ),
            "withdrawals": rows(
                Operation.objects.filter(user=user, kind=Operation.Kind.PAYOUT), "public_id", "status", "amount_minor",
                "currency", "created_at",
            ),
            "accounts": rows(
                PayoutMethod.objects.filter(user=user), "holder", "last4", "currency", "status", "created_at"
            ),
        }
    )  # fmt: skip


def _money_here(user: User) -> str:
    """Cleared or not, it is theirs: it must not be left behind."""
    held = [one for one in queries.earnings(user) if one.available or one.clearing or one.on_the_way]
    if held:
        total = ", ".join(str(one.available + one.clearing + one.on_the_way) for one in held)
        return _(
            "You still have %(total)s here. Withdraw it first; our staff help if that is too little for a withdrawal."
        ) % {"total": total}
    owed = Account.objects.filter(ref=str(user.public_id), kind=Account.Kind.DEBT).exclude(balance=0).first()
    if owed is not None:
        return _("%(amount)s are still open between us. Our staff help to settle it.") % {
            "amount": Money(abs(owed.balance), owed.currency)
        }
    return ""


def _money_moving(user: User) -> str:
    moving = Operation.objects.filter(user=user, status__in=Operation.UNDER_WAY)
    paying = PaymentIntent.objects.filter(
        Q(payer=user) | Q(payee=user), status__in=[PaymentIntent.Status.PROCESSING, PaymentIntent.Status.QUARANTINED]
    )
    if moving.exists() or paying.exists():
        return _("Money of yours is on its way. Wait until it has arrived.")
    return ""


def _forget(user: User) -> None:
    """Accounts to pay out to. The books stay: the law asks for them."""
    for method in PayoutMethod.objects.filter(user=user):
        remove_payout_method(user, method)
    PayoutMethod.objects.filter(user=user).update(holder="–")
