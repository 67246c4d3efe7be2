"""The payer is on their way: open the gateway's page for their intent."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments import gateways
from payments.gateways.base import CheckoutOrder
from payments.models import MoneyEvent, PaymentIntent
from reelbyte import clock, policy
from reelbyte.errors import Conflict


def start_checkout(intent: PaymentIntent, *, back: str) -> str:
    """The gateway's page for an open intent; `back` is our page that the browser returns to.

    Asked again it returns the same page. Raises `Conflict` when the checkout is over, `Unreachable` when the
    gateway does not answer (nothing was started that a second try would double).
    """
    if not intent.is_open or intent.expires_at <= clock.now():
        raise Conflict(_("This checkout is over."))
    if intent.gateway_url:
        return intent.gateway_url
    answer = gateways.get(intent.gateway).open_checkout(
        CheckoutOrder(
            reference=str(intent.public_id),
            amount=intent.amount,
            description=intent.description,
            return_url=back,
            cancel_url=intent.cancel_url,
            expires_at=intent.expires_at,
        )
    )
    with transaction.atomic():
        locked = PaymentIntent.objects.select_for_update().get(pk=intent.pk)
        if locked.status == PaymentIntent.Status.CREATED:
            locked.status = PaymentIntent.Status.PENDING
            locked.gateway_id, locked.gateway_url = answer.id, answer.url
            locked.check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
            locked.save()
            MoneyEvent.objects.create(intent=locked, from_status=PaymentIntent.Status.CREATED, to_status=locked.status)
    return answer.url
