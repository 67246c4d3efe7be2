"""What people like and follow, to read."""

from django.contrib import admin

from discovery.models import Follow, Like
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
