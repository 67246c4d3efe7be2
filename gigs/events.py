"""What creators can be told about their gigs."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, register

register(Event(kind="gigs.approved", title=_("Your gig is live")))
register(Event(kind="gigs.rejected", title=_("Your gig needs a change")))
