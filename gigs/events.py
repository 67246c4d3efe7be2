"""What creators can be told about their gigs."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

register(
    Event("gigs.approved", _("Your gig is live"), Group.MARKET, email_template="gigs/reviewed", button=_("See it live"))
)
register(
    Event(
        "gigs.rejected",
        _("Your gig needs a change"),
        Group.MARKET,
        email_template="gigs/reviewed",
        button=_("Change it"),
    )
)
