"""What an open checkout asks for is not wanted any more: another price was agreed, or nothing is to be paid."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments import outbox_topics
from payments.models import PaymentIntent
from reelbyte import outbox
from reelbyte.errors import Conflict

Status = PaymentIntent.Status


def give_up_checkout(escrow_ref: str) -> None:
    """Close what is open for this escrow, with all that would be paid with it. Rows only: the outbox tells the gateway.

    Raises `Conflict` when a payment has come in or is being processed.
    """
    with transaction.atomic():
        intents = list(PaymentIntent.objects.select_for_update().filter(escrow_ref=escrow_ref).order_by("id"))
        if any(intent.status == Status.FUNDED for intent in intents):
            raise Conflict(_("This is paid already."))
        if any(intent.status == Status.PROCESSING for intent in intents):
            raise Conflict(_("A payment for this is being processed. It can take a moment."))
        for intent in intents:
            if intent.is_open:
                lead = intent.lead
                outbox.add(outbox_topics.CLOSE_CHECKOUT, str(lead.public_id), {"intent": lead.pk})
