"""What a first message may be about.

An app whose pages carry a "contact" button registers how its subject is looked up, so that the name and address
of it come from the app and never from the browser:

    subjects.register("gig", lambda slug, viewer: Subject(gig.title, gig.get_absolute_url(), gig.creator.user) or None)

The button links to `messaging:conversation-create` with `?to=<person's public_id>&about=gig:<slug>`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Subject:
    """`label` and `url` are shown above the conversation; `owner` is whom one writes to about it."""

    label: str
    url: str
    owner: User


Finder = Callable[[str, User], Subject | None]

_finders: dict[str, Finder] = {}


def register(prefix: str, find: Finder) -> None:
    """`find(ref, viewer)` gives the subject "prefix:ref" as `viewer` may see it, or None."""
    _finders[prefix] = find


def find(about: str, viewer: User) -> Subject | None:
    """The registered subject that `about` ("gig:<slug>") names, if there is one and the viewer may see it."""
    prefix, _, ref = about.partition(":")
    finder = _finders.get(prefix)
    return finder(ref, viewer) if finder and ref else None
