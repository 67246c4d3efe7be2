"""The contract room as one side sees it: made of rows that `queries.for_room` has loaded, asking none itself."""

from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import rules, wording
from contracts.access import may_have_originals
from contracts.bills import Bill, bill
from contracts.models import CancellationRequest, ChangeOrder, Contract, Delivery, DeliveryFile, Milestone
from contracts.steps import Step, answer_first, foremost, next_step
from contracts.transitions import GIVEN_BACK, IN_WORK, UNFUNDED, MilestoneStatus, Party
from reelbyte import clock, policy
from reelbyte.money import Money, share
from videos.models import Rendition, Video
from videos.signing import signed_url


@dataclass(frozen=True)
class Film:
    """A delivered video with links good for this viewer now; "" where there is none for them."""

    video: Video
    stream: str
    poster: str
    download: str

    @property
    def is_watermarked(self) -> bool:
        return f"/{Rendition.Kind.WATERMARKED_1080}/" in self.stream


@dataclass
class Version:
    """A delivery as it lies on the stage."""

    delivery: Delivery
    films: list[Film]
    files: list[tuple[DeliveryFile, str]]
    changes: str = ""


@dataclass
class Part:
    """A milestone in the room."""

    milestone: Milestone
    party: Party
    now: datetime
    viewer: User
    wanted_version: int | None = None
    is_later: bool = False  # to be paid for when those before it are done

    @cached_property
    def deliveries(self) -> list[Delivery]:
        return list(self.milestone.deliveries.all())

    @cached_property
    def waiting(self) -> Delivery | None:
        return next((row for row in self.deliveries if row.is_waiting), None)

    @cached_property
    def actions(self) -> set[str]:
        delivered = any(row.playable_at for row in self.deliveries)
        return rules.open_actions(
            self.milestone,
            self.party,
            self.now,
            waiting=self.waiting,
            delivered=delivered,
            is_own=self.is_own,
            is_asked=self.change is not None,
        )

    @property
    def is_own(self) -> bool:
        """Whether this viewer proposed it."""
        return self.milestone.proposed_by_id == self.viewer.pk

    @property
    def change(self) -> ChangeOrder | None:
        return next(iter(self.milestone.open_changes), None)  # type: ignore[attr-defined]

    @property
    def change_is_mine(self) -> bool:
        return self.change is not None and self.change.proposed_by_id == self.viewer.pk

    @property
    def call(self) -> Step | None:
        """What this viewer has to answer or to do in it now, if anything: its place in the rail says so."""
        asked = (self.change is not None and not self.change_is_mine) or (
            self.wish is not None and not self.wish_is_mine
        )
        if asked:
            return answer_first()
        return self.step if self.step.mine and not self.is_later else None

    @property
    def more(self) -> list[dict[str, object]]:
        """What is open beside the next step, for the menu."""
        milestone, actions = self.milestone, self.actions
        offered = [
            ("edit", _("Edit this milestone"), "pencil", "milestone-edit"),
            ("change", _("Change price or time"), "sliders-horizontal", "change-create"),
            ("extend", _("Ask for more time"), "calendar-clock", "extension-create"),
        ]
        items: list[dict[str, object]] = [
            {"label": label, "icon": icon, "url": reverse(f"contracts:{name}", args=[milestone.public_id])}
            for action, label, icon, name in offered
            if action in actions
        ]
        if self.dispute_url and milestone.status != MilestoneStatus.DISPUTED:
            items.append({"label": _("Go to the dispute"), "icon": "scale", "url": self.dispute_url})
        elif "dispute" in actions:
            url = reverse("contracts:dispute-create", args=[milestone.public_id])
            items.append({"label": _("Open a dispute"), "icon": "scale", "url": url})
        if self.way_to_cancel and self.wish is None:
            url = reverse("contracts:cancellation-create", args=[milestone.public_id])
            items.append({"label": self._cancel_label(), "icon": "x", "url": url, "danger": True})
        return items

    def _cancel_label(self) -> str:
        if self.milestone.status == MilestoneStatus.DRAFT:
            return _("Take it back") if self.is_own else _("Say no to it")
        return _("Ask to cancel") if self.way_to_cancel == rules.Way.AGREEMENT else _("Cancel")

    @property
    def url(self) -> str:
        """The room with this milestone on the stage."""
        return f"{self.milestone.contract.get_absolute_url()}?milestone={self.milestone.position}"

    @property
    def state(self) -> str:
        """For the stepper: done, now, next or bad."""
        status = self.milestone.status
        if status == MilestoneStatus.CANCELLED or status in GIVEN_BACK:
            return "bad"
        if self.milestone.has_ended:
            return "done"
        return "next" if status in UNFUNDED else "now"

    @property
    def step(self) -> Step:
        return next_step(self.milestone, self.party, self.now, self.waiting)

    @property
    def wish(self) -> CancellationRequest | None:
        return next(iter(self.milestone.open_wishes), None)  # type: ignore[attr-defined]

    @property
    def wish_is_mine(self) -> bool:
        return self.wish is not None and self.wish.requested_by_id == self.viewer.pk

    @property
    def dispute_url(self) -> str:
        """The page of the latest dispute, or ""."""
        found = self.milestone.latest_dispute  # type: ignore[attr-defined]
        return reverse("contracts:dispute-detail", args=[found]) if found else ""

    @property
    def way_to_cancel(self) -> str:
        """The name of the way open to this viewer, or ""."""
        return next((name.removeprefix("cancel_") for name in self.actions if name.startswith("cancel_")), "")

    @cached_property
    def version(self) -> Version | None:
        """The version on the stage: the one asked for, else the newest."""
        shown = next((row for row in self.deliveries if row.version == self.wanted_version), None)
        shown = shown or next(iter(self.deliveries), None)
        return None if shown is None else self._dress(shown)

    def _dress(self, delivery: Delivery) -> Version:
        unlocked = may_have_originals(self.viewer, self.milestone)
        films = [_film(link.video, self.milestone, unlocked) for link in delivery.video_links.all()]
        files = [
            (file, reverse("contracts:file-download", args=[file.public_id]) if unlocked else "")
            for file in delivery.files.all()
        ]
        request = getattr(delivery, "revision_request", None)
        return Version(delivery, films, files, request.text if request is not None else "")

    @property
    def stages(self) -> list[dict[str, str]]:
        """The way from order to release, for the stepper."""
        return _stages(self.milestone, self.deliveries)


