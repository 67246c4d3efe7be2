"""What was told to whom, for support to read."""

from django.contrib import admin

from notifications.models import Delivery, Notification
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline


class DeliveryInline(ReadOnlyInline):
    model = Delivery
    fields = ("channel", "status", "changed_at")
    readonly_fields = fields


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "recipient", "kind", "text", "read_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("recipient",)
    search_fields = ("recipient__email", "key", "text")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    inlines = (DeliveryInline,)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("changed_at", "notification", "channel", "status")
    list_filter = ("channel", "status")
    list_select_related = ("notification",)
    search_fields = ("notification__recipient__email", "notification__key")
