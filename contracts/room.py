"""The contract room as one side sees it: made of rows that `queries.for_room` has loaded, asking none itself."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import rules, wording
from contracts.access import may_have_originals
from contracts.models import CancellationRequest, Contract, Delivery, DeliveryFile, Milestone
from contracts.steps import Step, next_step
from contracts.transitions import GIVEN_BACK, MilestoneStatus, Party
from reelbyte import clock
from reelbyte.money import Money
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

    @cached_property
    def deliveries(self) -> list[Delivery]:
        return list(self.milestone.deliveries.all())

    @cached_property
    def waiting(self) -> Delivery | None:
        return next((row for row in self.deliveries if row.is_waiting), None)

    @cached_property
    def actions(self) -> set[str]:
        delivered = any(row.playable_at for row in self.deliveries)
        return rules.open_actions(self.milestone, self.party, self.now, waiting=self.waiting, delivered=delivered)

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
        # What comes next is in the middle of the room; when all is over, the last.
        self.part = next((part for part in self.parts if not part.milestone.has_ended), self.parts[-1])

    @property
    def id(self) -> str:
        """Prefix of the ids of this room's fragments: a push to another page finds nothing to swap."""
        return f"room-{self.contract.public_id}"

    @cached_property
    def timeline(self) -> list[dict[str, object]]:
        return [
            {"title": wording.line(event), "at": event.at, "icon": wording.icon(event), "state": "done"}
            for event in self.contract.latest_events  # type: ignore[attr-defined]
        ]

    @property
    def brief(self) -> list:
        return list(self.contract.brief.all())

    @property
    def brief_is_open(self) -> bool:
        watched = any(row.playable_at for part in self.parts for row in part.deliveries)
        return self.is_client and self.contract.is_active and not watched

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
        return sum(
            (part.milestone.fee for part in self.parts if _pays(part.milestone)), Money.zero(self.contract.currency)
        )

    @property
    def net(self) -> Money:
        """What the creator gets of it, taken and still to come."""
        paid = [part.milestone for part in self.parts if _pays(part.milestone)]
        return sum((row.amount - row.fee for row in paid), Money.zero(self.contract.currency))


def _pays(milestone: Milestone) -> bool:
    """Whether something of it reaches, or may still reach, the creator."""
    return milestone.status not in GIVEN_BACK and milestone.status != MilestoneStatus.CANCELLED


def _to_fund(milestone: Milestone) -> int:
    return 0 if milestone.funded_minor or milestone.has_ended else milestone.amount_minor


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
    released = milestone.status == MilestoneStatus.RELEASED
    kinds = [Rendition.Kind.MP4_720] if released else []
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
