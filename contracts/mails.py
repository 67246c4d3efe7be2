"""What a mail about a contract says beside its sentence: looked up when it leaves, not while somebody waits."""

from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from contracts import cards, wording
from contracts.models import ContractEvent
from notifications.models import Notification
from reelbyte.money import Money


def fresh(notification: Notification) -> dict[str, Any]:
    """Facts of the contract, and what the other side wrote. Nothing for a key that is no event of a contract."""
    try:
        ref = str(UUID(notification.key))
    except ValueError:
        return {}
    event = cards.load([ref]).get(ref)
    if event is None:
        return {}
    contract = event.contract
    other = contract.client if notification.recipient_id == contract.creator_id else contract.creator
    facts = [(_("Contract"), contract.title), (_("With"), other.display_name)]
    whole = event.data.get("together")
    if whole is not None:
        facts.append((_("Milestones"), ", ".join(whole["titles"])))
    elif event.milestone is not None:
        facts.append((_("Milestone"), event.milestone.title))
    amount = (whole or event.data).get("amount_minor")
    if amount is not None:
        facts.append((_("Amount"), str(Money(amount, contract.currency))))
    words: str = event.words  # type: ignore[attr-defined]
    return {
        "line": wording.told(event),
        "facts": facts,
        # What somebody wrote, under their name; what we say ourselves stands by itself.
        "quote": words if event.actor is not None else "",
        "quote_from": event.actor.display_name if event.actor is not None else "",
        "note": _deadline(event) or (words if event.actor is None else ""),
    }


def _deadline(event: ContractEvent) -> str:
    """What happens by itself, and when, as long as it still will."""
    milestone = event.milestone
    if milestone is None or milestone.auto_release_at is None or event.kind not in ("deliver", "playable", "reminded"):
        return ""
    return _("Without an answer by %(when)s it counts as accepted.") % {
        "when": localtime(milestone.auto_release_at).strftime("%-d %b, %H:%M")
    }
