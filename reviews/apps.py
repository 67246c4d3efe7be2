"""Ratings and answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from reviews import events, own_data, receivers  # noqa: F401 - they register themselves

        own_data.register()
