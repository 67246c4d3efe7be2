"""What happened, in one sentence: the same in the timeline, in a notification and on a chat card."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import ContractEvent
from contracts.transitions import MilestoneStatus
from reelbyte.money import Money

_LINES = {
    "order": gettext_lazy("%(who)s placed the order for %(amount)s."),
    "offer_accepted": gettext_lazy("%(who)s accepted the offer: %(amount)s is agreed."),
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
    "milestone_proposed": gettext_lazy("%(who)s proposes a milestone: %(title)s, %(amount)s."),
    "milestone_edited": gettext_lazy("%(who)s edited the milestone %(title)s."),
    "milestone_added": gettext_lazy("%(title)s is a milestone of its own: %(amount)s."),
    "agree": gettext_lazy("%(who)s agreed to %(title)s, %(amount)s."),
    "change_requested": gettext_lazy("%(who)s proposes a change: %(change)s."),
    "change_accepted": gettext_lazy("%(who)s agreed to the change: %(change)s."),
    "change_declined": gettext_lazy("%(who)s did not agree to the change: %(change)s."),
    "change_withdrawn": gettext_lazy("%(who)s took the change back: %(change)s."),
    "extension_requested": gettext_lazy("%(who)s asks for more time: %(change)s."),
    "extension_accepted": gettext_lazy("%(who)s gave more time: %(change)s."),
    "extension_declined": gettext_lazy("%(who)s did not give more time: %(change)s."),
    "extension_withdrawn": gettext_lazy("%(who)s no longer asks for more time."),
    "tip": gettext_lazy("%(who)s gave a tip of %(amount)s."),
    "tip_held_up": gettext_lazy("The tip is held up by the payment provider. Our staff look into it."),
    "cancellation_requested": gettext_lazy("%(who)s asked to cancel."),
    "cancellation_declined": gettext_lazy("%(who)s did not agree to cancel."),
    "cancellation_withdrawn": gettext_lazy("%(who)s no longer wants to cancel."),
    "reminded": gettext_lazy("Without an answer, version %(version)s counts as accepted in %(days_left)s days."),
    "dispute": gettext_lazy("%(who)s opened a dispute about %(amount)s."),
    "dispute_answered": gettext_lazy("%(who)s answered the dispute."),
    "dispute_stated": gettext_lazy("%(who)s added to the dispute."),
    "split_offered": gettext_lazy(
        "%(who)s offered a split: %(to_client)s to the client, %(to_creator)s to the creator."
    ),
    "split_declined": gettext_lazy("%(who)s did not agree to the split."),
    "split_round": gettext_lazy("Round %(number)s of offers begins."),
    "dispute_with_staff": gettext_lazy("Our staff decide the dispute, on what is there now."),
    "resolve": gettext_lazy("%(who)s agreed: %(to_client)s to the client, %(to_creator)s to the creator."),
    "settle_resolution": gettext_lazy("The dispute is over and its money has arrived."),
    "reopen_resolution": gettext_lazy("A part of the money came back."),
    "resume_work": gettext_lazy("%(who)s took the dispute back: the work goes on."),
    "resume_changes": gettext_lazy("%(who)s took the dispute back: the work goes on."),
    "resume_answer": gettext_lazy("%(who)s took the dispute back: the delivery waits for its answer."),
    "resume_released": gettext_lazy("%(who)s took the dispute back."),
    "contract_completed": gettext_lazy("The contract is completed."),
    "contract_cancelled": gettext_lazy("The contract has ended without a release."),
}
_OFF_THE_TABLE = gettext_lazy("%(who)s took a proposed milestone off the table.")
_BY_SILENCE = gettext_lazy("Version %(version)s counts as accepted: it was not answered in time.")
_BY_STAFF = gettext_lazy("Our staff decided: %(to_client)s to the client, %(to_creator)s to the creator.")
_BY_AGREEMENT = gettext_lazy("%(who)s agreed to cancel: %(amount)s goes back to the client.")

ICONS = {
    "order": "shopping-bag",
    "offer_accepted": "handshake",
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
    "milestone_proposed": "flag",
    "milestone_added": "flag",
    "agree": "check",
    "change_requested": "pencil",
    "change_accepted": "check",
    "extension_requested": "calendar-clock",
    "extension_accepted": "calendar-clock",
    "tip": "hand-coins",
    "tip_held_up": "triangle-alert",
    "dispute": "scale",
    "dispute_answered": "scale",
    "dispute_stated": "scale",
    "dispute_with_staff": "scale",
    "split_offered": "scale",
    "split_declined": "x",
    "split_round": "clock",
    "resolve": "check",
    "settle_resolution": "banknote",
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
    elif event.kind == "cancel" and event.from_status == MilestoneStatus.DRAFT:
        text = _OFF_THE_TABLE
    elif event.kind == "resolve" and event.data.get("by") == "staff":
        text = _BY_STAFF
    return str(text) % _facts(event) if text is not None else event.kind


def told(event: ContractEvent) -> str:
    """As a card, a notice and a mail say it: of a payment for several milestones, all of it at once."""
    whole = event.data.get("together")
    if whole is None:
        return line(event)
    amount = Money(whole["amount_minor"], event.contract.currency).short
    return _("%(amount)s is in escrow: %(titles)s.") % {"amount": amount, "titles": ", ".join(whole["titles"])}


def icon(event: ContractEvent) -> str:
    return ICONS.get(event.kind, "circle")


def address(event: ContractEvent) -> str:
    """The room with the milestone and the version it is about in its middle. No query when both are loaded."""
    url, milestone = event.contract.get_absolute_url(), event.milestone
    wanted = {}
    if milestone is not None and milestone.position > 1 and "together" not in event.data:
        wanted["milestone"] = milestone.position
    if event.kind == "deliver":
        wanted["version"] = event.data.get("version", 1)
    return f"{url}?{urlencode(wanted)}" if wanted else url


def _facts(event: ContractEvent) -> dict[str, Any]:
    data = event.data
    return {
        "who": event.actor.display_name if event.actor is not None else _("ReelByte"),
        "amount": Money(data.get("amount_minor", 0), event.contract.currency).short,
        "to_client": Money(data.get("to_client_minor", 0), event.contract.currency).short,
        "to_creator": Money(data.get("to_creator_minor", 0), event.contract.currency).short,
        "number": data.get("number", ""),
        "version": data.get("version", ""),
        "days_left": data.get("days_left", ""),
        "title": data.get("title", ""),
        "change": _change(data, event.contract.currency) if "change" in data else "",
    }


def _change(data: dict[str, Any], currency: str) -> str:
    """What a change order changes, in words."""
    said = []
    if "amount_minor" in data:
        old, new = (Money(data[name], currency).short for name in ("old_amount_minor", "amount_minor"))
        said.append(_("%(new)s instead of %(old)s") % {"new": new, "old": old})
    if "days" in data:
        said.append(_("%(new)s instead of %(old)s days") % {"new": data["days"], "old": data["old_days"]})
    if "due_at" in data:
        when = localtime(datetime.fromisoformat(data["due_at"]))
        said.append(_("until %(when)s") % {"when": date_format(when, "j F, H:i")})
    return ", ".join(said)
