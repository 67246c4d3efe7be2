"""The staff's desk: reports, decisions, sanctions, and what waits everywhere."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from accounts import groups
        from discovery.demo import also
        from moderation import demo, events, own_data  # noqa: F401 - events register themselves

        own_data.register()
        also.append(demo.lay)

        views = ("moderation.view_report", "moderation.view_sanction")
        groups.grant(groups.MODERATOR, *views, "moderation.decide_report", "moderation.decide_appeal")
        groups.grant(groups.SUPPORT, *views)
