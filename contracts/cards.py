"""What is told in the chat: each card is an event of the contract, loaded in two queries for a whole thread."""

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import wording
from contracts.models import Contract, ContractEvent, Delivery
from messaging import cards
from proposals import offer_cards
from proposals.models import Offer
from proposals.offering import CARD as OFFER
from reelbyte.money import Money

KINDS = {
    "order": gettext_lazy("Order"),
    "offer_accepted": gettext_lazy("Offer accepted"),
    "fund": gettext_lazy("Escrow funded"),
    "brief_answered": gettext_lazy("Brief answered"),
    "deliver": gettext_lazy("Delivery"),
    "fail_delivery": gettext_lazy("Delivery failed"),
    "request_changes": gettext_lazy("Changes requested"),
    "settle_release": gettext_lazy("Released"),
    "cancel": gettext_lazy("Cancelled"),
    "claim_refund": gettext_lazy("Cancelled"),
    "settle_refund": gettext_lazy("Refunded"),
    "cancellation_requested": gettext_lazy("Cancellation requested"),
    "milestone_proposed": gettext_lazy("Milestone proposed"),
    "agree": gettext_lazy("Milestone agreed"),
    "change_requested": gettext_lazy("Change proposed"),
    "change_accepted": gettext_lazy("Change agreed"),
    "extension_requested": gettext_lazy("More time asked for"),
    "extension_accepted": gettext_lazy("More time"),
    "tip": gettext_lazy("Tip"),
    "dispute": gettext_lazy("Dispute"),
    "dispute_answered": gettext_lazy("Dispute answered"),
    "split_offered": gettext_lazy("Split offered"),
    "dispute_with_staff": gettext_lazy("Dispute with staff"),
    "resolve": gettext_lazy("Dispute ended"),
    "settle_resolution": gettext_lazy("Dispute paid out"),
}
WORDS_MAXIMUM = 240


def load(refs: list[str]) -> dict[str, ContractEvent]:
    """The events behind the cards, each with its sentence, icon, words and address."""
    events = list(ContractEvent.objects.filter(public_id__in=refs).select_related("contract", "milestone", "actor"))
    wanted = [event.data["delivery"] for event in events if "delivery" in event.data]
    found = Delivery.objects.select_related("revision_request").filter(public_id__in=wanted) if wanted else []
    deliveries = {str(delivery.public_id): delivery for delivery in found}
    for event in events:
        _dress(event, deliveries.get(event.data.get("delivery", "")))
    return {str(event.public_id): event for event in events}


def offers(refs: list[str]) -> dict[str, Offer]:
    """The offers behind the cards, each with its contract as `agreed` when there is one. One query more."""
    found = offer_cards.offers(refs)
    made = {contract.offer_id: contract for contract in Contract.objects.filter(offer__in=found.values())}
    for offer in found.values():
        offer.agreed = made.get(offer.pk)  # type: ignore[attr-defined]
    return found


def register() -> None:
    """Called once by `ContractsConfig.ready`."""
    # An offer's card shows what became of it.
    cards.register(OFFER, template="proposals/cards/offer.html", load=offers, label=gettext_lazy("Offer"))
    for kind, label in KINDS.items():
        cards.register(f"contracts.{kind}", template="contracts/cards/event.html", load=load, label=label)


def _dress(event: ContractEvent, delivery: Delivery | None) -> None:
    event.line = wording.told(event)  # type: ignore[attr-defined]
    event.icon = wording.icon(event)  # type: ignore[attr-defined]
    event.words = truncatechars(_words(event, delivery), WORDS_MAXIMUM)  # type: ignore[attr-defined]
    event.version = event.data.get("version") if event.kind == "deliver" else None  # type: ignore[attr-defined]
    is_dispute = "dispute" in event.data
    url = reverse("contracts:dispute-detail", args=[event.data["dispute"]]) if is_dispute else wording.address(event)
    event.url = url  # type: ignore[attr-defined]


def _words(event: ContractEvent, delivery: Delivery | None) -> str:
    """What somebody wrote with it, or what the money came to."""
    if event.kind == "deliver":
        return delivery.note if delivery is not None else ""
    if event.kind == "request_changes":
        request = getattr(delivery, "revision_request", None)
        return request.text if request is not None else ""
    if event.kind == "settle_release":
        currency, fee = event.contract.currency, event.data.get("fee_minor", 0)
        net = Money(event.data.get("amount_minor", 0) - fee, currency)
        return _("%(net)s for the creator, %(fee)s fee.") % {"net": net.short, "fee": Money(fee, currency).short}
    return str(event.data.get("reason", event.data.get("words", "")))
