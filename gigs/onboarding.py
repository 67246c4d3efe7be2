"""The creator's last step of the newcomers' checklist."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import onboarding
from gigs.models import Gig


def register() -> None:
    """Called once, when the app is ready."""
    onboarding.register(
        onboarding.Step(
            key="gigs.first",
            role=onboarding.CREATOR,
            title=_("Publish a gig"),
            text=_("A price, a date and a film. Clients can order it while you sleep."),
            url_name="gigs:gig-list",
            is_done=_has_gig,
            position=40,
            icon="clapperboard",
        )
    )


def _has_gig(user: Any) -> bool:
    return Gig.objects.owned_by(user).exclude(status=Gig.Status.DRAFT).exists()
