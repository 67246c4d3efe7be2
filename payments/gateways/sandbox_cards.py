"""The sandbox's test cards, and what its checkout page does with them."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.gateways import sandbox_book as book
from payments.gateways.base import Declined, Kind, Unreachable
from payments.models import SandboxObject
from reelbyte import clock
from reelbyte.money import Money

GOOD = "4242424242424242"
DECLINED = "4000000000000002"
AUTHENTICATION = "4000002500003155"
DELAYED = "4000000000000077"
GATEWAY_ERROR = "4000000000000119"
REFUND_PENDING = "4000000000007726"
REFUND_FAILS = "4000000000005126"
RELEASE_FAILS = "4000000000000259"

NOT_CONFIRMED = gettext_lazy("You did not confirm the payment. Nothing was taken; try again or use another card.")

_S = SandboxObject.Status


@dataclass(frozen=True)
class Card:
    """A test card and what it does.

    `late` is what is decided only a while after it was asked for, of a payment by this card; with `fails`, the first
    one of it comes back.
    """

    number: str
    label: str | Promise
    text: str | Promise
    late: Kind | None = None
    fails: bool = False

    @property
    def grouped(self) -> str:
        return " ".join(self.number[i : i + 4] for i in range(0, len(self.number), 4))


CARDS = (
    Card(GOOD, gettext_lazy("Succeeds"), gettext_lazy("Paid at once.")),
    Card(AUTHENTICATION, gettext_lazy("Asks the cardholder"), gettext_lazy("You confirm it first.")),
    Card(DELAYED, gettext_lazy("Takes a moment"), gettext_lazy("Decided a little later.")),
    Card(DECLINED, gettext_lazy("Is declined"), gettext_lazy("Nothing is taken.")),
    Card(GATEWAY_ERROR, gettext_lazy("Breaks the gateway"), gettext_lazy("Nothing is taken.")),
    Card(REFUND_PENDING, gettext_lazy("Refunds slowly"), gettext_lazy("A refund is decided later."), "refund"),
    Card(REFUND_FAILS, gettext_lazy("Loses a refund"), gettext_lazy("The first refund comes back."), "refund", True),
    Card(
        RELEASE_FAILS, gettext_lazy("Is held by its bank"), gettext_lazy("The first release fails."), "transfer", True
    ),
)


def pay(gid: str, number: str, *, base_url: str = "", paid: Money | None = None) -> SandboxObject:
    """Pay the checkout `gid`; `paid` is what really arrives, where that differs from what was asked.

    Raises `Declined` (nothing was taken, another card may be tried) and `Unreachable` (the same, on this card).
    """
    with transaction.atomic():
        payment = book.locked(gid)
        if payment.status not in (_S.OPEN, _S.AUTHENTICATING):
            return payment
        if number == GATEWAY_ERROR:
            raise Unreachable(_("The payment service did not answer. Nothing was taken; try again."))
        if number not in {card.number for card in CARDS}:
            raise Declined("not_a_test_card", _("Use one of the test cards."))
        if number == DECLINED:
            raise Declined("card_declined", _("The card was declined. Nothing was taken; try another one."))
        payment.data |= {"card": number, "last4": number[-4:], "base_url": base_url}
        if paid is not None:
            payment.amount_minor, payment.currency = paid.minor, paid.currency
        if number == AUTHENTICATION:
            payment.status = _S.AUTHENTICATING
            payment.save()
        elif number == DELAYED:
            book.decide(payment, _S.PENDING, ripens_at=clock.now() + book.DECISION_DELAY)
        else:
            book.decide(payment, _S.SUCCEEDED)
        return payment


def confirm(gid: str, *, approved: bool) -> SandboxObject:
    """The cardholder's answer to the bank. Refused, the checkout is open again for another card."""
    with transaction.atomic():
        payment = book.locked(gid)
        if payment.status == _S.AUTHENTICATING:
            if approved:
                book.decide(payment, _S.SUCCEEDED)
            else:
                payment.status = _S.OPEN
                payment.save()
        return payment


def fate(payment: SandboxObject, kind: Kind) -> dict[str, Any]:
    """Fields of what is made of `payment` now: none when it is decided at once, as with most cards."""
    card = next((card for card in CARDS if card.number == payment.data.get("card") and card.late == kind), None)
    failed_before = payment.children.filter(kind=kind, status=_S.FAILED).exists()
    if card is None or (card.fails and failed_before):
        return {}
    ends = _S.FAILED if card.fails else _S.SUCCEEDED
    return {"status": _S.PENDING, "data": {"ends": ends}, "ripens_at": clock.now() + book.DECISION_DELAY}


def fail_later(gid: str, code: str) -> None:
    """A refund or payout that had gone through comes back, as happens days later with closed accounts."""
    with transaction.atomic():
        book.decide(book.locked(gid), _S.FAILED, code=code)
