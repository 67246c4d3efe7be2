"""Lists of jobs and invitations, with what their pages need."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from creators.models import CreatorProfile
from creators.queries import first_films
from jobs.models import Invitation, Job, JobFile

FOUND_AT_MOST = 12
SUGGESTED = 6  # before anything is searched for
FILES = Prefetch("files", JobFile.objects.select_related("video").prefetch_related("video__renditions"))


def cards(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """With what a card shows. One query more than the list."""
    related = jobs.select_related("client__client_profile", "category__parent")
    return related.prefetch_related("skills")


def detail(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """With what a job's page shows. Up to five queries more than the row."""
    return cards(jobs).prefetch_related("questions", FILES)


def own_jobs(user: User) -> QuerySet[Job]:
    """A client's jobs in every state, with how many they invited and how many of those said yes."""
    accepted = Count("invitations", filter=Q(invitations__status=Invitation.Status.ACCEPTED))
    return (
        Job.objects.owned_by(user)
        .select_related("category__parent")
        .annotate(invited_count=Count("invitations"), accepted_count=accepted)
    )


def invitations_of(user: User) -> QuerySet[Invitation]:
    """What a creator was invited to, as far as they may still see it."""
    jobs = Job.objects.visible_to(user)
    related = Invitation.objects.filter(creator=user, job__in=jobs.values("pk"))
    return related.select_related("job__client__client_profile", "job__category__parent")


def invited_to(job: Job) -> list[Invitation]:
    """Everybody invited to a job, newest first. One query."""
    return list(job.invitations.select_related("creator__creator_profile"))


def waiting_count(user: User) -> int:
    """Invitations of theirs that wait for an answer."""
    return invitations_of(user).filter(status=Invitation.Status.SENT, job__status=Job.Status.OPEN).count()


@dataclass(frozen=True)
class Candidate:
    """A creator who could be invited."""

    profile: CreatorProfile
    shared: list[str]


def candidates(job: Job, words: str) -> list[Candidate]:
    """Creators the client may invite and has not: by name or handle, or, without words, those whose skills fit best.

    Four queries.
    """
    asked = Exists(Invitation.objects.filter(job=job, creator=OuterRef("user")))
    rows = CreatorProfile.objects.visible_to(job.client).exclude(headline="").exclude(user=job.client).filter(~asked)
    wanted = [skill.pk for skill in job.skills.all()]
    if words := words.strip().lstrip("@")[:60]:
        rows = rows.filter(Q(user__name__icontains=words) | Q(handle__istartswith=words) | Q(headline__icontains=words))
    rows = rows.annotate(fit=Count("skills", filter=Q(skills__in=wanted), distinct=True))
    rows = rows.select_related("user").prefetch_related("skills", first_films())
    order = ("-fit", "-rating_average", "-rating_count", "-id")
    return [
        Candidate(row, [skill.name for skill in row.skills.all() if skill.pk in wanted])
        for row in rows.order_by(*order)[: FOUND_AT_MOST if words else SUGGESTED]
    ]


def jobs_to_invite_to(client: User, creator: User) -> list[Job]:
    """The client's open jobs, each with whether this creator has been asked already (`asked`). One query."""
    asked = Exists(Invitation.objects.filter(job=OuterRef("pk"), creator=creator))
    return list(Job.objects.open().owned_by(client).annotate(asked=asked).order_by("-published_at"))
