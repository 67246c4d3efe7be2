"""Lists of favourites, and searches that tell when there is something new."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from discovery.models.search import Kind
from reelbyte import clock
from reelbyte.models import PublicIdModel


class SavedList(PublicIdModel):
    """A named list of a person's. The first one is made by the first save."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="saved_lists"
    )
    name = models.CharField(_("name"), max_length=60)
    created_at = models.DateTimeField(_("made"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["id"]
        constraints = [
            # Two lists of one name cannot be told apart.
            models.UniqueConstraint(Lower("name"), "user", name="saved_list_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedItem(PublicIdModel):
    """A creator, a gig or a film in a list."""

    list = models.ForeignKey(SavedList, verbose_name=_("list"), on_delete=models.CASCADE, related_name="items")
    creator = models.ForeignKey(
        "creators.CreatorProfile", verbose_name=_("creator"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    gig = models.ForeignKey("gigs.Gig", verbose_name=_("gig"), null=True, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(
        "creators.PortfolioItem", verbose_name=_("film"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("saved"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("saved item")
        verbose_name_plural = _("saved items")
        ordering = ["-id"]
        constraints = [
            # One line, one thing.
            models.CheckConstraint(
                condition=Q(creator__isnull=False, gig__isnull=True, film__isnull=True)
                | Q(creator__isnull=True, gig__isnull=False, film__isnull=True)
                | Q(creator__isnull=True, gig__isnull=True, film__isnull=False),
                name="saved_item_one_thing",
            ),
            # Saved twice is saved once.
            models.UniqueConstraint(fields=["list", "creator"], name="saved_creator_once"),
            models.UniqueConstraint(fields=["list", "gig"], name="saved_gig_once"),
            models.UniqueConstraint(fields=["list", "film"], name="saved_film_once"),
        ]

    def __str__(self) -> str:
        return str(self.creator or self.gig or self.film)


class SavedSearch(PublicIdModel):
    """A search to come back to. `query` is the address's query, in the one order that `filters.address` writes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="saved_searches"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(_("query"), max_length=500, blank=True)
    alerts = models.BooleanField(_("tell me about new finds"), default=True)
    # Documents first published up to here were there when it was saved, or have been looked at since.
    looked_at = models.DateTimeField(_("looked at"), default=clock.now, editable=False)
    next_at = models.DateTimeField(_("next look"), editable=False)
    created_at = models.DateTimeField(_("saved"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["-id"]
        constraints = [
            # The same search is saved once.
            models.UniqueConstraint(fields=["user", "kind", "query"], name="saved_search_once"),
            models.CheckConstraint(condition=Q(kind__in=["creator", "gig", "job"]), name="saved_search_kind_known"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(alerts=True), name="saved_search_due")]

    def __str__(self) -> str:
        return self.name


class Find(models.Model):
    """A saved search has told about this: never again."""

    search = models.ForeignKey(SavedSearch, verbose_name=_("search"), on_delete=models.CASCADE, related_name="finds")
    object_id = models.BigIntegerField(_("row"))
    at = models.DateTimeField(_("when"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("find")
        verbose_name_plural = _("finds")
        constraints = [models.UniqueConstraint(fields=["search", "object_id"], name="find_told_once")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.object_id}"
