"""What a creator is told about their gigs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gigs.models import Gig
from notifications import notify


def approved(gig: Gig) -> None:
    """It is live."""
    notify(
        "gigs.approved",
        gig.creator.user,
        key=f"{gig.public_id}:{gig.events.count()}",
        url=gig.get_absolute_url(),
        text=_("“%(title)s” is live.") % {"title": gig.title},
        context={"title": gig.title},
    )


def rejected(gig: Gig, reason: str) -> None:
    """It needs a change first."""
    notify(
        "gigs.rejected",
        gig.creator.user,
        key=f"{gig.public_id}:{gig.events.count()}",
        url=reverse("gigs:gig-edit", args=[gig.slug]),
        text=_("“%(title)s” needs a change before it can go live.") % {"title": gig.title},
        context={"title": gig.title, "reason": reason},
    )
