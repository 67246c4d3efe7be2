"""Everything a dispute is decided on, gathered by itself: the desk asks nobody to send it again.

Eight queries, however long the contract ran: who decides opens this page often.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.functional import cached_property

from contracts import wording
from contracts.models import BriefAnswer, Contract, ContractEvent, DeliveryVideo, Dispute, SplitOffer
from messaging.models import Message
from payments.models import Entry
from videos.models import Rendition
from videos.signing import signed_url

LATEST = 200  # of messages and of events; the contract's own page has the rest


@dataclass
class Film:
    """A delivered video that staff can play here: what the client could watch, never the original."""

    link: DeliveryVideo
    stream: str
    poster: str

    @property
    def changes(self) -> str:
        request = getattr(self.link.delivery, "revision_request", None)
        return request.text if request is not None else ""


@dataclass
class Evidence:
    """A dispute as staff see it. `dispute` comes with its milestone, contract and both people."""

    dispute: Dispute

    @property
    def contract(self) -> Contract:
        return self.dispute.milestone.contract

    @cached_property
    def statements(self) -> list[Any]:
        """What both said, in order, each with `attached`: [{"name", "url"}, ...]."""
        files = JSONBAgg(
            JSONObject(id=F("files__public_id"), name=F("files__name")),
            filter=Q(files__isnull=False),
            default=[],
        )
        rows = list(self.dispute.statements.select_related("author").annotate(attached=files).order_by("pk"))
        for row in rows:
            for file in row.attached:
                file["url"] = reverse("contracts:dispute-file", args=[file["id"]])
        return rows

    @cached_property
    def offers(self) -> QuerySet[SplitOffer]:
        return self.dispute.offers.select_related("offered_by").order_by("pk")

    @cached_property
    def brief(self) -> QuerySet[BriefAnswer]:
        return self.contract.brief.order_by("position")

    @cached_property
    def films(self) -> list[Film]:
        """Every version's videos, the newest first."""
        renditions = Rendition.objects.filter(video=OuterRef("video"))
        links = (
            DeliveryVideo.objects.filter(delivery__milestone=self.dispute.milestone)
            .select_related("video", "delivery__revision_request")
            .annotate(
                playable=Exists(renditions.filter(kind=Rendition.Kind.WATERMARKED_1080)),
                pictured=Exists(renditions.filter(kind=Rendition.Kind.POSTER)),
            )
            .order_by("-delivery__version", "position", "pk")
        )
        return [
            Film(
                link,
                stream=signed_url(link.video, Rendition.Kind.WATERMARKED_1080) if link.playable else "",
                poster=signed_url(link.video, Rendition.Kind.POSTER) if link.pictured else "",
            )
            for link in links
        ]

    @cached_property
    def messages(self) -> list[Message]:
        """What people wrote in the contract's room, in order; cards are in the history."""
        found = Message.objects.filter(conversation=self.contract.conversation_id, kind=Message.Kind.TEXT)
        return list(found.select_related("sender").order_by("-seq")[:LATEST])[::-1]

    @cached_property
    def entries(self) -> QuerySet[Entry]:
        """Every line of the ledger about this escrow, on all accounts it touched."""
        found = Entry.objects.filter(txn__subject=self.dispute.milestone.escrow_ref)
        return found.select_related("txn", "account").order_by("pk")

    @cached_property
    def history(self) -> list[tuple[ContractEvent, str]]:
        """What happened, in sentences."""
        events = list(self.contract.events.select_related("actor").order_by("-pk")[:LATEST])[::-1]
        for event in events:
            event.contract = self.contract
        return [(event, wording.line(event)) for event in events]
