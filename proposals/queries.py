"""Lists of proposals, with what their pages need."""

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import User
from creators.models import PortfolioItem
from creators.queries import first_films
from jobs.models import Job
from proposals import transitions
from proposals.models import Interview, Proposal, ProposalTemplate, ProposalVersion

SAMPLES = Prefetch("samples", PortfolioItem.objects.select_related("video").prefetch_related("video__renditions"))


def own_proposals(user: User) -> QuerySet[Proposal]:
    """Those a creator sent, with the job and its client. No query more than the list."""
    return Proposal.objects.of_creator(user).select_related("job__client__client_profile")


def counts_of(user: User) -> dict[str, int]:
    """How many of theirs are live, and how many have ended. One query."""
    return Proposal.objects.of_creator(user).aggregate(
        open=Count("pk", filter=Q(status__in=transitions.LIVE)),
        ended=Count("pk", filter=Q(status__in=transitions.ENDED)),
    )


def live_of(user: User, job: Job) -> Proposal | None:
    """The one they have on this job. One query."""
    return Proposal.objects.live().filter(job=job, creator=user).first()


def live_interview(proposal: Proposal) -> Interview | None:
    """The one that waits or was agreed on, of which there is one at most. One query."""
    return proposal.interviews.filter(status__in=transitions.INTERVIEW_LIVE).first()


def whole(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With everything a page of it shows. Eight queries more than the list."""
    related = proposals.select_related("job__client", "job__category__parent", "creator__creator_profile", "pitch")
    return related.prefetch_related(
        "milestones", "answers", "files", "pitch__renditions", SAMPLES, "job__skills", "notes",
        "creator__creator_profile__skills",
    )  # fmt: skip


def earlier(proposal: Proposal) -> list[ProposalVersion]:
    """What it said before, the latest first, each with its pitch. Two queries, or one where there was none."""
    before = proposal.versions.filter(number__lt=proposal.version).select_related("pitch")
    return list(before.prefetch_related("pitch__renditions"))


def on_board(job: Job) -> QuerySet[Proposal]:
    """Everything a client may read of a job's proposals, with what a row of the board shows. Seven queries."""
    related = Proposal.objects.for_client(job.client).filter(job=job).select_related("creator__creator_profile")
    return related.prefetch_related(
        "creator__creator_profile__skills",
        Prefetch("creator__creator_profile__portfolio", first_films().queryset, to_attr="films"),
        "notes",
    )


def templates_of(user: User) -> list[ProposalTemplate]:
    """Their cover letters, by name. One query."""
    return list(ProposalTemplate.objects.filter(owner=user))
