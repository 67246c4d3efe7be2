"""Lists and the room, with everything their pages need in a constant number of queries."""

from dataclasses import dataclass, field

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from contracts.models import (
    BriefAnswer,
    CancellationRequest,
    Contract,
    ContractEvent,
    Delivery,
    DeliveryVideo,
    Milestone,
)
from contracts.steps import Step, next_step
from contracts.transitions import ContractStatus, Party
from contracts.transitions import MilestoneStatus as S
from reelbyte import clock
from reelbyte.pagination import Page, paginate
from videos.models import Video

DUE_MAXIMUM = 12
TIMELINE_MAXIMUM = 60


@dataclass
class Row:
    """A contract as a board shows it: whose turn it is in the milestone that is next."""

    contract: Contract
    party: Party
    milestone: Milestone
    step: Step
    counterparty: User = field(init=False)

    def __post_init__(self) -> None:
        self.counterparty = self.contract.creator if self.party == Party.CLIENT else self.contract.client


def board(user: User, *, side: Party, ended: bool, cursor: str | None) -> Page:
    """A page of Rows: contracts of `user` on that side, the latest touched first. Three queries."""
    contracts = _with_next(Contract.objects.filter(**{side.value: user}))
    active = Q(status=ContractStatus.ACTIVE)
    page = paginate(contracts.filter(~active if ended else active), order=("-updated_at", "-id"), cursor=cursor)
    return Page([_row(contract, side) for contract in page.items], page.next_cursor)


def due(user: User) -> list[Row]:
    """What waits for `user` on either side, the nearest deadline first, those without one last. Three queries."""
    milestones = Milestone.objects.filter(contract__status=ContractStatus.ACTIVE).filter(
        _waits_for_client(user) | _waits_for_creator(user)
    )
    nearest = milestones.alias(until=Coalesce("auto_release_at", "due_at")).order_by(
        F("until").asc(nulls_last=True), "-contract__updated_at", "pk"
    )
    order = {contract_id: place for place, contract_id in enumerate(nearest.values_list("contract", flat=True))}
    first = list(order)[:DUE_MAXIMUM]
    contracts = sorted(_with_next(Contract.objects.filter(pk__in=first)), key=lambda row: order[row.pk])
    return [_row(contract, contract.party_of(user)) for contract in contracts]


def counts(user: User) -> dict[Party, int]:
    """How many live contracts `user` has on each side. One query."""
    active = Contract.objects.of(user).filter(status=ContractStatus.ACTIVE)
    found = {Party.CLIENT: 0, Party.CREATOR: 0}
    for client_id in active.values_list("client", flat=True):
        found[Party.CLIENT if client_id == user.pk else Party.CREATOR] += 1
    return found


def reviewable(user: User) -> QuerySet[Contract]:
    """What `user` may review: contracts of theirs that were funded and have ended, the latest first."""
    found = Contract.objects.of(user).ended_and_funded()
    return found.select_related("client", "creator", "gig").order_by("-ended_at", "-id")


def for_room() -> QuerySet[Contract]:
    """Contracts with all that a room shows: about a dozen queries, whatever is in it."""
    videos = DeliveryVideo.objects.prefetch_related(Prefetch("video", Video.objects.with_renditions()))
    deliveries = Delivery.objects.select_related("revision_request").prefetch_related(
        "files", Prefetch("video_links", videos)
    )
    wishes = CancellationRequest.objects.filter(status=CancellationRequest.Status.OPEN)
    milestones = Milestone.objects.order_by("position").prefetch_related(
        Prefetch("deliveries", deliveries.order_by("-version")),
        Prefetch("cancellation_requests", wishes, to_attr="open_wishes"),
    )
    events = ContractEvent.objects.select_related("actor").order_by("-pk")[:TIMELINE_MAXIMUM]
    return Contract.objects.select_related("client", "creator", "conversation", "gig").prefetch_related(
        Prefetch("milestones", milestones),
        Prefetch("events", events, to_attr="latest_events"),
        Prefetch("brief", BriefAnswer.objects.order_by("position")),
    )


def _waits_for_client(user: User) -> Q:
    playable = Q(status=S.SUBMITTED, auto_release_at__isnull=False)
    brief = Q(status=S.FUNDED, contract__brief_answered_at__isnull=True)
    money = Q(status__in=[S.AWAITING_FUNDING, S.FUNDING_PENDING])
    return Q(contract__client=user) & (playable | brief | money)


def _waits_for_creator(user: User) -> Q:
    work = Q(status__in=[S.FUNDED, S.REVISION_REQUESTED], due_at__isnull=False)
    asked = Q(cancellation_requests__status=CancellationRequest.Status.OPEN)
    return Q(contract__creator=user) & (work | asked)


def _with_next(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    waiting = Delivery.objects.filter(status=Delivery.Status.WAITING)
    milestones = Milestone.objects.order_by("position").prefetch_related(
        Prefetch("deliveries", waiting, to_attr="waiting_versions")
    )
    return contracts.select_related("client", "creator").prefetch_related(Prefetch("milestones", milestones))


def _row(contract: Contract, party: Party) -> Row:
    milestones = list(contract.milestones.all())
    # The first that is not over is what comes next; when all are, the last tells how it ended.
    milestone = next((part for part in milestones if not part.has_ended), milestones[-1])
    waiting = next(iter(milestone.waiting_versions), None)  # type: ignore[attr-defined]
    return Row(contract, party, milestone, next_step(milestone, party, clock.now(), waiting))