@dataclass
class Room:
    """What `contracts/detail.html` draws."""

    contract: Contract
    viewer: User
    version: int | None = None
    position: int | None = None
    now: datetime = field(default_factory=clock.now)

    def __post_init__(self) -> None:
        self.party = self.contract.party_of(self.viewer)
        self.is_client = self.party == Party.CLIENT
        self.counterparty = self.contract.counterparty_of(self.viewer)
        self.other_role = _("Creator") if self.is_client else _("Client")
        self.parts = [
            Part(milestone, self.party, self.now, self.viewer, self.version)
            for milestone in self.contract.milestones.all()
        ]
        unpaid = [part for part in self.parts if part.milestone.status in UNFUNDED - {MilestoneStatus.DRAFT}]
        for part in unpaid:
            part.is_later = any(not before.milestone.has_ended for before in self.parts[: self.parts.index(part)])
        self.part = self._chosen()

    def _chosen(self) -> Part:
        """In the middle of the room is the milestone that was asked for, else what comes next for this viewer."""
        by_id = {part.milestone.pk: part for part in self.parts}
        milestones = [part.milestone for part in self.parts]
        first = foremost(milestones, self.party, self.now, lambda row: by_id[row.pk].waiting)
        return next((part for part in self.parts if part.milestone.position == self.position), by_id[first.pk])

    @property
    def is_long(self) -> bool:
        """Whether there are several milestones to tell apart."""
        return len(self.parts) > 1

    @property
    def rail(self) -> list[Part]:
        """The milestones worth a place: what was called off before it was paid for is told by the history."""
        kept = [part for part in self.parts if part.milestone.status != MilestoneStatus.CANCELLED]
        return kept or self.parts

    @property
    def to_fund(self) -> list[Part]:
        """The agreed milestones this viewer could pay for at once: nothing where there are not several."""
        found = [part for part in self.parts if "fund" in part.actions]
        return found if len(found) > 1 else []

    @property
    def to_fund_key(self) -> str:
        """The same while the same is to be paid for: what is ticked of it stays so when the room is drawn anew."""
        offered = [(part.milestone.pk, part.milestone.title, part.milestone.amount_minor) for part in self.to_fund]
        return f"{crc32(repr(offered).encode()):x}"

    @property
    def bill(self) -> Bill:
        """What all of those come to."""
        return bill(self.contract, [part.milestone for part in self.to_fund])

    @property
    def may_add(self) -> bool:
        return self.contract.is_active and len(self.rail) < policy.MILESTONES_MAXIMUM

    @property
    def may_tip(self) -> bool:
        """Thanks are for what was released."""
        return self.is_client and any(part.milestone.released_minor for part in self.parts)

    @property
    def may_repeat(self) -> bool:
        return self.is_client and not self.contract.is_active

    @property
    def total(self) -> Money:
        """What the client pays for all that is agreed and not called off, less what a dispute gives back."""
        return sum(map(_kept, self._agreed), Money.zero(self.contract.currency))

    @property
    def id(self) -> str:
        """Prefix of the ids of this room's fragments: a push to another page finds nothing to swap."""
        return f"room-{self.contract.public_id}"

    @cached_property
    def timeline(self) -> list[dict[str, object]]:
        titles = {part.milestone.pk: part.milestone.title for part in self.parts} if self.is_long else {}
        return [
            {
                "title": wording.line(event),
                "text": titles.get(event.milestone_id, ""),  # type: ignore[arg-type]
                "at": event.at,
                "icon": wording.icon(event),
                "state": "done",
            }
            for event in self.contract.latest_events  # type: ignore[attr-defined]
        ]

    @property
    def brief(self) -> list:
        return list(self.contract.brief.all())

    @property
    def brief_is_open(self) -> bool:
        watched = any(row.playable_at for part in self.parts for row in part.deliveries)
        to_come = any(part.milestone.status in UNFUNDED | IN_WORK for part in self.parts)
        return self.is_client and self.contract.is_active and to_come and not watched

    @cached_property
    def money(self) -> list[dict[str, object]]:
        """Where the price is now: the parts of the strip, in whole percent that end at 100."""
        milestones = [part.milestone for part in self.parts]
        sums = [
            (_("Released"), "released", sum(row.released_minor for row in milestones)),
            (_("In escrow"), "escrow", sum(row.in_escrow.minor for row in milestones)),
            (_("Refunded"), "refunded", sum(row.refunded_minor for row in milestones)),
            (_("To be funded"), "open", sum(_to_fund(row) for row in milestones)),
        ]
        return _strip([part for part in sums if part[2]], self.contract.currency)

    @property
    def fee(self) -> Money:
        """Taken so far and due for what may still be released."""
        return sum(map(_fee, self._agreed), Money.zero(self.contract.currency))

    @property
    def net(self) -> Money:
        """What the creator gets of it, taken and still to come."""
        return self.total - self.fee

    @property
    def _agreed(self) -> list[Milestone]:
        return [part.milestone for part in self.parts if _is_agreed(part.milestone)]


