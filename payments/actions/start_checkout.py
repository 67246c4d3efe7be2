"""The payer is on their way: open the gateway's page for their intent."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments import gateways
from payments.gateways.base import CheckoutOrder
from payments.models import MoneyEvent, PaymentIntent
from payments.models.intent import bill
from reelbyte import clock, policy
from reelbyte.errors import Conflict


def start_checkout(intent: PaymentIntent, *, back: str) -> str:
    """The gateway's page for an open intent; `back` is our page that the browser returns to.

    Asked again it returns the same page. Raises `Conflict` when the checkout is over, `Unreachable` when the
    gateway does not answer (nothing was started that a second try would double).
    """
    intent = intent.lead
    if not intent.is_open or intent.expires_at <= clock.now():
        raise Conflict(_("This checkout is over."))
    if intent.gateway_url:
        return intent.gateway_url
    parts = intent.together
    answer = gateways.get(intent.gateway).open_checkout(
        CheckoutOrder(
            reference=str(intent.public_id),
            amount=bill(parts),
            description=_described(parts),
            return_url=back,
            cancel_url=intent.cancel_url,
            expires_at=intent.expires_at,
        )
    )
    with transaction.atomic():
        rows = PaymentIntent.objects.select_for_update().filter(pk__in=[part.pk for part in parts])
        parts = list(rows.order_by("pk"))
        if parts[0].status == PaymentIntent.Status.CREATED:
            parts[0].gateway_id, parts[0].gateway_url = answer.id, answer.url
            parts[0].check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
            for part in parts:
                before, part.status = part.status, PaymentIntent.Status.PENDING
                part.save()
                MoneyEvent.objects.create(intent=part, from_status=before, to_status=part.status)
    return answer.url


def _described(parts: list[PaymentIntent]) -> str:
    """What the payer reads on the gateway's page."""
    if len(parts) == 1:
        return parts[0].description
    more = len(parts) - 1
    return ngettext("%(first)s, and %(more)s more", "%(first)s, and %(more)s more", more) % {
        "first": parts[0].description[:170],
        "more": more,
    }
