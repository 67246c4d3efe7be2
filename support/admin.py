"""Pages and tickets as staff work on them: drafts are edited, what is published is read; questions are answered."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from reelbyte import audit, clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.deciding import DecidingAdmin, with_note
from reelbyte.errors import DomainError
from support import numbers, queries
from support.actions.answer_ticket import answer_as_staff, solve
from support.actions.draft import draft
from support.actions.publish import may_publish, publish
from support.forms import PageForm, PageVersionForm
from support.models import Page, PageVersion, TermsAcceptance, Ticket, TicketMessage
from support.views.tickets import ALONE


class VersionInline(ReadOnlyInline):
    model = PageVersion
    fields = readonly_fields = ("number", "title", "status", "effective_at", "published_by")


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """Addresses. A new one needs a first version."""

    form = PageForm
    list_display = ("slug", "topic", "position", "next_version")
    list_filter = ("topic",)
    search_fields = ("slug", "versions__title")
    ordering = ("topic", "position")
    inlines = (VersionInline,)

    @admin.display(description=_("write"))
    def next_version(self, page: Page) -> str:
        url = reverse("admin:support_pageversion_add")
        return format_html('<a href="{}?page={}">{}</a>', url, page.pk, _("Next version"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PageVersion)
class PageVersionAdmin(admin.ModelAdmin):
    """Only drafts are edited; to publish is an action, and for ever."""

    form = PageVersionForm
    change_form_template = "support/admin/version.html"
    list_display = ("page", "number", "title", "status", "effective_at", "published_by", "stale_numbers")
    list_filter = ("status", "page__topic")
    list_select_related = ("page", "published_by")
    search_fields = ("page__slug", "title", "body")
    ordering = ("page__topic", "page__position", "-number")
    actions = ("publish_selected",)

    @admin.display(description=_("other numbers today"), boolean=False)
    def stale_numbers(self, version: PageVersion) -> str:
        """What a legal page in force says otherwise than the site does: time for a new version."""
        if version.page.topic != Page.Topic.LEGAL or not version.is_published:
            return ""
        today = numbers.today()
        return ", ".join(name for name, value in version.numbers.items() if today.get(name) != value)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("page",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next version begins with the words of the last."""
        initial = super().get_changeform_initial_data(request)
        asked = str(initial.get("page", ""))
        page = Page.objects.filter(pk=int(asked)).first() if asked.isdecimal() else None
        last = page.versions.order_by("-number").first() if page else None
        return {**initial, "title": last.title, "summary": last.summary, "body": last.body} if last else initial

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("support.publish_pageversion") or request.user.has_perm("support.publish_legal")

    def save_model(self, request: HttpRequest, obj: PageVersion, form: Any, change: bool) -> None:
        if change:
            obj.save()
            return
        data = form.cleaned_data
        made = draft(request.user, **data)  # type: ignore[arg-type]
        obj.pk, obj.number = made.pk, made.number
        obj.refresh_from_db()

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        version = (
            PageVersion.objects.select_related("page").filter(pk=object_id).first() if object_id.isdecimal() else None
        )
        may = version is not None and not version.is_published and may_publish(request.user, version.page)  # type: ignore[arg-type]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_publish": may})

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", guarded(self.preview), name="support_pageversion_preview"),
            path("<int:pk>/publication/", guarded(self.publication), name="support_pageversion_publication"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As its page will look."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(PageVersion.objects.select_related("page"), pk=pk)
        shown = queries.Shown(version, queries.rendered(version, version.page), None, [])
        context = {"page": version.page, "shown": shown, "version": version, "is_preview": True}
        return render(request, "support/page.html", context)

    def publication(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click, and it stays."""
        version = get_object_or_404(PageVersion.objects.select_related("page"), pk=pk)
        if not may_publish(request.user, version.page):  # type: ignore[arg-type]
            raise PermissionDenied
        if request.method == "POST":
            self._publish(request, version)
        return redirect("admin:support_pageversion_change", pk)

    @admin.action(description=_("Publish the selected drafts"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[PageVersion]) -> None:
        for version in queryset.select_related("page"):
            self._publish(request, version)

    def _publish(self, request: HttpRequest, version: PageVersion) -> None:
        try:
            publish(request.user, version)  # type: ignore[arg-type]
        except DomainError as refusal:
            self.message_user(request, f"{version}: {refusal.message}", messages.ERROR)
        else:
            self.message_user(request, _("“%(version)s” is published.") % {"version": version}, messages.SUCCESS)


@admin.register(TermsAcceptance)
class TermsAcceptanceAdmin(ReadOnlyAdmin):
    list_display = ("user", "version", "how", "accepted_at")
    list_filter = ("how", "version__number", "accepted_at")
    list_select_related = ("user", "version__page")
    search_fields = ("user__email",)


class MessageInline(ReadOnlyInline):
    model = TicketMessage
    fields = readonly_fields = ("created_at", "author", "is_staff", "text", "file_name")
    ordering = ("id",)


@admin.register(Ticket)
class TicketAdmin(DecidingAdmin):
    """The queue: who waits longest stands first."""

    right = "support.answer_ticket"
    told = _("Answered.")
    decisions = {
        "answer": with_note(_("Answer"), partial(answer_as_staff, solved=False)),
        "solution": with_note(_("Answer and mark as solved"), partial(answer_as_staff, solved=True)),
    }
    change_form_template = "support/admin/ticket.html"
    list_display = ("subject", "who", "category", "status", "waits", "created_at")
    list_filter = ("status", "category", "created_at")
    list_select_related = ("user",)
    search_fields = ("subject", "user__email", "email", "messages__text", "public_id")
    date_hierarchy = "created_at"
    ordering = ("status", "turned_at")  # "open" is the first of the words
    fields = ("public_id", "user", "name", "email", "category", "subject", "status", "created_at", "turned_at")
    readonly_fields = ("public_id",)
    inlines = (MessageInline,)
    actions = ("solve_selected",)

    @admin.display(description=_("waiting for"), ordering="turned_at")
    def waits(self, ticket: Ticket) -> str:
        return timesince(ticket.turned_at, clock.now()) if ticket.status == Ticket.Status.OPEN else ""

    @admin.action(description=_("Mark as solved, without a word"), permissions=["decide"])
    def solve_selected(self, request: HttpRequest, queryset: QuerySet[Ticket]) -> None:
        for ticket in queryset:
            solve(ticket, actor=request.user, by_staff=True)  # type: ignore[arg-type]
        self.message_user(request, _("Solved."), messages.SUCCESS)


@admin.register(TicketMessage)
class TicketMessageAdmin(ReadOnlyAdmin):
    """What was said, and its file: who of us has opened it is in the trail."""

    change_form_template = "support/admin/message.html"
    list_display = ("created_at", "ticket", "author", "is_staff", "file_name")
    list_filter = ("is_staff", "created_at")
    list_select_related = ("ticket", "author")
    search_fields = ("text", "ticket__subject")
    fields = ("ticket", "author", "is_staff", "text", "file_name", "content_type", "created_at")

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/file/", self.admin_site.admin_view(self.file), name="support_ticketmessage_file")
        return [own, *super().get_urls()]

    def file(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        """By POST: to open somebody's file is an act."""
        if not request.user.has_perm("support.answer_ticket"):
            raise PermissionDenied
        message = get_object_or_404(TicketMessage.objects.exclude(file=""), pk=pk)
        if request.method != "POST":
            return redirect("admin:support_ticketmessage_change", pk)
        audit.record(request.user, "support.file_opened", message)  # type: ignore[arg-type]
        opened = message.file.open("rb")
        return FileResponse(
            opened, as_attachment=True, filename=message.file_name, content_type=message.content_type, headers=ALONE
        )
