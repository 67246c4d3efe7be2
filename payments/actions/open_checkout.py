"""A client wants to pay into an escrow."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import gateways, outbox_topics
from payments.models import MoneyEvent, PaymentIntent
from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User

Status = PaymentIntent.Status


def open_checkout(
    payer: "User",
    escrow_ref: str,
    *,
    amount: Money,
    description: str,
    return_url: str,
    cancel_url: str,
    payee: "User | None" = None,
) -> PaymentIntent:
    """The open checkout for this escrow and amount, made where there is none. Send the browser to `.checkout_url`.

    Writes rows only, so call it inside the transaction that holds the contract's locks. Raises `Conflict` when the
    escrow is funded already or a payment for it is being processed.
    """
    with transaction.atomic():
        siblings = list(PaymentIntent.objects.select_for_update().filter(escrow_ref=escrow_ref).order_by("id"))
        if any(intent.status == Status.FUNDED for intent in siblings):
            raise Conflict(_("This is paid already."))
        if any(intent.status == Status.PROCESSING for intent in siblings):
            raise Conflict(_("A payment for this is being processed. It can take a moment."))
        for intent in siblings:
            if not intent.is_open:
                continue
            if intent.payer_id == payer.pk and intent.amount == amount and intent.expires_at > clock.now():
                return intent
            # Another amount is asked for now: the old page must not take money any more.
            outbox.add(outbox_topics.CLOSE_CHECKOUT, str(intent.public_id), {"intent": intent.pk})
        intent = PaymentIntent.objects.create(
            payer=payer,
            payee=payee,
            escrow_ref=escrow_ref,
            amount_minor=amount.minor,
            currency=amount.currency,
            description=description,
            return_url=return_url,
            cancel_url=cancel_url,
            gateway=gateways.current().name,
            expires_at=clock.now() + policy.CHECKOUT_EXPIRES,
            check_at=clock.now() + policy.GATEWAY_ASK_AGAIN,
        )
        intent.refresh_from_db(fields=["public_id"])
        MoneyEvent.objects.create(intent=intent, actor=payer, to_status=intent.status)
        return intent
