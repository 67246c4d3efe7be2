"""The client's last step of the newcomers' checklist: the reason to be here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import onboarding
from contracts.models import Contract


def register() -> None:
    """Called once, when the app is ready."""
    onboarding.register(
        onboarding.Step(
            key="contracts.first_order",
            role=onboarding.CLIENT,
            title=_("Order your first film"),
            text=_("Pick a gig with its price on it. Your money waits in escrow until you like the cut."),
            url_name="discovery:gig-list",
            is_done=_has_ordered,
            position=60,
            icon="shopping-bag",
        )
    )


def _has_ordered(user: Any) -> bool:
    return Contract.objects.filter(client=user).exists()
