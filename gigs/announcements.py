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


def taken_down(gig: Gig, reason: str) -> None:
    """It is not public any more."""
    notify(
        "gigs.taken_down",
        gig.creator.user,
        key=f"{gig.public_id}:{gig.events.count()}",
        url=reverse("gigs:gig-edit", args=[gig.slug]),
        text=_("“%(title)s” was taken down by our staff.") % {"title": gig.title},
        context={"title": gig.title, "reason": reason},
    )
