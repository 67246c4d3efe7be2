"""Fixed offers: gigs, packages, extras."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GigsConfig(AppConfig):
    name = "gigs"
    verbose_name = _("Gigs")

    def ready(self) -> None:
        from accounts import groups, hooks
        from gigs import events, onboarding, own_data, subjects  # noqa: F401 - events register themselves
        from gigs.actions.change_cover import leave_film
        from gigs.actions.pause import pause_all_of
        from videos.hooks import on_hidden

        onboarding.register()
        own_data.register()
        subjects.register()
        hooks.on_suspend(pause_all_of)
        on_hidden("sample", leave_film)
        views = [
            f"gigs.view_{model}"
            for model in ("gig", "gigevent", "package", "extra", "faq", "briefquestion", "gigsample", "dailyviews")
        ]
        groups.grant(groups.MODERATOR, "gigs.review_gig", *views)
        groups.grant(groups.SUPPORT, *views)
