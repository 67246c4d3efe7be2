"""What was told to whom and how, for support to read."""

from django.contrib import admin

from notifications.models import Delivery, Digest, Notification, Preference, PushSubscription, Schedule
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline


class DeliveryInline(ReadOnlyInline):
    model = Delivery
    fields = ("channel", "subscription", "status", "send_after", "changed_at")
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
    list_display = ("changed_at", "notification", "channel", "status", "send_after")
    list_filter = ("channel", "status")
    list_select_related = ("notification",)
    search_fields = ("notification__recipient__email", "notification__key")


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "user", "period", "status", "changed_at")
    list_filter = ("status",)
    list_select_related = ("user",)
    search_fields = ("user__email", "period")
    ordering = ("-created_at", "-id")


@admin.register(Schedule)
class ScheduleAdmin(ReadOnlyAdmin):
    list_display = ("user", "digest", "next_digest_at", "quiet_from", "quiet_to", "zone")
    list_filter = ("digest",)
    list_select_related = ("user",)
    search_fields = ("user__email",)


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    list_display = ("user", "about", "channel", "is_on", "changed_at")
    list_filter = ("channel", "is_on")
    list_select_related = ("user",)
    search_fields = ("user__email", "about")


@admin.register(PushSubscription)
class PushSubscriptionAdmin(ReadOnlyAdmin):
    """Without what one could write to the browser with."""

    fields = ("user", "label", "created_at", "last_sent_at")
    list_display = fields
    list_select_related = ("user",)
    search_fields = ("user__email",)
