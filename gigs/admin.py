"""Gigs in the admin: the review queue first, everything readable, moved only by the same actions as on the site."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from creators.admin import TopCategoryFilter
from gigs.actions.review import approve, reject
from gigs.forms import RejectionForm
from gigs.models import FAQ, BriefQuestion, DailyViews, Extra, Gig, GigEvent, GigSample, Package
from reelbyte import clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.deciding import DecidingAdmin, Decision
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


def _is_waiting(gig: Gig) -> bool:
    return gig.status == Gig.Status.IN_REVIEW


@admin.register(Gig)
class GigAdmin(DecidingAdmin):
    """The desk for gigs. Staff with `review_gig` approve with one click and send back with a reason."""

    right = "gigs.review_gig"
    decisions = {
        "approval": Decision(_("Approve"), lambda staff, gig, data: approve(gig, actor=staff), when=_is_waiting),
        "rejection": Decision(
            _("Send back"),
            lambda staff, gig, data: reject(gig, actor=staff, **data),
            RejectionForm,
            _is_waiting,
            about=_("The gig becomes a draft again. Its creator reads what you write here."),
        ),
    }
    change_form_template = "gigs/admin/change_form.html"
    list_display = ["title", "creator", "category", "status", "waiting", "shown_from", "published_at"]
    list_filter = ["status", ("category__parent", TopCategoryFilter), "currency", "published_at"]
    list_select_related = ["creator__user", "category__parent"]
    search_fields = ["title", "slug", "creator__handle", "creator__user__name", "creator__user__email", "tags"]
    date_hierarchy = "created_at"
    inlines = [SampleInline, PackageInline, ExtraInline, FAQInline, QuestionInline, EventInline]
    actions = ["approve_selected"]

    @admin.display(description=_("waiting"), ordering="updated_at")
    def waiting(self, gig: Gig) -> str:
        return timesince(gig.updated_at, clock.now()) if _is_waiting(gig) else ""

    @admin.display(description=_("from"), ordering="from_minor")
    def shown_from(self, gig: Gig) -> str:
        return str(gig.from_price) if gig.from_price else ""

    @admin.action(description=_("Approve the selected gigs"), permissions=["decide"])
    def approve_selected(self, request: HttpRequest, gigs: QuerySet[Gig]) -> None:
        self.take_each(request, gigs, "approval")


@admin.register(GigEvent)
class GigEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "gig", "actor", "move", "from_status", "to_status", "reason"]
    list_filter = ["move", "at"]
    list_select_related = ["gig", "actor"]
    search_fields = ["gig__title", "gig__slug", "actor__email", "reason"]


@admin.register(DailyViews)
class DailyViewsAdmin(ReadOnlyAdmin):
    list_display = ["day", "gig", "people"]
    list_filter = ["day"]
    list_select_related = ["gig"]
    search_fields = ["gig__title", "gig__slug"]


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
