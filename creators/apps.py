"""Creator profiles, the trade's taxonomy, portfolios."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreatorsConfig(AppConfig):
    name = "creators"
    verbose_name = _("Creators")

    def ready(self) -> None:
        from accounts import groups
        from creators import onboarding, own_data, subjects

        own_data.register()
        onboarding.register()
        subjects.register()
        models = ("category", "skill", "creatorprofile", "portfolioitem", "profilelanguage")
        views = [f"creators.view_{model}" for model in models]
        words = [f"creators.{may}_{model}" for may in ("add", "change") for model in ("category", "skill")]
        groups.grant(groups.MODERATOR, *views, *words)
        groups.grant(groups.SUPPORT, *views)
