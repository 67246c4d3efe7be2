"""Held messages as staff work on them: what waits longest first, let through with a click, refused with a reason."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from messaging.actions.decide_held import let_through, refuse
from messaging.models import ContactFlag, HeldMessage, Participant
from reelbyte import audit, clock, policy
from reelbyte.admin import ReadOnlyAdmin, ReasonForm
from reelbyte.deciding import DecidingAdmin, with_note

EXCERPT = 160  # characters in the list


def _waits(held: HeldMessage) -> bool:
    return held.status == HeldMessage.Status.WAITING


@admin.register(HeldMessage)
class HeldMessageAdmin(DecidingAdmin):
    """Staff with `decide_heldmessage` read it and decide; the trail says who has opened what."""

    right = "messaging.decide_heldmessage"
    decisions = {
        "delivery": with_note(_("Let through"), let_through, _waits),
        "refusal": with_note(_("Refuse"), refuse, _waits),
    }
    change_form_template = "messaging/admin/held_message.html"
    list_display = ("excerpt", "sender", "to", "kinds", "counted", "status", "waiting", "held_at", "decided_by")
    list_filter = ("status", "held_at")
    list_select_related = ("sender", "conversation", "decided_by")
    search_fields = ("sender__email", "sender__name", "text", "=public_id", "=conversation__public_id")
    ordering = ("-status", "held_at")  # "waiting" is the last of the words
    date_hierarchy = "held_at"
    fields = (
        "public_id", "sender", "to", "about", "text", "attached", "kinds", "counted",
        "held_at", "status", "decided_at", "decided_by", "reason",
    )  # fmt: skip
    readonly_fields = ("public_id", "to", "about", "attached", "counted")
    actions = ("let_through", "refuse")
    action_form = ReasonForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[HeldMessage]:
        """With whom it goes to, and how often its writer did so of late."""
        others = Participant.objects.filter(conversation=OuterRef("conversation")).exclude(user=OuterRef("sender"))
        since = clock.now() - policy.CONTACT_WINDOW
        flags = ContactFlag.objects.filter(sender=OuterRef("sender"), at__gt=since, cleared_at__isnull=True)
        counted = flags.order_by().values("sender").annotate(n=Count("pk")).values("n")
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(other=Subquery(others.order_by("pk").values("user__name")[:1]), flags=Subquery(counted))

    @admin.display(description=_("what"))
    def excerpt(self, held: HeldMessage) -> str:
        return truncatechars(" ".join(held.text.split()), EXCERPT)

    @admin.display(description=_("to"))
    def to(self, held: Any) -> str:
        return held.other or "–"

    @admin.display(description=_("about"))
    def about(self, held: HeldMessage) -> str:
        return held.conversation.subject_label or "–"

    @admin.display(description=_("files"))
    def attached(self, held: HeldMessage) -> str:
        return ", ".join(file.name for file in held.files.all()) or "–"

    @admin.display(description=_("such messages lately"))
    def counted(self, held: Any) -> int:
        return held.flags or 0

    @admin.display(description=_("waiting for"), ordering="held_at")
    def waiting(self, held: HeldMessage) -> str:
        return timesince(held.held_at, clock.now()) if _waits(held) else ""

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """One of them. Who reads what people write to each other is kept in the audit trail."""
        response = super().change_view(request, object_id, form_url, extra_context)
        held = self.get_object(request, object_id)
        if held is not None:
            audit.record(request.user, "messaging.read", held)  # type: ignore[arg-type]
        return response

    @admin.action(description=_("Let through"), permissions=["decide"])
    def let_through(self, request: HttpRequest, queryset: QuerySet[HeldMessage]) -> None:
        self.take_each(request, queryset, "delivery")

    @admin.action(description=_("Refuse (the person reads the reason)"), permissions=["decide"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[HeldMessage]) -> None:
        self.take_each(request, queryset, "refusal")


@admin.register(ContactFlag)
class ContactFlagAdmin(ReadOnlyAdmin):
    """What was counted, the words themselves left out."""

    list_display = ("at", "sender", "conversation", "kinds", "cleared_at")
    list_filter = ("at",)
    list_select_related = ("sender", "conversation")
    search_fields = ("sender__email", "=conversation__public_id")
    date_hierarchy = "at"
    ordering = ("-at",)
    fields = ("sender", "conversation", "held", "kinds", "at", "cleared_at")
