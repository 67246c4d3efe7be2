"""What staff see of proposals, interviews and offers: everything, and nothing to edit. They move only by actions."""

from django.contrib import admin

from proposals.models import (
    Interview,
    InterviewSlot,
    Offer,
    OfferEvent,
    OfferMilestone,
    Proposal,
    ProposalAnswer,
    ProposalEvent,
    ProposalFile,
    ProposalMilestone,
    ProposalVersion,
)
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline


class MilestoneInline(ReadOnlyInline):
    model = ProposalMilestone
    fields = ("position", "title", "amount", "days")
    readonly_fields = ("amount",)


class AnswerInline(ReadOnlyInline):
    model = ProposalAnswer
    fields = ("question_text", "text")


class FileInline(ReadOnlyInline):
    model = ProposalFile
    fields = ("name", "kind", "size", "since", "until")


class VersionInline(ReadOnlyInline):
    model = ProposalVersion
    fields = ("number", "at", "data")
    ordering = ("-number",)


class EventInline(ReadOnlyInline):
    model = ProposalEvent
    fields = ("at", "actor", "move", "from_status", "to_status", "data")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ("job", "creator", "status", "price", "days", "version", "created_at", "ended_at")
    list_filter = ("status", "reason", "currency", "created_at")
    list_select_related = ("job", "creator", "pitch")
    search_fields = ("public_id", "job__title", "job__slug", "creator__name", "creator__email", "cover_letter")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = (MilestoneInline, AnswerInline, FileInline, VersionInline, EventInline)

    @admin.display(ordering="price_minor")
    def price(self, proposal: Proposal) -> str:
        return str(proposal.price)


@admin.register(ProposalEvent)
class ProposalEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "proposal", "actor", "move", "from_status", "to_status")
    list_filter = ("move", "at")
    list_select_related = ("proposal__job", "proposal__creator", "actor")
    search_fields = ("proposal__job__title", "actor__email")


class SlotInline(ReadOnlyInline):
    model = InterviewSlot
    fields = ("starts_at",)


@admin.register(Interview)
class InterviewAdmin(ReadOnlyAdmin):
    list_display = ("proposal", "status", "starts_at", "minutes", "remind_at", "created_at")
    list_filter = ("status", "starts_at")
    list_select_related = ("proposal__job", "proposal__creator")
    search_fields = ("public_id", "proposal__job__title", "proposal__creator__email", "proposal__job__client__email")
    inlines = (SlotInline,)


class OfferMilestoneInline(ReadOnlyInline):
    model = OfferMilestone
    fields = ("position", "title", "amount", "days")
    readonly_fields = ("amount",)


class OfferEventInline(ReadOnlyInline):
    model = OfferEvent
    fields = ("at", "actor", "move", "from_status", "to_status", "data")


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    list_display = ("title", "client", "creator", "made_by", "status", "total", "expires_at", "answered_at")
    list_filter = ("status", "currency", "created_at")
    list_select_related = ("client", "creator", "made_by", "proposal__job", "proposal__creator", "gig", "conversation")
    search_fields = ("public_id", "title", "client__email", "client__name", "creator__email", "creator__name")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = (OfferMilestoneInline, OfferEventInline)

    @admin.display(ordering="total_minor")
    def total(self, offer: Offer) -> str:
        return str(offer.total)
