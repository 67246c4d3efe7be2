"""What clients and creators can be told about offers: agreements in waiting, with a deadline, so essential."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

kind = partial(Event, group=Group.WORK, essential=True, button=_("Open the offer"))

register(kind("proposals.offer_made", _("You have an offer")))
register(kind("proposals.offer_countered", _("Your offer is answered with another")))
register(kind("proposals.offer_declined", _("Your offer was declined")))
register(kind("proposals.offer_withdrawn", _("An offer was taken back")))
register(kind("proposals.offer_expired", _("An offer has expired")))
