"""People as staff see them. What changes a person goes through an action, with a reason."""

from typing import Any

import allauth.account.admin  # noqa: F401
import allauth.mfa.admin  # noqa: F401
import allauth.socialaccount.admin  # noqa: F401
import allauth.usersessions.admin  # noqa: F401 - so that theirs are there to be replaced
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import identity_desk  # noqa: F401 - registers itself
from accounts.actions.limit import limit
from accounts.actions.suspend import reinstate, suspend
from accounts.models import Block, ClientProfile, User
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline, ReasonForm
from reelbyte.errors import DomainError

admin.site.site_header = _("ReelByte staff desk")
admin.site.site_title = _("ReelByte staff")
admin.site.index_title = _("Desk")
# One way in for everybody: allauth's, with its rate limits and second factors.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class ClientProfileInline(ReadOnlyInline):
    model = ClientProfile
    fields = ("kind", "company_name", "website", "industry", "size", "country")


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Superusers may edit names, groups and staff; everybody else reads."""

    list_display = ("email", "name", "roles", "status", "is_staff", "country", "date_joined", "last_seen_at")
    list_filter = ("status", "roles", "is_staff", "groups", "date_joined")
    search_fields = ("email", "name", "public_id")
    ordering = ("-date_joined", "-id")
    date_hierarchy = "date_joined"
    list_per_page = 50
    fields = (
        "public_id",
        "email",
        "name",
        "roles",
        "active_role",
        "status",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "timezone",
        "country",
        "date_joined",
        "last_login",
        "last_seen_at",
    )
    filter_horizontal = ("groups",)
    inlines = (ClientProfileInline,)
    actions = ("limit", "suspend", "reinstate")
    action_form = ReasonForm

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        written_elsewhere = {"name", "is_staff", "is_superuser", "groups"}
        return tuple(name for name in self.fields if name not in written_elsewhere)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Groups and staff are how rights are given: no group may give them."""
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_sanction_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.sanction_user")

    @admin.action(description=_("Limit to what is under way (reason needed)"), permissions=["sanction"])
    def limit(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, limit, _("%(count)s limited."))

    @admin.action(description=_("Suspend (reason needed)"), permissions=["sanction"])
    def suspend(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, suspend, _("%(count)s suspended."))

    @admin.action(description=_("Reinstate"), permissions=["sanction"])
    def reinstate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, reinstate, _("%(count)s reinstated."))

    def _each(self, request: HttpRequest, queryset: QuerySet[User], action: Any, told: Any) -> None:
        done = 0
        for person in queryset:
            try:
                action(request.user, person, request.POST.get("reason", ""))
            except DomainError as error:
                self.message_user(request, f"{person}: {error.message}", messages.WARNING)
            else:
                done += 1
        self.message_user(request, told % {"count": done})


@admin.register(ClientProfile)
class ClientProfileAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "company_name", "industry", "size", "country", "updated_at")
    list_filter = ("kind", "industry", "size")
    list_select_related = ("user",)
    search_fields = ("user__email", "company_name")


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    list_display = ("blocker", "blocked", "created_at")
    list_select_related = ("blocker", "blocked")
    search_fields = ("blocker__email", "blocked__email")


class AuthenticatorAdmin(ReadOnlyAdmin):
    """That there is a second factor, never its secret."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "type", "created_at", "last_used_at")


class UserSessionAdmin(ReadOnlyAdmin):
    """Where somebody is signed in, never the key."""

    list_display = ("user", "ip", "user_agent", "created_at")
    list_select_related = ("user",)
    search_fields = ("user__email", "ip")
    fields = ("user", "ip", "user_agent", "created_at")


class EmailAddressAdmin(ReadOnlyAdmin):
    """Whose address is proven."""

    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified", "primary")
    list_select_related = ("user",)
    search_fields = ("email", "user__name")


class SocialAccountAdmin(ReadOnlyAdmin):
    """Who signs in through whom."""

    list_display = ("user", "provider", "uid", "date_joined", "last_login")
    list_filter = ("provider",)
    list_select_related = ("user",)
    search_fields = ("user__email", "uid")
    fields = ("user", "provider", "uid", "date_joined", "last_login")


# In place of allauth's own desks, which let rows be edited and show secrets (imported above, so registered).
for model, desk in (
    (Authenticator, AuthenticatorAdmin),
    (UserSession, UserSessionAdmin),
    (EmailAddress, EmailAddressAdmin),
    (SocialAccount, SocialAccountAdmin),
):
    admin.site.unregister(model)
    admin.site.register(model, desk)
# Keys come from the environment, and tokens are not kept.
admin.site.unregister([SocialApp, SocialToken])
