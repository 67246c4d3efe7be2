"""What can be reported, by the name it has in an address: how it is found, whose it is, and how it is taken down."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from creators.models import CreatorProfile
from gigs.actions import restore as gig_restore
from gigs.actions import take_down as gig_take_down
from gigs.models import Gig
from jobs.actions.close import close
from jobs.actions.reopen import reopen
from jobs.models import Job
from messaging.models import Message
from reelbyte.errors import DomainError, Refused
from reviews.actions import take_down as review_take_down
from reviews.models import Review
from videos.actions import take_down as video_take_down
from videos.models import Video


@dataclass(frozen=True)
class Target:
    """A kind of thing. `find` gives only what `viewer` may see; without `take_down` a sanction is all there is.

    `take_down` and `restore` are actions of the thing's own app: `(thing, actor=staff, reason=words)`.
    """

    kind: str
    label: Any
    find: Callable[[str, User], Model | None]
    owner: Callable[[Any], User]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    take_down: Callable[..., Any] | None = None
    restore: Callable[..., Any] | None = None


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


def _film(ref: str, viewer: User) -> Video | None:
    """Of a portfolio, by the public id of its item."""
    films = (
        Video.objects.ready().select_related("owner__creator_profile").annotate(shown_as=F("portfolio_items__title"))
    )
    profiles = CreatorProfile.objects.visible_to(viewer)
    return films.filter(portfolio_items__profile__in=profiles, portfolio_items__public_id=ref).first()


def _sample(ref: str, viewer: User) -> Video | None:
    """Of a gig, by its own public id."""
    films = Video.objects.ready().filter(gig_samples__gig__in=Gig.objects.visible_to(viewer), public_id=ref)
    return films.select_related("owner").annotate(shown_as=F("gig_samples__gig__title")).first()


def _gig_of(film: Video) -> str:
    sample = film.gig_samples.select_related("gig").first()
    return sample.gig.get_absolute_url() if sample else ""


def _close_job(job: Job, *, actor: User, reason: str) -> None:
    if job.status != Job.Status.OPEN:
        raise Refused(_("This job is not open any more."))
    close(job, actor=actor)


def _reopen_job(job: Job, *, actor: User, reason: str) -> None:
    """Where that is still possible: its deadline may have passed."""
    with suppress(DomainError):
        reopen(job, actor=actor)


def _title_of_film(film: Video) -> str:
    """As it was shown where it was found."""
    return getattr(film, "shown_as", "") or film.label


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
            take_down=gig_take_down.take_down,
            restore=gig_restore.restore,
        ),
        Target(
            "job",
            _("job"),
            _job,
            owner=lambda row: row.client,
            title=lambda row: row.title,
            url=lambda row: row.get_absolute_url(),
            take_down=_close_job,
            restore=_reopen_job,
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
            take_down=review_take_down.take_down,
            restore=review_take_down.restore,
        ),
        Target(
            "film",
            _("film"),
            _film,
            owner=lambda row: row.owner,
            title=_title_of_film,
            url=lambda row: row.owner.creator_profile.get_absolute_url(),
            take_down=video_take_down.take_down,
            restore=video_take_down.restore,
        ),
        Target(
            "sample",
            _("film"),
            _sample,
            owner=lambda row: row.owner,
            title=_title_of_film,
            url=_gig_of,
            take_down=video_take_down.take_down,
            restore=video_take_down.restore,
        ),
    )
}
