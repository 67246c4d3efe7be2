"""A person or company that hires: what creators are shown before they say yes."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte.models import TimestampedModel
from reelbyte.storages import public_storage


def logo_key(profile: "ClientProfile", filename: str) -> str:
    """A name made here, as for a person's picture."""
    return f"logos/{uuid4().hex}.webp"


class ClientProfile(TimestampedModel):
    """The client's side of a person. There is none until they write one."""

    class Kind(models.TextChoices):
        PERSON = "person", _("A person")
        COMPANY = "company", _("A company")

    class Size(models.TextChoices):
        ALONE = "1", _("Just me")
        SMALL = "2-10", _("2 to 10 people")
        MEDIUM = "11-50", _("11 to 50 people")
        LARGE = "51-250", _("51 to 250 people")
        HUGE = "251+", _("More than 250 people")

    class Industry(models.TextChoices):
        AGENCY = "agency", _("Agency or production")
        BEAUTY = "beauty", _("Beauty and fashion")
        EDUCATION = "education", _("Education")
        EVENTS = "events", _("Events and culture")
        FINANCE = "finance", _("Finance")
        FOOD = "food", _("Food and drink")
        GAMES = "games", _("Games and entertainment")
        HEALTH = "health", _("Health and sport")
        HOME = "home", _("Home and property")
        PUBLIC = "public", _("Non-profit and public")
        RETAIL = "retail", _("Shops and e-commerce")
        TECHNOLOGY = "technology", _("Technology and software")
        TRAVEL = "travel", _("Travel")
        OTHER = "other", _("Something else")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="client_profile",
    )
    kind = models.CharField(_("who hires"), max_length=10, choices=Kind, default=Kind.PERSON)
    company_name = models.CharField(_("company"), max_length=120, blank=True)
    logo = models.ImageField(_("logo"), upload_to=logo_key, storage=public_storage, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    size = models.CharField(_("size"), max_length=10, choices=Size, blank=True)
    industry = models.CharField(_("industry"), max_length=20, choices=Industry, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    about = models.TextField(_("about"), max_length=2_000, blank=True)

    class Meta:
        verbose_name = _("client profile")
        verbose_name_plural = _("client profiles")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "company"]),
                name="client_profile_kind_known",
            ),
            # A company is shown by its name: without one there would be nothing to show.
            models.CheckConstraint(
                condition=Q(kind="person") | ~Q(company_name=""),
                name="client_profile_company_named",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The company's name, else the person's."""
        return self.company_name if self.kind == self.Kind.COMPANY else self.user.display_name

    @property
    def logo_url(self) -> str:
        """Where the logo is, or nothing."""
        return self.logo.url if self.logo else ""
