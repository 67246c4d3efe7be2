"""A client wants to pay into an escrow, or into several at once."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Line:
    """One escrow to be paid into, and what the payer reads about it."""

    escrow_ref: str
    amount: Money
    description: str


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
    lines = [Line(escrow_ref, amount, description)]
    return open_checkout_of(payer, lines, payee=payee, return_url=return_url, cancel_url=cancel_url)


def open_checkout_of(
    payer: "User", lines: Sequence[Line], *, return_url: str, cancel_url: str, payee: "User | None" = None
) -> PaymentIntent:
    """One checkout for several escrows, each filled with its own amount. Returns the leading intent.

    `lines` are of one currency, and their escrows have the same row locked first (`hooks.lock_for`). Writes rows
    only. Raises `Conflict` when any of the escrows is funded already or a payment for it is being processed.
    """
    refs = [line.escrow_ref for line in lines]
    if not lines or len(set(refs)) < len(refs) or len({line.amount.currency for line in lines}) > 1:
        raise ValueError("a checkout is of different escrows, in one currency")
    with transaction.atomic():
        rows = PaymentIntent.objects.select_for_update().filter(escrow_ref__in=refs)
        siblings = list(rows.order_by("id"))
        if any(intent.status == Status.FUNDED for intent in siblings):
            raise Conflict(_("This is paid already."))
        if any(intent.status == Status.PROCESSING for intent in siblings):
            raise Conflict(_("A payment for this is being processed. It can take a moment."))
        stale = [intent for intent in siblings if intent.is_open]
        for intent in stale:
            if _is_same(intent.lead, payer, lines):
                return intent.lead
        # Something else is asked for now: the old pages must not take money any more.
        for lead in {intent.lead for intent in stale}:
            outbox.add(outbox_topics.CLOSE_CHECKOUT, str(lead.public_id), {"intent": lead.pk})
        return _open(payer, lines, payee, return_url, cancel_url)


def _is_same(lead: PaymentIntent, payer: "User", lines: Sequence[Line]) -> bool:
    """Whether that checkout is this payer's, of these amounts into these escrows, and can still be paid."""
    asked = {(line.escrow_ref, line.amount) for line in lines}
    if lead.payer_id != payer.pk or lead.expires_at <= clock.now():
        return False
    return {(intent.escrow_ref, intent.amount) for intent in lead.together} == asked


def _open(
    payer: "User", lines: Sequence[Line], payee: "User | None", return_url: str, cancel_url: str
) -> PaymentIntent:
    now, lead = clock.now(), None
    for line in lines:
        intent = PaymentIntent.objects.create(
            payer=payer,
            payee=payee,
            escrow_ref=line.escrow_ref,
            amount_minor=line.amount.minor,
            currency=line.amount.currency,
            description=line.description,
            return_url=return_url,
            cancel_url=cancel_url,
            gateway=gateways.current().name,
            expires_at=now + policy.CHECKOUT_EXPIRES,
            # The gateway is asked once for all of them.
            check_at=now + policy.GATEWAY_ASK_AGAIN if lead is None else None,
            paid_with=lead,
        )
        intent.refresh_from_db(fields=["public_id"])
        MoneyEvent.objects.create(intent=intent, actor=payer, to_status=intent.status)
        lead = lead or intent
    assert lead is not None  # noqa: S101 - there is a line
    return lead
