"""What staff see of contracts: everything, and nothing to edit. Status and money move only by actions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contracts import dispute_admin  # noqa: F401 - its desks register themselves
from contracts.models import (
    BriefAnswer,
    CancellationRequest,
    ChangeOrder,
    Contract,
    ContractEvent,
    Delivery,
    DeliveryFile,
    DeliveryVideo,
    Milestone,
    RevisionRequest,
    Tip,
)
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline


class MilestoneInline(ReadOnlyInline):
    model = Milestone
    fields = ("position", "title", "status", "amount", "funded", "released", "refunded", "fee", "due_at")
    readonly_fields = fields


class BriefInline(ReadOnlyInline):
    model = BriefAnswer
    fields = ("question", "answer")
    readonly_fields = fields


class EventInline(ReadOnlyInline):
    model = ContractEvent
    fields = ("at", "kind", "actor", "from_status", "to_status", "data")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("actor")


class TipInline(ReadOnlyInline):
    model = Tip
    fields = ("amount", "status", "words", "created_at", "received_at")
    readonly_fields = fields


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    list_display = ("title", "client", "creator", "status", "total", "funded_at", "ended_at", "created_at")
    list_filter = ("status", "currency", "created_at")
    list_select_related = ("client", "creator")
    search_fields = ("public_id", "title", "client__email", "client__name", "creator__email", "creator__name")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = (MilestoneInline, BriefInline, TipInline, EventInline)


class DeliveryInline(ReadOnlyInline):
    model = Delivery
    fields = ("version", "status", "created_at", "playable_at", "note")
    readonly_fields = fields


class CancellationInline(ReadOnlyInline):
    model = CancellationRequest
    fields = ("requested_by", "reason", "status", "created_at", "answered_at")
    readonly_fields = fields


class ChangeInline(ReadOnlyInline):
    model = ChangeOrder
    fields = ("kind", "proposed_by", "reason", "amount_minor", "delivery_days", "due_at", "status", "answered_at")
    readonly_fields = fields


@admin.register(Milestone)
class MilestoneAdmin(ReadOnlyAdmin):
    list_display = (
        "title",
        "contract",
        "status",
        "amount",
        "funded",
        "released",
        "refunded",
        "due_at",
        "auto_release_at",
    )
    list_filter = ("status", "currency", "due_at")
    list_select_related = ("contract",)
    search_fields = (
        "public_id",
        "title",
        "contract__title",
        "contract__public_id",
        "contract__client__email",
        "contract__creator__email",
    )
    ordering = ("-id",)
    inlines = (DeliveryInline, CancellationInline, ChangeInline)


class VideoInline(ReadOnlyInline):
    model = DeliveryVideo
    fields = ("video", "position")
    readonly_fields = fields


class FileInline(ReadOnlyInline):
    model = DeliveryFile
    fields = ("name", "size")
    readonly_fields = fields


class RevisionInline(ReadOnlyInline):
    model = RevisionRequest
    fields = ("number", "requested_by", "text", "created_at")
    readonly_fields = fields


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "milestone", "status", "created_at", "playable_at")
    list_filter = ("status", "created_at")
    list_select_related = ("milestone",)
    search_fields = ("public_id", "milestone__public_id", "milestone__contract__title", "note")
    ordering = ("-id",)
    inlines = (VideoInline, FileInline, RevisionInline)


@admin.register(ContractEvent)
class ContractEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "contract", "milestone", "actor", "from_status", "to_status")
    list_filter = ("kind", "at")
    list_select_related = ("contract", "milestone", "actor")
    search_fields = ("contract__public_id", "contract__title", "actor__email")
    ordering = ("-id",)


@admin.register(CancellationRequest)
class CancellationRequestAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "milestone", "requested_by", "status", "answered_at")
    list_filter = ("status", "created_at")
    list_select_related = ("milestone", "requested_by")
    search_fields = ("milestone__contract__title", "milestone__public_id", "requested_by__email")
    ordering = ("-id",)


@admin.register(RevisionRequest)
class RevisionRequestAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "delivery", "number", "requested_by")
    list_select_related = ("delivery", "requested_by")
    search_fields = ("delivery__milestone__contract__title", "text", "requested_by__email")
    ordering = ("-id",)


@admin.register(ChangeOrder)
class ChangeOrderAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "kind", "milestone", "proposed_by", "status", "answered_at")
    list_filter = ("kind", "status", "created_at")
    list_select_related = ("milestone", "proposed_by")
    search_fields = ("milestone__contract__title", "milestone__public_id", "proposed_by__email", "reason")
    ordering = ("-id",)


@admin.register(Tip)
class TipAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "contract", "client", "amount", "status", "received_at")
    list_filter = ("status", "currency", "created_at")
    list_select_related = ("contract", "client")
    search_fields = ("public_id", "contract__title", "contract__public_id", "client__email")
    ordering = ("-id",)
