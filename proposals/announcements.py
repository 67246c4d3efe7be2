"""What people are told about proposals. Each belongs inside the transaction of what it tells about."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visibility import blocked_between
from jobs.models import Job
from notifications import notify
from proposals.models import Proposal


def received(proposal: Proposal) -> None:
    """The client: somebody bids."""
    _to_client(proposal, "proposals.received", "1", _("%(name)s proposes on “%(title)s” for %(price)s."))


def edited(proposal: Proposal) -> None:
    """The client: what they may have read has changed."""
    sentence = _("%(name)s changed their proposal on “%(title)s”: %(price)s now.")
    _to_client(proposal, "proposals.edited", str(proposal.version), sentence)


def withdrawn(proposal: Proposal) -> None:
    """The client: it is off their board."""
    job = proposal.job
    notify(
        "proposals.withdrawn",
        job.client,
        key=str(proposal.pk),
        url=reverse("proposals:board", args=[job.slug]),
        text=_("%(name)s withdrew their proposal on “%(title)s”.")
        % {"name": proposal.creator.display_name, "title": job.title},
        actor=proposal.creator,
        context={"title": job.title},
    )


def shortlisted(proposal: Proposal) -> None:
    """The creator: they are in the running."""
    job = proposal.job
    _to_creator(
        proposal,
        "proposals.shortlisted",
        _("You are on the shortlist for “%(title)s”.") % {"title": job.title},
    )


def declined(proposal: Proposal) -> None:
    """The creator: no, and why."""
    words = {"title": proposal.job.title, "reason": proposal.get_reason_display()}
    _to_creator(
        proposal,
        "proposals.declined",
        _("“%(title)s” went another way: %(reason)s.") % words,
        reason=proposal.reason_text,
    )


def job_changed(job: Job, labels: Sequence[str]) -> None:
    """Those whose proposals stand: what they have bid on is another thing now.

    The same notice, under the same key, as those who accepted an invitation get: nobody hears it twice.
    """
    event = job.events.order_by("-id").values_list("pk", flat=True).first()
    for proposal in _standing(job):
        notify(
            "jobs.changed",
            proposal.creator,
            key=f"{job.pk}:{event}",
            url=proposal.get_absolute_url(),
            text=_("“%(title)s” has changed: %(what)s. See whether your proposal still fits.")
            % {"title": job.title, "what": ", ".join(labels)},
            actor=job.client,
            context={"title": job.title, "what": list(labels)},
        )


def job_ended(proposal: Proposal) -> None:
    """The creator: the job is over, and their proposal with it. One notice, also for who was invited to it."""
    job = proposal.job
    event = job.events.order_by("-id").values_list("pk", flat=True).first()
    sentence = _("“%(title)s” no longer takes proposals. Yours has expired.")
    if proposal.status == Proposal.Status.DECLINED:
        sentence = _("Somebody else was hired for “%(title)s”.")
    notify(
        "jobs.ended",
        proposal.creator,
        key=f"{job.pk}:{event}",
        url=proposal.get_absolute_url(),
        text=sentence % {"title": job.title},
        context={"title": job.title},
    )


def _to_client(proposal: Proposal, kind: str, key: str, sentence: str) -> None:
    job, name = proposal.job, proposal.creator.display_name
    notify(
        kind,
        job.client,
        key=f"{proposal.pk}:{key}",
        url=reverse("proposals:review", args=[proposal.public_id]),
        text=sentence % {"name": name, "title": job.title, "price": proposal.price},
        actor=proposal.creator,
        context={
            "title": job.title,
            "facts": [[str(_("Price")), str(proposal.price)], [str(_("Days")), str(proposal.days)]],
            "quote": proposal.cover_letter[:400],
            "name": name,
        },
    )


def _to_creator(proposal: Proposal, kind: str, text: str, **context: Any) -> None:
    notify(
        kind,
        proposal.creator,
        # Shortlisted, dropped and shortlisted again is told again.
        key=f"{proposal.pk}:{proposal.events.order_by('-id').values_list('pk', flat=True).first()}",
        url=proposal.get_absolute_url(),
        text=text,
        actor=proposal.job.client,
        context={"title": proposal.job.title, "name": proposal.job.client.display_name, **context},
    )


def _standing(job: Job) -> list[Proposal]:
    rows = Proposal.objects.live().filter(job=job).select_related("creator")
    client: User = job.client
    return [row for row in rows if row.creator.is_active and not blocked_between(row.creator, client)]
