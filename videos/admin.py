"""Videos as staff see them: what it is, what happened to it, why it failed, one more try."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reelbyte import audit
from reelbyte.errors import Conflict
from videos.actions.retry import retry_locked
from videos.models import Rendition, Video, VideoEvent
from videos.signing import signed_url


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RenditionInline(ReadOnlyInline):
    model = Rendition
    fields = ("kind", "storage", "shape", "bytes", "link")
    readonly_fields = fields

    @admin.display(description=_("pixels"))
    def shape(self, rendition: Rendition) -> str:
        return f"{rendition.width} × {rendition.height}"

    @admin.display(description=_("size"))
    def bytes(self, rendition: Rendition) -> str:
        return filesizeformat(rendition.size)

    @admin.display(description=_("file"))
    def link(self, rendition: Rendition) -> str:
        """Of what is public, or was until it was taken down: another private file is nothing to click on in a list."""
        film = rendition.video
        url = signed_url(film, rendition.kind) if film.is_public and not film.is_ready else rendition.public_url
        return format_html('<a href="{}">{}</a>', url, rendition.key) if url else "—"


class EventInline(ReadOnlyInline):
    model = VideoEvent
    fields = ("at", "from_status", "to_status", "actor", "detail")
    readonly_fields = fields


@admin.register(Video)
class VideoAdmin(admin.ModelAdmin):
    list_display = ("label", "owner", "purpose", "status", "percent", "length", "bytes", "failure", "created_at")
    list_filter = ("status", "failure_kind", "purpose", "created_at")
    list_select_related = ("owner",)
    search_fields = ("original_name", "title", "owner__email", "owner__name", "=public_id", "=sha256")
    search_help_text = _("file name, title, person, public id or SHA-256")
    date_hierarchy = "created_at"
    ordering = ("-pk",)
    inlines = (RenditionInline, EventInline)
    actions = ("try_again",)
    fieldsets = (
        (None, {"fields": ("public_id", "owner", "purpose", "title", "status", "percent", "ready_at")}),
        (_("Failure"), {"fields": ("failure", "failure_kind", "failure_log")}),
        (_("Original"), {"fields": ("original_name", "original_key", "bytes", "received", "sha256")}),
        (
            _("Measures"),
            {"fields": ("container", "codec", "width", "height", "rotation", "length", "rate", "frames", "has_audio")},
        ),
        (_("Work"), {"fields": ("run", "attempt", "created_at", "updated_at")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All of it: a video's state changes by its actions, never by editing a row."""
        return [name for _title, options in self.fieldsets or () for name in options["fields"]]  # type: ignore[misc]

    @admin.display(description=_("size"), ordering="size")
    def bytes(self, video: Video) -> str:
        return filesizeformat(video.size)

    @admin.display(description=_("length"), ordering="duration_ms")
    def length(self, video: Video) -> str:
        return video.duration_label or "—"

    @admin.display(description=_("progress"))
    def percent(self, video: Video) -> str:
        return f"{video.upload_percent if video.status == Video.Status.UPLOADING else video.progress} %"

    @admin.display(description=_("frame rate"))
    def rate(self, video: Video) -> str:
        return f"{video.fps_num / video.fps_den:.3f}" if video.fps_num and video.fps_den else "—"

    @admin.action(description=_("Process again"), permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        queued = 0
        for video_id in queryset.values_list("pk", flat=True):
            with transaction.atomic():
                video = Video.objects.select_for_update(no_key=True).get(pk=video_id)
                try:
                    retry_locked(video, actor=request.user)
                except Conflict as error:
                    self.message_user(request, f"{video.label}: {error.message}", messages.WARNING)
                    continue
                audit.record(request.user, "videos.retried", video)
                queued += 1
        if queued:
            told = ngettext("%d video is queued.", "%d videos are queued.", queued) % queued
            self.message_user(request, told, messages.SUCCESS)
