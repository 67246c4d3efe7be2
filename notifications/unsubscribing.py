"""The signed link at the end of an optional mail: whose it is and what it is about. It needs no sign-in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from notifications import registry
from notifications.models.preference import ALL, about_group

SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Wish:
    """What a link can unsubscribe from: `about` is a kind, a group ("@market") or everything ("@all")."""

    user: User
    about: str


def link(user: Any, about: str) -> str:
    """The address, on this site whatever host asked. It does not expire: old mails are unsubscribed from, too."""
    token = signing.dumps([user.public_id.hex, about], salt=SALT)
    return settings.SITE_URL + reverse("notifications:unsubscribe", args=[token])


def read(token: str) -> Wish | None:
    """What `link` signed; None for anything else, and for people and kinds that are no more."""
    try:
        public_id, about = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(public_id=public_id).first()
    return Wish(user, about) if user is not None and about in wider(about) else None


def wider(about: str) -> list[str]:
    """`about` and what contains it, the narrowest first; empty if nothing is called that any more."""
    if about == ALL:
        return [ALL]
    if about in [about_group(group) for group in registry.Group]:
        return [about, ALL]
    try:
        event = registry.event(about)
    except KeyError:
        return []
    return [] if event.essential else [about, about_group(event.group), ALL]


def label(about: str) -> str:
    """How a page calls it."""
    if about == ALL:
        return ""
    if about.startswith("@"):
        return str(registry.Group(about.removeprefix("@")).label)
    return str(registry.event(about).title)
