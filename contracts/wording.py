"""What happened, in one sentence: the same in the timeline, in a notification and on a chat card."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import ContractEvent
from reelbyte.money import Money

_LINES = {
    "order": gettext_lazy("%(who)s placed the order for %(amount)s."),
    "open_funding": gettext_lazy("%(who)s went to the checkout."),
    "fail_funding": gettext_lazy("The payment did not go through."),
    "fund": gettext_lazy("%(amount)s is in escrow."),
    "brief_answered": gettext_lazy("%(who)s answered the brief."),
    "brief_changed": gettext_lazy("%(who)s changed the brief."),
    "deliver": gettext_lazy("%(who)s delivered version %(version)s."),
    "playable": gettext_lazy("Version %(version)s can be watched."),
    "fail_delivery": gettext_lazy("Version %(version)s could not be played: a new upload is needed."),
    "restore_delivery": gettext_lazy("Version %(version)s can be played after all."),
    "request_changes": gettext_lazy("%(who)s requested changes to version %(version)s."),
    "approve": gettext_lazy("%(who)s accepted version %(version)s."),
    "claim_release": gettext_lazy("%(amount)s is on its way to the creator."),
    "settle_release": gettext_lazy("%(amount)s was released."),
    "fail_release": gettext_lazy("The release is held up by the payment provider. Our staff look into it."),
    "retry_release": gettext_lazy("The release is tried again."),
    "cancel": gettext_lazy("%(who)s cancelled before anything was paid."),
    "claim_refund": gettext_lazy("%(who)s cancelled: %(amount)s goes back to the client."),
    "settle_refund": gettext_lazy("%(amount)s was refunded to the client."),
    "fail_refund": gettext_lazy("The refund is held up by the payment provider. Our staff look into it."),
    "retry_refund": gettext_lazy("The refund is tried again."),
    "cancellation_requested": gettext_lazy("%(who)s asked to cancel."),
    "cancellation_declined": gettext_lazy("%(who)s did not agree to cancel."),
    "cancellation_withdrawn": gettext_lazy("%(who)s no longer wants to cancel."),
    "reminded": gettext_lazy("Without an answer, version %(version)s counts as accepted in %(days_left)s days."),
    "contract_completed": gettext_lazy("The contract is completed."),
    "contract_cancelled": gettext_lazy("The contract has ended without a release."),
}
_BY_SILENCE = gettext_lazy("Version %(version)s counts as accepted: it was not answered in time.")
_BY_AGREEMENT = gettext_lazy("%(who)s agreed to cancel: %(amount)s goes back to the client.")

ICONS = {
    "order": "shopping-bag",
    "fund": "lock",
    "brief_answered": "file-text",
    "brief_changed": "file-text",
    "deliver": "film",
    "playable": "play",
    "request_changes": "rotate-ccw",
    "approve": "check",
    "settle_release": "banknote",
    "settle_refund": "undo-2",
    "claim_refund": "undo-2",
    "cancel": "x",
    "cancellation_requested": "x",
    "fail_release": "triangle-alert",
    "fail_refund": "triangle-alert",
    "fail_delivery": "triangle-alert",
    "reminded": "clock",
}


def line(event: ContractEvent) -> str:
    """The sentence about `event`; asks no queries when its actor and contract are loaded."""
    text = _LINES.get(event.kind)
    if event.kind == "approve" and event.actor_id is None:
        text = _BY_SILENCE
    elif event.kind == "claim_refund" and event.data.get("way") == "agreement":
        text = _BY_AGREEMENT
    return str(text) % _facts(event) if text is not None else event.kind


def icon(event: ContractEvent) -> str:
    return ICONS.get(event.kind, "circle")


def _facts(event: ContractEvent) -> dict[str, Any]:
    data = event.data
    return {
        "who": event.actor.display_name if event.actor is not None else _("ReelByte"),
        "amount": Money(data.get("amount_minor", 0), event.contract.currency),
        "version": data.get("version", ""),
        "days_left": data.get("days_left", ""),
    }
