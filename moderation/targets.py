"""What can be reported, by the name it has in an address: how it is found, whose it is, and how it is taken down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from gigs.actions.take_down import take_down as take_gig_down
from gigs.models import Gig
from jobs.actions.close import close
from jobs.models import Job
from messaging.models import Message
from reelbyte.errors import Refused
from reviews.models import Review


@dataclass(frozen=True)
class Target:
    """A kind of thing. `find` gives only what `viewer` may see; without `take_down` a sanction is all there is."""

    kind: str
    label: Any
    find: Callable[[str, User], Model | None]
    owner: Callable[[Any], User]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    take_down: Callable[[Any, User, str], Any] | None = None


def get(kind: str) -> Target | None:
    return KINDS.get(kind)


def _profile(handle: str, viewer: User) -> CreatorProfile | None:
    return CreatorProfile.objects.visible_to(viewer).select_related("user").filter(handle=handle).first()


def _gig(slug: str, viewer: User) -> Gig | None:
    return Gig.objects.visible_to(viewer).select_related("creator__user").filter(slug=slug).first()


def _job(slug: str, viewer: User) -> Job | None:
    return Job.objects.visible_to(viewer).select_related("client").filter(slug=slug).first()


def _message(ref: str, viewer: User) -> Message | None:
    """`<conversation>.<number>`, of a conversation the viewer has a seat in."""
    conversation, _dot, number = ref.rpartition(".")
    if not number.isdecimal():
        return None
    found = Message.objects.filter(conversation__participants__user=viewer, kind=Message.Kind.TEXT)
    return (
        found.select_related("sender", "conversation").filter(conversation__public_id=conversation, seq=number).first()
    )


def _review(ref: str, viewer: User) -> Review | None:
    return Review.objects.published().select_related("author", "contract").filter(public_id=ref).first()


def _film(ref: str, viewer: User) -> PortfolioItem | None:
    profiles = CreatorProfile.objects.visible_to(viewer)
    return PortfolioItem.objects.select_related("profile__user").filter(profile__in=profiles, public_id=ref).first()


def _close_job(job: Job, staff: User, reason: str) -> None:
    if job.status != Job.Status.OPEN:
        raise Refused(_("This job is not open any more."))
    close(job, actor=staff)


KINDS = {
    target.kind: target
    for target in (
        Target(
            "profile",
            _("profile"),
            _profile,
            owner=lambda row: row.user,
            title=lambda row: row.name,
            url=lambda row: row.get_absolute_url(),
        ),
        Target(
            "gig",
            _("gig"),
            _gig,
            owner=lambda row: row.creator.user,
            title=lambda row: row.title,
            url=lambda row: row.get_absolute_url(),
            take_down=lambda row, staff, reason: take_gig_down(row, actor=staff, reason=reason),
        ),
        Target(
            "job",
            _("job"),
            _job,
            owner=lambda row: row.client,
            title=lambda row: row.title,
            url=lambda row: row.get_absolute_url(),
            take_down=_close_job,
        ),
        Target(
            "message",
            _("message"),
            _message,
            owner=lambda row: row.sender,
            title=lambda row: row.text,
            url=lambda row: row.conversation.get_absolute_url(),
        ),
        Target(
            "review",
            _("review"),
            _review,
            owner=lambda row: row.author,
            title=lambda row: row.text or str(row),
            url=lambda row: "",
        ),
        Target(
            "film",
            _("film"),
            _film,
            owner=lambda row: row.profile.user,
            title=lambda row: row.title,
            url=lambda row: row.profile.get_absolute_url(),
        ),
    )
}
