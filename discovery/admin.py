"""What people like and follow, to read; and what staff put in the window."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from creators.models import Category
from discovery.models import Featured, Follow, Like
from reelbyte import audit
from reelbyte.admin import ReadOnlyAdmin


@admin.register(Like)
class LikeAdmin(ReadOnlyAdmin):
    list_display = ["at", "user", "film"]
    list_select_related = ["user", "film"]
    search_fields = ["user__email", "film__title"]


@admin.register(Follow)
class FollowAdmin(ReadOnlyAdmin):
    list_display = ["at", "user", "creator"]
    list_select_related = ["user", "creator__user"]
    search_fields = ["user__email", "creator__handle"]


class FeaturedForm(forms.ModelForm):
    """Only top categories have a window."""

    class Meta:
        model = Featured
        fields = ["creator", "gig", "category", "starts", "ends", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].queryset = Category.objects.top()  # type: ignore[attr-defined]


@admin.register(Featured)
class FeaturedAdmin(admin.ModelAdmin):
    """The window. What is over stays to be read: nothing is deleted."""

    form = FeaturedForm
    list_display = ["shown", "where", "starts", "ends", "position", "chosen_by"]
    list_filter = ["category", "ends"]
    list_select_related = ["creator__user", "gig", "category", "chosen_by"]
    search_fields = ["creator__handle", "creator__user__name", "gig__title"]
    raw_id_fields = ["creator", "gig"]
    date_hierarchy = "starts"

    @admin.display(description=_("what"))
    def shown(self, row: Featured) -> str:
        return str(row)

    @admin.display(description=_("on the page of"))
    def where(self, row: Featured) -> str:
        return row.category.name if row.category else str(_("Home"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Featured, form: Any, change: bool) -> None:
        """Who chose it is kept, and each change in the trail."""
        if not change:
            obj.chosen_by = request.user
        super().save_model(request, obj, form, change)
        audit.record(request.user, "discovery.featured", obj, starts=str(obj.starts), ends=str(obj.ends))
