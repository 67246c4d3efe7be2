"""Gigs in the admin: the review queue first, everything readable, moved only by the same actions as on the site."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from gigs.actions.review import approve, reject
from gigs.forms import RejectionForm
from gigs.models import FAQ, BriefQuestion, Extra, Gig, GigEvent, GigSample, Package
from reelbyte import clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.errors import DomainError
from reelbyte.money import Money


class PackageInline(ReadOnlyInline):
    model = Package
    fields = ["tier", "title", "shown_price", "delivery_days", "revisions", "licence"]
    readonly_fields = ["shown_price"]

    @admin.display(description=_("price"))
    def shown_price(self, package: Package) -> str:
        return str(package.price)


class ExtraInline(ReadOnlyInline):
    model = Extra
    fields = ["title", "shown_price", "days_delta"]
    readonly_fields = ["shown_price"]

    @admin.display(description=_("price"))
    def shown_price(self, extra: Extra) -> str:
        return str(extra.price)


class SampleInline(ReadOnlyInline):
    model = GigSample
    fields = ["video", "watch"]
    readonly_fields = ["watch"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("video__renditions")

    @admin.display(description=_("watch"))
    def watch(self, sample: GigSample) -> str:
        url = sample.video.stream_url
        return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', url, _("Play")) if url else "–"


class FAQInline(ReadOnlyInline):
    model = FAQ
    fields = ["question", "answer"]


class QuestionInline(ReadOnlyInline):
    model = BriefQuestion
    fields = ["text", "kind", "required"]


class EventInline(ReadOnlyInline):
    model = GigEvent
    fields = ["at", "actor", "move", "from_status", "to_status", "reason"]


@admin.register(Gig)
class GigAdmin(ReadOnlyAdmin):
    """The desk for gigs. Staff with `review_gig` approve with one click and send back with a reason."""

    change_form_template = "gigs/admin/change_form.html"
    list_display = ["title", "creator", "category", "status", "waiting", "shown_from", "published_at"]
    list_filter = ["status", "category__parent", "currency", "published_at"]
    list_select_related = ["creator__user", "category__parent"]
    search_fields = ["title", "slug", "creator__handle", "creator__user__name", "creator__user__email", "tags"]
    date_hierarchy = "created_at"
    inlines = [SampleInline, PackageInline, ExtraInline, FAQInline, QuestionInline, EventInline]
    actions = ["approve_selected"]

    @admin.display(description=_("waiting"), ordering="updated_at")
    def waiting(self, gig: Gig) -> str:
        return timesince(gig.updated_at, clock.now()) if gig.status == Gig.Status.IN_REVIEW else ""

    @admin.display(description=_("from"), ordering="from_minor")
    def shown_from(self, gig: Gig) -> str:
        return str(gig.from_price) if gig.from_price else ""

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("gigs.review_gig")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/approval/", guarded(self.approval), name="gigs_gig_approval"),
            path("<int:pk>/rejection/", guarded(self.rejection), name="gigs_gig_rejection"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        context = {**(extra_context or {}), "may_review": self.has_review_permission(request)}
        return super().change_view(request, object_id, form_url, context)

    @admin.action(description=_("Approve the selected gigs"), permissions=["review"])
    def approve_selected(self, request: HttpRequest, gigs: QuerySet[Gig]) -> None:
        for gig in gigs:
            self._decide(request, gig, approve)

    def approval(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click."""
        gig = self._gig(request, pk)
        if request.method == "POST":
            self._decide(request, gig, approve)
        return redirect("admin:gigs_gig_change", gig.pk)

    def rejection(self, request: HttpRequest, pk: int) -> HttpResponse:
        """With the reason its creator will read."""
        gig = self._gig(request, pk)
        form = RejectionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            self._decide(request, gig, reject, reason=form.cleaned_data["reason"])
            return redirect("admin:gigs_gig_change", gig.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Send back"),
            "gig": gig,
            "form": form,
            "opts": self.opts,
        }
        return render(request, "gigs/admin/rejection.html", context, status=422 if form.errors else 200)

    def _gig(self, request: HttpRequest, pk: int) -> Gig:
        if not self.has_review_permission(request):
            raise PermissionDenied
        return get_object_or_404(Gig, pk=pk)

    def _decide(self, request: HttpRequest, gig: Gig, action: Any, **reason: str) -> None:
        try:
            action(gig, actor=request.user, **reason)
        except DomainError as refusal:
            self.message_user(request, f"{gig}: {refusal.message}", messages.ERROR)
        else:
            self.message_user(request, _("“%(gig)s” is decided.") % {"gig": gig}, messages.SUCCESS)


@admin.register(GigEvent)
class GigEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "gig", "actor", "move", "from_status", "to_status", "reason"]
    list_filter = ["move", "at"]
    list_select_related = ["gig", "actor"]
    search_fields = ["gig__title", "gig__slug", "actor__email", "reason"]


@admin.register(Package)
class PackageAdmin(ReadOnlyAdmin):
    """Every price, with what it was before."""

    list_display = ["gig", "tier", "title", "price_minor", "currency", "delivery_days", "revisions"]
    list_filter = ["tier", "licence"]
    list_select_related = ["gig"]
    search_fields = ["gig__title", "gig__slug", "title"]
    readonly_fields = ["history"]

    @admin.display(description=_("price history"))
    def history(self, package: Package) -> str:
        rows = Package.pgh_event_model.objects.filter(pgh_obj=package).order_by("pgh_id")  # type: ignore[attr-defined]
        prices = [
            (f"{row.pgh_created_at:%Y-%m-%d %H:%M}", Money(row.price_minor, package.gig.currency)) for row in rows
        ]
        return format_html_join("", "{} UTC: {}<br>", prices)

    @admin.display(description=_("currency"))
    def currency(self, package: Package) -> str:
        return package.gig.currency
