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


APPROVED, REJECTED, EXPIRED = (f"accounts.identity_{status}" for status in ("approved", "rejected", "expired"))
for kind, title, button in (
    (APPROVED, _("Your identity is verified"), _("See it")),
    (REJECTED, _("Your identity could not be verified"), _("Send other pictures")),
    (EXPIRED, _("Your verification has run out"), _("Verify again")),
):
    register(Event(kind, title, Group.SAFETY, essential=True, button=button))


EXPORT_READY = "accounts.export_ready"
register(Event(EXPORT_READY, _("Your data is ready"), Group.SAFETY, essential=True, button=_("Download it")))


def export_ready(export: Any) -> None:
    """Told by every channel: if it was not the person who asked, they want to know (accounts' `on_export_ready`)."""
    from notifications import notify

    notify(
        EXPORT_READY,
        export.user,
        key=str(export.public_id),
        url=reverse("accounts:data"),
        text=now_("Everything we keep about you is in one file now. Not asked for? Change your password."),
    )


def identity_decided(check: Any) -> None:
    """Told by every channel (accounts' `on_identity_decided`)."""
    from notifications import notify

    said = {
        "approved": now_("Staff have seen who you are. Your profile says so from now on."),
        "rejected": now_("What you sent did not show who you are. You can send other pictures."),
        "expired": now_("It was a while ago that you showed who you are. Show it again to keep the mark."),
    }
    notify(
        f"accounts.identity_{check.status}",
        check.user,
        key=str(check.public_id),
        url=reverse("accounts:identity"),
        text=said[check.status],
        context={"quote": check.reason} if check.status == "rejected" else {},
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
