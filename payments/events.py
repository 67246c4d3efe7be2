"""The kinds of thing that money tells people about."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from notifications.registry import IN_APP, PUSH, Event, Group, register

WITHDRAWAL_SETTLED = "payments.withdrawal_settled"
WITHDRAWAL_FAILED = "payments.withdrawal_failed"
METHOD_ADDED = "payments.payout_method_added"
REFUND_SETTLED = "payments.refund_settled"
CLEARED = "payments.earnings_cleared"

essential = partial(Event, group=Group.MONEY, essential=True, email_template="payments/money")

register(essential(WITHDRAWAL_SETTLED, _("Your withdrawal has arrived"), button=_("See your earnings")))
register(essential(WITHDRAWAL_FAILED, _("Your withdrawal did not go through"), button=_("See what to do")))
register(essential(METHOD_ADDED, _("A payout method was added to your account"), button=_("See your payout methods")))
register(essential(REFUND_SETTLED, _("Your refund is on its way"), button=_("See your transactions")))
register(Event(CLEARED, _("Earnings are ready to withdraw"), Group.MONEY, channels=(IN_APP, PUSH)))
