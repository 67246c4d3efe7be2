"""Client briefs: jobs, invitations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from accounts import groups, hooks
        from jobs import events, onboarding, own_data, subjects  # noqa: F401 - events register themselves
        from jobs.actions.close import close_all_of

        onboarding.register()
        own_data.register()
        subjects.register()
        hooks.on_suspend(close_all_of)
        views = [
            f"jobs.view_{model}"
            for model in ("job", "jobevent", "jobquestion", "jobfile", "invitation", "ndaacceptance")
        ]
        groups.grant(groups.MODERATOR, "jobs.close_job", *views)
        groups.grant(groups.SUPPORT, *views)
