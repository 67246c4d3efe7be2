"""Conversations as staff see them: who with whom and when. What was said, only with the right to read it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from messaging import review_desk  # noqa: F401 - registers itself
from messaging.models import Attachment, Conversation, EarlierText, Message, Participant
from reelbyte import audit
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline

READ = "messaging.read_messages"


class ParticipantInline(ReadOnlyInline):
    model = Participant
    fields = readonly_fields = ("user", "last_read_seq", "last_seq", "last_read_at")
    show_change_link = False


class EarlierTextInline(ReadOnlyInline):
    """What it said before; for those who may read messages."""

    model = EarlierText
    fields = readonly_fields = ("text", "reason", "at")
    show_change_link = False


class AttachmentInline(ReadOnlyInline):
    """What files went with it; the files themselves stay with the two people."""

    model = Attachment
    fields = readonly_fields = ("name", "kind", "size", "created_at")
    show_change_link = False


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "subject", "subject_label", "last_seq")
    list_filter = ("created_at",)
    search_fields = ("participants__user__email", "subject", "subject_label", "=public_id")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    fields = ("public_id", "subject", "subject_label", "url", "last_seq", "created_at")
    inlines = (ParticipantInline,)


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "conversation", "seq", "kind", "sender", "card_kind")
    list_filter = ("kind", "card_kind", "created_at")
    list_select_related = ("conversation", "sender")
    search_fields = ("sender__email", "=conversation__public_id")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    inlines = (AttachmentInline, EarlierTextInline)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if request.user.has_perm(READ) else (AttachmentInline,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        known = (
            "conversation",
            "seq",
            "kind",
            "sender",
            "card_kind",
            "card_ref",
            "answers",
            "edited_at",
            "deleted_at",
            "created_at",
        )
        return (*known, "text", "context") if request.user.has_perm(READ) else known

    def get_search_fields(self, request: HttpRequest) -> Any:
        # Whoever may search for words can read them, one guess after the other.
        return (*self.search_fields, "text") if request.user.has_perm(READ) else self.search_fields

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One message. Who reads what people wrote to each other is kept in the audit trail."""
        response = super().change_view(request, object_id, form_url, extra_context)
        message = self.get_object(request, object_id)  # from here on it is shown
        if message is not None and request.user.has_perm(READ):
            audit.record(request.user, "messaging.read", message.conversation, seq=message.seq)
        return response


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "owner", "name", "kind", "size", "is_sent")
    list_filter = ("kind", "created_at")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "name", "=public_id")
    ordering = ("-created_at", "-id")
    fields = ("public_id", "owner", "message", "name", "kind", "content_type", "size", "width", "height", "created_at")

    @admin.display(boolean=True, description=_("sent"))
    def is_sent(self, attachment: Attachment) -> bool:
        return attachment.message_id is not None
