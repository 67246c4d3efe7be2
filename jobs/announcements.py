"""What people are told about a job. Each belongs inside the transaction of what it tells about."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visibility import blocked_between
from jobs.models import Invitation, Job, JobEvent
from notifications import notify


def invited(invitation: Invitation) -> None:
    """The creator: somebody wants them."""
    job = invitation.job
    notify(
        "jobs.invited",
        invitation.creator,
        key=str(invitation.pk),
        url=job.get_absolute_url(),
        text=_("%(name)s invites you to “%(title)s”.") % {"name": job.client.display_name, "title": job.title},
        actor=job.client,
        context={"title": job.title, "name": job.client.display_name, "message": invitation.message},
    )


def answered(invitation: Invitation) -> None:
    """The client: yes or no."""
    accepted = invitation.status == Invitation.Status.ACCEPTED
    sentence = _("%(name)s accepted your invitation to “%(title)s”.")
    if not accepted:
        sentence = _("%(name)s declined your invitation to “%(title)s”.")
    words = {"name": invitation.creator.display_name, "title": invitation.job.title}
    notify(
        "jobs.invitation_answered",
        invitation.job.client,
        # A changed mind is told too.
        key=f"{invitation.pk}:{invitation.answered_at.isoformat()}",  # type: ignore[union-attr]
        url=reverse("jobs:invitation-create", args=[invitation.job.slug]),
        text=sentence % words,
        actor=invitation.creator,
        context={**words, "accepted": accepted, "reason": invitation.reason},
    )


def changed(job: Job, labels: Sequence[str], event: JobEvent) -> None:
    """Those who accepted an invitation; who proposed is told by the app that knows them (`jobs.hooks.on_change`)."""
    for creator in _interested(job):
        notify(
            "jobs.changed",
            creator,
            key=f"{job.pk}:{event.pk}",
            url=job.get_absolute_url(),
            text=_("“%(title)s” has changed: %(what)s.") % {"title": job.title, "what": ", ".join(labels)},
            actor=job.client,
            context={"title": job.title, "what": list(labels)},
        )


def ended(job: Job) -> None:
    """Those who accepted an invitation, when it closes or somebody is hired."""
    event = job.events.order_by("-id").values_list("pk", flat=True).first()
    for creator in _interested(job):
        notify(
            "jobs.ended",
            creator,
            key=f"{job.pk}:{event}",
            url=job.get_absolute_url(),
            text=_("“%(title)s” no longer takes proposals.") % {"title": job.title},
            context={"title": job.title},
        )


def expiring(job: Job) -> None:
    """The client: it closes soon unless they want otherwise."""
    assert job.expires_at is not None
    notify(
        "jobs.expiring",
        job.client,
        key=f"{job.pk}:{job.expires_at.isoformat()}",
        url=job.get_absolute_url(),
        text=_("“%(title)s” expires on %(day)s. Keep it open with one click.")
        % {"title": job.title, "day": date_format(job.expires_at, "DATE_FORMAT")},
        context={"title": job.title},
    )


def expired(job: Job) -> None:
    """The client, and those who accepted an invitation."""
    event = job.events.order_by("-id").values_list("pk", flat=True).first()
    notify(
        "jobs.expired",
        job.client,
        key=f"{job.pk}:{event}",
        url=job.get_absolute_url(),
        text=_("“%(title)s” has expired. You can open it again.") % {"title": job.title},
        context={"title": job.title},
    )
    ended(job)


def _interested(job: Job) -> list[User]:
    accepted = job.invitations.filter(status=Invitation.Status.ACCEPTED).select_related("creator")
    return [row.creator for row in accepted if row.creator.is_active and not blocked_between(row.creator, job.client)]
