"""Fixed offers: gigs, packages, extras."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GigsConfig(AppConfig):
    name = "gigs"
    verbose_name = _("Gigs")
