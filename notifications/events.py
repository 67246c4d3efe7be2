"""What people are told about their own account. Other apps have an `events.py` of theirs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from notifications.registry import IN_APP, PUSH, Event, Group, register
from reelbyte import clock

CREDENTIALS_CHANGED = "accounts.credentials_changed"

# allauth mails about it itself, at once and with the address it came from.
register(
    Event(CREDENTIALS_CHANGED, _("Your password was changed"), Group.SAFETY, essential=True, channels=(IN_APP, PUSH))
)


def credentials_changed(user: Any) -> None:
    """Told on the site, too (accounts' `on_credentials_changed`)."""
    from notifications import notify

    notify(
        CREDENTIALS_CHANGED,
        user,
        key=clock.now().isoformat(),
        url=reverse("accounts:settings"),
        text=now_("Your password was changed, and your other browsers were signed out. Not you? Ask for a new one."),
    )
