"""Reviews as staff read them. Ratings are never edited."""

from django.contrib import admin

from reelbyte.admin import ReadOnlyAdmin
from reviews.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = (
        "author",
        "subject",
        "direction",
        "stars",
        "created_at",
        "published_at",
        "hidden_at",
    )
    list_filter = ("direction", "published_at", "hidden_at", "created_at")
    list_select_related = ("author", "subject")
    search_fields = ("author__email", "subject__email", "text", "contract__public_id")
    date_hierarchy = "created_at"
