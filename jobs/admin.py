"""Jobs in the admin: everything readable; staff may close one, by the same action as its client."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from creators.admin import TopCategoryFilter
from jobs.actions.close import close
from jobs.models import Invitation, Job, JobEvent, JobFile, JobQuestion, NdaAcceptance
from reelbyte import audit
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.errors import DomainError


class QuestionInline(ReadOnlyInline):
    model = JobQuestion
    fields = ["text", "required"]


class FileInline(ReadOnlyInline):
    model = JobFile
    fields = ["name", "video", "kind", "size"]


class InvitationInline(ReadOnlyInline):
    model = Invitation
    fields = ["creator", "status", "message", "reason", "created_at", "answered_at"]
    readonly_fields = ["status", "created_at", "answered_at"]


class EventInline(ReadOnlyInline):
    model = JobEvent
    fields = ["at", "actor", "move", "from_status", "to_status", "data"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["title", "client", "category", "status", "visibility", "budget", "proposal_count", "expires_at"]
    list_filter = [
        "status",
        "visibility",
        "nda_required",
        ("category__parent", TopCategoryFilter),
        "currency",
        "published_at",
    ]
    list_select_related = ["client", "category__parent"]
    search_fields = ["title", "slug", "description", "client__name", "client__email"]
    date_hierarchy = "created_at"
    inlines = [QuestionInline, FileInline, InvitationInline, EventInline]
    actions = ["close_selected"]

    @admin.display(description=_("budget"), ordering="budget_max_minor")
    def budget(self, job: Job) -> str:
        if job.budget_max is None:
            return ""
        return str(job.budget_max) if job.is_fixed else f"{job.budget_min} – {job.budget_max}"

    def has_close_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.close_job")

    @admin.action(description=_("Close the selected jobs"), permissions=["close"])
    def close_selected(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        for job in jobs:
            try:
                close(job, actor=request.user)
                audit.record(request.user, "jobs.closed_by_staff", job)
            except DomainError as refusal:
                self.message_user(request, f"{job}: {refusal.message}", messages.ERROR)
            else:
                self.message_user(request, _("“%(job)s” is closed.") % {"job": job}, messages.SUCCESS)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["job", "creator", "status", "reason", "created_at", "answered_at"]
    list_filter = ["status", "created_at"]
    list_select_related = ["job", "creator"]
    search_fields = ["job__title", "job__slug", "creator__name", "creator__email"]


@admin.register(NdaAcceptance)
class NdaAcceptanceAdmin(ReadOnlyAdmin):
    list_display = ["at", "job", "creator", "version"]
    list_select_related = ["job", "creator"]
    search_fields = ["job__title", "job__slug", "creator__name", "creator__email"]


@admin.register(JobEvent)
class JobEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "job", "actor", "move", "from_status", "to_status"]
    list_filter = ["move", "at"]
    list_select_related = ["job", "actor"]
    search_fields = ["job__title", "job__slug", "actor__email"]
