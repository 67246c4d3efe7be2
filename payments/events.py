"""The kinds of thing that money tells people about."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import IN_APP, Event, register

WITHDRAWAL_SETTLED = "payments.withdrawal_settled"
WITHDRAWAL_FAILED = "payments.withdrawal_failed"
METHOD_ADDED = "payments.payout_method_added"
REFUND_SETTLED = "payments.refund_settled"
CLEARED = "payments.earnings_cleared"

register(Event(WITHDRAWAL_SETTLED, _("Your withdrawal has arrived"), essential=True))
register(Event(WITHDRAWAL_FAILED, _("Your withdrawal did not go through"), essential=True))
register(Event(METHOD_ADDED, _("A payout method was added to your account"), essential=True))
register(Event(REFUND_SETTLED, _("Your refund is on its way"), essential=True))
register(Event(CLEARED, _("Earnings are ready to withdraw"), channels=(IN_APP,)))
