"""How a visitor comes back to their ticket: a key in the link, which nobody can make who has not our secret."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

from support.models import Ticket


def key_of(ticket: Ticket) -> str:
    """The key that opens this ticket. Secrets that are rotated out (SECRET_KEY_FALLBACKS) still open it."""
    return _signer().signature(str(ticket.public_id))


def opens(ticket: Ticket, key: str) -> bool:
    """Whether `key` is this ticket's. Compared in constant time."""
    try:
        _signer().unsign(f"{ticket.public_id}:{key}")
    except BadSignature:
        return False
    return True


def path(ticket: Ticket) -> str:
    """Where the person reads it: with the key, if they have no account that opens it."""
    url = ticket.get_absolute_url()
    return url if ticket.user_id else f"{url}?key={key_of(ticket)}"


def link(ticket: Ticket) -> str:
    """The same for a mail."""
    return f"{settings.SITE_URL}{path(ticket)}"


def _signer() -> Signer:
    return Signer(salt="support.ticket")
