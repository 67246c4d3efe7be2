"""Lists and the room, with everything their pages need in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncWeek

from accounts.models import User
from contracts.disputes import DisputeStatus
from contracts.models import (
    BriefAnswer,
    CancellationRequest,
    ChangeOrder,
    Contract,
    ContractEvent,
    ContractQuerySet,
    Delivery,
    DeliveryVideo,
    Dispute,
    Milestone,
)
from contracts.steps import Step, answer_first, foremost, next_step
from contracts.transitions import ENDED, ContractStatus, Party
from contracts.transitions import MilestoneStatus as S
from reelbyte import clock
from reelbyte.pagination import Page, paginate

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


def board(user: User, *, side: Party, ended: bool, cursor: str | None, above: Iterable[Row] = ()) -> Page:
    """A page of Rows: contracts of `user` on that side, latest touched first, less those `above` it. Three queries."""
    shown = [row.contract.pk for row in above]
    contracts = _with_next(Contract.objects.filter(**{side.value: user}).exclude(pk__in=shown), user)
    active = Q(status=ContractStatus.ACTIVE)
    page = paginate(contracts.filter(~active if ended else active), order=("-updated_at", "-id"), cursor=cursor)
    return Page([_row(contract, side) for contract in page.items], page.next_cursor)


def orders_by_week(creator: User, since: datetime) -> dict[datetime, int]:
    """How many orders of this creator's gigs were paid for, by the Monday (UTC) of their week. One query."""
    paid = Contract.objects.filter(creator=creator, gig__isnull=False, funded_at__gte=since).order_by()
    by_week = paid.annotate(week=TruncWeek("funded_at", tzinfo=UTC)).values_list("week")
    return dict(by_week.annotate(orders=Count("pk")))


def due(user: User) -> list[Row]:
    """What waits for `user` on either side, the nearest deadline first, those without one last. Three queries."""
    active = Q(contract__status=ContractStatus.ACTIVE)
    milestones = Milestone.objects.filter(
        active & (_waits_for_client(user) | _waits_for_creator(user) | _asked(user)) | _disputes(user)
    )
    nearest = milestones.alias(until=Coalesce("auto_release_at", "due_at")).order_by(
        F("until").asc(nulls_last=True), "-contract__updated_at", "pk"
    )
    order = {contract_id: place for place, contract_id in enumerate(nearest.values_list("contract", flat=True))}
    first = list(order)[:DUE_MAXIMUM]
    contracts = sorted(_with_next(Contract.objects.filter(pk__in=first), user), key=lambda row: order[row.pk])
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


def for_room() -> ContractQuerySet:
    """Contracts with all that a room shows: about a dozen queries, whatever is in it."""
    videos = DeliveryVideo.objects.select_related("video").prefetch_related("video__renditions")
    deliveries = Delivery.objects.select_related("revision_request").prefetch_related(
        "files", Prefetch("video_links", videos)
    )
    wishes = CancellationRequest.objects.filter(status=CancellationRequest.Status.OPEN)
    changes = ChangeOrder.objects.filter(status=ChangeOrder.Status.OPEN)
    dispute = Dispute.objects.filter(milestone=OuterRef("pk")).order_by("-pk")
    milestones = (
        Milestone.objects.order_by("position")
        .annotate(
            latest_dispute=Subquery(dispute.values("public_id")[:1]),
            to_client_minor=Subquery(dispute.values("to_client_minor")[:1]),
        )
        .prefetch_related(
            Prefetch("deliveries", deliveries.order_by("-version")),
            Prefetch("cancellation_requests", wishes, to_attr="open_wishes"),
            Prefetch("change_orders", changes, to_attr="open_changes"),
        )
    )
    events = ContractEvent.objects.select_related("actor").order_by("-pk")[:TIMELINE_MAXIMUM]
    return Contract.objects.select_related("client", "creator", "conversation", "gig").prefetch_related(
        Prefetch("milestones", milestones),
        Prefetch("events", events, to_attr="latest_events"),
        Prefetch("brief", BriefAnswer.objects.order_by("position")),
    )


def _disputes(user: User) -> Q:
    """A dispute waits for the answer of who did not open it, and then for an offer of either."""
    live = Q(disputes__status=DisputeStatus.NEGOTIATING) | (
        Q(disputes__status=DisputeStatus.OPEN) & ~Q(disputes__opened_by=user)
    )
    return (Q(contract__client=user) | Q(contract__creator=user)) & live


def _waits_for_client(user: User) -> Q:
    playable = Q(status=S.SUBMITTED, auto_release_at__isnull=False)
    brief = Q(status=S.FUNDED, contract__brief_answered_at__isnull=True)
    # Only the next one is due: those behind it are paid for when they come up.
    before = Milestone.objects.filter(contract=OuterRef("contract"), position__lt=OuterRef("position"))
    is_next = ~Exists(before.exclude(status__in=[*ENDED, S.DRAFT]))
    money = Q(status__in=[S.AWAITING_FUNDING, S.FUNDING_PENDING]) & Q(is_next)
    return Q(contract__client=user) & (playable | brief | money)


def _waits_for_creator(user: User) -> Q:
    work = Q(status__in=[S.FUNDED, S.REVISION_REQUESTED], due_at__isnull=False)
    return Q(contract__creator=user) & work


def _asked(user: User) -> Q:
    """What the other side has asked: a milestone, a change of one, to call it off."""
    of_user = Q(contract__client=user) | Q(contract__creator=user)
    proposed = Q(status=S.DRAFT) & ~Q(proposed_by=user)
    change, wish = (Exists(rows.filter(milestone=OuterRef("pk"))) for rows in _questions(user))
    return of_user & (proposed | Q(change) | Q(wish))


def _questions(user: User) -> tuple[QuerySet[ChangeOrder], QuerySet[CancellationRequest]]:
    """Open changes and wishes to cancel that others have put."""
    return (
        ChangeOrder.objects.filter(status=ChangeOrder.Status.OPEN).exclude(proposed_by=user),
        CancellationRequest.objects.filter(status=CancellationRequest.Status.OPEN).exclude(requested_by=user),
    )


def _with_next(contracts: QuerySet[Contract], user: User) -> QuerySet[Contract]:
    waiting = Delivery.objects.filter(status=Delivery.Status.WAITING)
    milestones = Milestone.objects.order_by("position").prefetch_related(
        Prefetch("deliveries", waiting, to_attr="waiting_versions")
    )
    change, wish = (Exists(rows.filter(milestone__contract=OuterRef("pk"))) for rows in _questions(user))
    contracts = contracts.annotate(is_asked=Q(change) | Q(wish))
    return contracts.select_related("client", "creator").prefetch_related(Prefetch("milestones", milestones))


def _row(contract: Contract, party: Party) -> Row:
    def waiting_in(milestone: Milestone) -> Delivery | None:
        return next(iter(milestone.waiting_versions), None)  # type: ignore[attr-defined]

    now = clock.now()
    milestone = foremost(list(contract.milestones.all()), party, now, waiting_in)
    is_asked = contract.is_asked and contract.is_active  # type: ignore[attr-defined]
    step = answer_first() if is_asked else next_step(milestone, party, now, waiting_in(milestone))
    return Row(contract, party, milestone, step)