def _pays(milestone: Milestone) -> bool:
    """Whether something of it reaches, or may still reach, the creator."""
    return milestone.status not in GIVEN_BACK and milestone.status != MilestoneStatus.CANCELLED


def _is_agreed(milestone: Milestone) -> bool:
    return milestone.status != MilestoneStatus.DRAFT and _pays(milestone)


def _kept(milestone: Milestone) -> Money:
    """Its price, less what the client gets back of it by the outcome of a dispute."""
    if milestone.status == MilestoneStatus.RESOLVING:
        return milestone.amount - Money(milestone.to_client_minor or 0, milestone.currency)  # type: ignore[attr-defined]
    return milestone.amount - milestone.refunded


def _fee(milestone: Milestone) -> Money:
    if milestone.status == MilestoneStatus.RESOLVING:
        return Money(share(_kept(milestone).minor, milestone.contract.fee_bps), milestone.currency)
    return milestone.fee


def _to_fund(milestone: Milestone) -> int:
    return milestone.amount_minor if milestone.status in UNFUNDED - {MilestoneStatus.DRAFT} else 0


def _strip(sums: list[tuple[str, str, int]], currency: str) -> list[dict[str, object]]:
    whole, before = sum(minor for _label, _kind, minor in sums), 0
    parts = []
    for label, kind, minor in sums:
        start, end = round(before * 100 / whole), round((before + minor) * 100 / whole)
        parts.append(
            {"label": label, "kind": kind, "amount": Money(minor, currency), "start": start, "percent": end - start}
        )
        before += minor
    return parts


def _film(video: Video, milestone: Milestone, unlocked: bool) -> Film:
    """Before the release everybody watches the watermarked rendition; the creator may fetch the original."""
    kinds = [Rendition.Kind.MP4_720] if milestone.is_paid_out else []
    kind = next((kind for kind in [*kinds, Rendition.Kind.WATERMARKED_1080] if video.rendition(kind)), None)
    has_poster = video.rendition(Rendition.Kind.POSTER) is not None
    return Film(
        video=video,
        stream=signed_url(video, kind) if kind else "",
        poster=signed_url(video, Rendition.Kind.POSTER) if has_poster else "",
        download=reverse("contracts:original-download", args=[video.public_id]) if unlocked else "",
    )


def _stages(milestone: Milestone, deliveries: list[Delivery]) -> list[dict[str, str]]:
    given_back = milestone.status in GIVEN_BACK or milestone.status == MilestoneStatus.CANCELLED
    accepted = any(row.status == Delivery.Status.ACCEPTED for row in deliveries)
    reached = [
        (_("Ordered"), True),
        (_("In escrow"), bool(milestone.funded_minor)),
        (_("Delivered"), bool(deliveries)),
        (_("Accepted"), accepted),
        (_("Released"), milestone.status == MilestoneStatus.RELEASED),
    ]
    if given_back:
        ended = _("Refunded") if milestone.funded_minor else _("Cancelled")
        return [{"title": title, "state": "done"} for title, done in reached if done] + [
            {"title": ended, "state": "bad"}
        ]
    stages, now = [], True
    for title, done in reached:
        stages.append({"title": title, "state": "done" if done else "now" if now else "next"})
        now = now and done
    return stages
