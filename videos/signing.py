"""Links that expire: the only way to a private rendition or an original.

The app that owns the thing the video belongs to (a contract, a conversation) authorises the person first and then
puts a link on the page; the link is good for whoever holds it, until it expires.
"""

from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from reelbyte import clock, policy
from videos.models import Rendition, Video

ORIGINAL = "original"
KINDS = (ORIGINAL, *Rendition.Kind.values)


def signed_url(video: Video, kind: str, *, expires: timedelta | None = None, download: bool = False) -> str:
    """A path to that rendition, or to the "original", good for `expires` from now.

    Without `expires`: policy.SIGNED_URL for a download or an original, policy.SIGNED_STREAM for what a player
    asks for in pieces while it plays. `download` makes the browser save it under the original's name.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of file is called {kind!r}")
    if expires is None:
        expires = policy.SIGNED_URL if download or kind == ORIGINAL else policy.SIGNED_STREAM
    until = int((clock.now() + expires).timestamp())
    terms = f"{until}.{int(download)}"
    token = _signer().signature(f"{video.public_id}.{kind}.{terms}")
    return reverse("videos:video-file", args=[video.public_id, kind, f"{terms}.{token}"])


def verify(public_id: object, kind: str, ticket: str) -> bool:
    """Whether the ticket opens that file now; returns whether it is a download.

    Raises BadSignature for a ticket that was changed, is for another file, or has expired.
    """
    terms, _dot, token = ticket.rpartition(".")
    value = f"{public_id}.{kind}.{terms}"
    _signer().unsign(f"{value}~{token}")
    until, _dot, download = terms.partition(".")
    if clock.now() >= datetime.fromtimestamp(int(until), UTC):
        raise BadSignature("expired")
    return download == "1"


def _signer() -> Signer:
    return Signer(salt="videos.signing", sep="~")
