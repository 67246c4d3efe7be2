"""Handles: the part of a creator's address they choose themselves."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 3, 30
SHAPE = re.compile(r"[a-z0-9](?:-?[a-z0-9])*")

# Words that would read as the house speaking, or that addresses of ours use.
RESERVED = frozenset(
    [
        "about",
        "account",
        "accounts",
        "admin",
        "api",
        "app",
        "billing",
        "blog",
        "checkout",
        "contact",
        "contracts",
        "creator",
        "creators",
        "dashboard",
        "discover",
        "earnings",
        "escrow",
        "explore",
        "feed",
        "gig",
        "gigs",
        "help",
        "home",
        "hire",
        "jobs",
        "legal",
        "login",
        "logout",
        "me",
        "media",
        "messages",
        "moderator",
        "new",
        "notifications",
        "official",
        "payments",
        "policy",
        "privacy",
        "profile",
        "proposals",
        "reelbyte",
        "reviews",
        "search",
        "security",
        "settings",
        "signup",
        "staff",
        "static",
        "studio",
        "support",
        "system",
        "team",
        "terms",
        "trust",
        "videos",
        "webhook",
        "www",
    ]
)


def validate_handle(handle: str) -> None:
    """Lower-case letters, digits and single hyphens, and not a word of the house. Raises ValidationError."""
    if not SHORTEST <= len(handle) <= LONGEST or not SHAPE.fullmatch(handle):
        raise ValidationError(
            _("Use %(shortest)s to %(longest)s small letters and digits; single hyphens between them."),
            code="shape",
            params={"shortest": SHORTEST, "longest": LONGEST},
        )
    if handle in RESERVED:
        raise ValidationError(_("That word is taken by the house. Choose another."), code="reserved")


def suggestions(name: str) -> list[str]:
    """Handles to try for somebody of that name, best first; the last ones nearly never taken."""
    from secrets import token_hex

    base = slugify(name)[: LONGEST - 8].strip("-") or "creator"
    base = re.sub(r"-{2,}", "-", base)
    if len(base) < SHORTEST or base in RESERVED:
        base = f"{base}-films"
    return [base, f"{base}-films", *(f"{base}-{token_hex(3)}" for _ in range(5))]
