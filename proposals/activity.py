"""What proposals add to the activity feed, for both sides."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications import activity
from proposals import wording
from proposals.models import ProposalEvent

# That they have read something is news to the creator only.
NOT_NEWS = ("see", *wording.PRIVATE)


def rows(user: User) -> QuerySet[ProposalEvent]:
    """The events of proposals they sent, and of those on their jobs."""
    sent = Q(proposal__creator=user) & ~Q(move__in=wording.PRIVATE)
    received = Q(proposal__job__client=user) & ~Q(move__in=NOT_NEWS)
    news = ProposalEvent.objects.filter(sent | received).exclude(move__in=wording.FOLLOWS)
    return news.select_related("proposal__job", "actor")


def entry(event: ProposalEvent, user: User) -> activity.Entry:
    """The sentence of the timeline."""
    proposal = event.proposal
    url = proposal.get_absolute_url()
    if proposal.creator_id != user.pk:
        is_gone = proposal.status == proposal.Status.WITHDRAWN
        url = reverse("proposals:board", args=[proposal.job.slug])
        url = url if is_gone else reverse("proposals:review", args=[proposal.public_id])
    return activity.Entry(
        text=wording.line(event), url=url, about=proposal.job.title, icon=wording.icon(event), actor=event.actor
    )


def register() -> None:
    """Called once by `ProposalsConfig.ready`."""
    activity.register(activity.Source("proposals", _("Proposals"), rows, entry))
