"""The kinds of notice contracts sends. All of them are about an agreement or its money: essential."""

from django.utils.translation import gettext_lazy as _

from contracts.mails import fresh
from notifications.registry import Event, Group
from notifications.registry import register as register_event

TITLES = {
    "order": _("You have a new order"),
    "offer_accepted": _("Your offer was accepted"),
    "fund": _("The escrow is funded"),
    "brief_answered": _("The brief is answered"),
    "brief_changed": _("The brief has changed"),
    "deliver": _("A version was delivered"),
    "playable": _("A delivered version can be watched"),
    "fail_delivery": _("Your delivery could not be played"),
    "request_changes": _("Changes were requested"),
    "approve": _("A version was accepted"),
    "settle_release": _("Money was released"),
    "fail_release": _("A release is held up"),
    "cancel": _("An order was cancelled"),
    "claim_refund": _("An order was cancelled"),
    "settle_refund": _("Money was refunded"),
    "fail_refund": _("A refund is held up"),
    "cancellation_requested": _("A cancellation is asked for"),
    "cancellation_declined": _("A cancellation was not agreed to"),
    "cancellation_withdrawn": _("A cancellation is no longer asked for"),
    "milestone_proposed": _("A milestone is proposed"),
    "milestone_edited": _("A milestone was edited"),
    "agree": _("A milestone was agreed to"),
    "change_requested": _("A change is proposed"),
    "change_accepted": _("A change was agreed to"),
    "change_declined": _("A change was not agreed to"),
    "change_withdrawn": _("A proposed change was taken back"),
    "extension_requested": _("More time is asked for"),
    "extension_accepted": _("You have more time"),
    "extension_declined": _("More time was not given"),
    "extension_withdrawn": _("More time is no longer asked for"),
    "tip": _("You got a tip"),
    "tip_held_up": _("A tip is held up"),
    "dispute": _("A dispute was opened"),
    "dispute_answered": _("Your dispute was answered"),
    "dispute_stated": _("The dispute has a new statement"),
    "split_offered": _("A split is offered"),
    "split_declined": _("Your split was not agreed to"),
    "split_round": _("A new round of offers begins"),
    "dispute_with_staff": _("Our staff decide the dispute"),
    "resolve": _("The dispute has an outcome"),
    "settle_resolution": _("A dispute is over"),
    "resume_work": _("A dispute was taken back"),
    "resume_changes": _("A dispute was taken back"),
    "resume_answer": _("A dispute was taken back"),
    "resume_released": _("A dispute was taken back"),
    "reminded": _("A delivery waits for your answer"),
}


def register() -> None:
    """Called once by `ContractsConfig.ready`."""
    for kind, title in TITLES.items():
        register_event(
            Event(
                f"contracts.{kind}",
                title,
                Group.WORK,
                essential=True,
                email_template="contracts/step",
                button=_("Open the contract"),
                fresh=fresh,
            )
        )
