"""The shared rows as staff read them, and the base of every read-only desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reelbyte import audit, clock
from reelbyte.models import AuditEntry, OutboxMessage


class ReasonForm(ActionForm):
    """Beside a list's actions: why. Kept in the audit trail, and where an action says so, read by the person."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only actions write: money, events, trails. To be read, searched and never edited."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """What a list shows by name is on a row's own page too."""
        rows = super().get_queryset(request)
        related = self.list_select_related
        return rows if isinstance(related, bool) else rows.select_related(*related)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What nobody knows yet would be a dash between what is known; a row's public name is asked for last."""
        names = [name for name in super().get_fields(request, obj) if obj is None or _is_known(obj, name)]
        return sorted(names, key=lambda name: name == "public_id")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_known(row: Any, name: Any) -> bool:
    """Whether a column of that name has something in it; whatever else a page prints is asked for when it does."""
    columns = {column.name: column.attname for column in row._meta.concrete_fields}
    return name not in columns or getattr(row, columns[name]) not in (None, "")


class ReadOnlyInline(admin.TabularInline):
    """The same for rows shown below their parent, with what they point at."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        relations = [column for column in self.opts.concrete_fields if column.is_relation]
        # The parent too: what a row shows is often in its parent's currency.
        joined = [
            column.name
            for column in relations
            if column.name in (self.fields or ()) or column.related_model is self.parent_model
        ]
        return super().get_queryset(request).select_related(*joined)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "target_type", "target_id", "reason")
    list_filter = ("action", "target_type", "at")
    list_select_related = ("actor",)
    search_fields = ("actor__email", "action", "target_id", "reason")
    date_hierarchy = "at"
    ordering = ("-at", "-id")


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    list_display = (
        "topic",
        "key",
        "status",
        "attempts",
        "available_at",
        "done_at",
        "last_error",
    )
    list_filter = ("status", "topic", "created_at")
    search_fields = ("topic", "key", "last_error")
    ordering = ("-id",)
    actions = ("try_again",)

    @admin.action(description=_("Try again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        """Put what was given up on back in the queue; the sweep picks it up."""
        given_up = list(queryset.filter(status=OutboxMessage.Status.DEAD))
        for message in given_up:
            audit.record(request.user, "outbox.retried", message)  # type: ignore[arg-type]
        OutboxMessage.objects.filter(pk__in=[message.pk for message in given_up]).update(
            status=OutboxMessage.Status.PENDING, attempts=0, available_at=clock.now()
        )
        count = len(given_up)
        self.message_user(
            request,
            ngettext(
                "%d message will be tried again.",
                "%d messages will be tried again.",
                count,
            )
            % count,
            messages.SUCCESS,
        )
