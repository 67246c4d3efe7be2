"""Where else a creator can be seen: named places, each with the hosts its links may lead to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 300


@dataclass(frozen=True)
class Place:
    """A kind of link. Without `hosts`, any host."""

    kind: str
    label: Any
    hosts: tuple[str, ...] = ()


PLACES = (
    Place("website", _("Website")),
    Place("instagram", "Instagram", ("instagram.com",)),
    Place("tiktok", "TikTok", ("tiktok.com",)),
    Place("youtube", "YouTube", ("youtube.com", "youtu.be")),
    Place("vimeo", "Vimeo", ("vimeo.com",)),
    Place("linkedin", "LinkedIn", ("linkedin.com",)),
)


def clean_link(url: str, hosts: tuple[str, ...] = ()) -> str:
    """The link, if it is https to a host that may be meant. Raises ValidationError with a sentence.

    A link that somebody else will click is never anything but https: no javascript:, no data:, no
    credentials that make one host look like another.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        raise ValidationError(_("That is not a web address."), code="link") from None
    plain = parts.scheme == "https" and "." in host and not parts.username and not parts.password and port is None
    if not plain or len(url) > LONGEST or any(character.isspace() or character in "\"'<>\\" for character in url):
        raise ValidationError(_("Use a plain address that begins with https://."), code="link")
    if hosts and not any(host == known or host.endswith(f".{known}") for known in hosts):
        raise ValidationError(_("That is not an address of %(host)s."), code="host", params={"host": hosts[0]})
    return url


def shown(links: dict[str, str]) -> list[tuple[str, str]]:
    """(label, address) of stored links, in the house's order; whatever is not https is left out."""
    return [
        (str(place.label), links[place.kind])
        for place in PLACES
        if str(links.get(place.kind, "")).startswith("https://")
    ]
