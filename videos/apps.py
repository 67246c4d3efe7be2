"""A video as an asset: upload, probe, transcode, renditions, playback."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideosConfig(AppConfig):
    name = "videos"
    verbose_name = _("Videos")

    def ready(self) -> None:
        from videos import outbox_handlers, own_data  # noqa: F401 - registers its topic

        own_data.register()
