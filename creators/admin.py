"""Creators in the admin. Counted columns are read-only: they are written by the actions that count."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from creators.models import Category, CreatorProfile, PortfolioItem, ProfileLanguage, Skill


class TopCategoryFilter(admin.RelatedOnlyFieldListFilter):
    """By the category above: those something is in, not all of both floors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("category")


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ["name", "parent", "slug", "icon", "position"]
    list_filter = [("parent", TopCategoryFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):
    list_display = ["name", "category", "creators_count"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number=Count("creators"))

    @admin.display(description="creators", ordering="number")
    def creators_count(self, skill: Skill) -> int:
        return skill.number  # type: ignore[attr-defined]


class LanguageInline(admin.TabularInline):
    model = ProfileLanguage
    extra = 0


class PortfolioInline(admin.TabularInline):
    model = PortfolioItem
    fields = ["title", "video", "is_highlight", "position"]
    readonly_fields = ["title", "video", "is_highlight", "position"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("video")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(CreatorProfile)
class CreatorProfileAdmin(admin.ModelAdmin):
    list_display = [
        "handle",
        "user",
        "headline",
        "availability",
        "user__profile_visibility",
        "rating_average",
        "rating_count",
        "finished_count",
    ]
    list_filter = ["availability", "user__profile_visibility", "currency", "skills__category"]
    list_select_related = ["user"]
    search_fields = ["handle", "headline", "user__name", "user__email", "location"]
    autocomplete_fields = ["skills"]
    raw_id_fields = ["user"]
    readonly_fields = [
        "public_id",
        "rating_average",
        "rating_count",
        "finished_count",
        "queue_length",
        "created_at",
        "updated_at",
    ]
    inlines = [LanguageInline, PortfolioInline]


@admin.register(PortfolioItem)
class PortfolioItemAdmin(admin.ModelAdmin):
    list_display = ["title", "profile", "role", "client_name", "is_highlight", "created_at"]
    list_filter = ["is_highlight"]
    list_select_related = ["profile__user"]
    search_fields = ["title", "profile__handle", "profile__user__name", "client_name"]
    raw_id_fields = ["profile", "video"]
    readonly_fields = ["public_id", "created_at", "updated_at"]
