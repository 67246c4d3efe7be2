"""What is searched: one table of documents for creators, gigs and jobs, and the words they are written in.

Rows here are derived: `discovery.actions.refresh_document` writes them, `manage.py search_rebuild` makes them anew.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

BEST = Q(tier=1)  # a literal, so that the planner knows the partial indexes


class Kind(models.TextChoices):
    """What a document stands for; the order is that of the tabs."""

    CREATOR = "creator", _("Creators")
    GIG = "gig", _("Gigs")
    JOB = "job", _("Jobs")


class SearchDocument(models.Model):
    """One creator, gig or job that anybody may find. What may not be found has no document.

    `tier` 1 marks the best of a kind by `quality` (see `actions.rank_documents`): the usual search looks there first.
    """

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    object_id = models.BigIntegerField(_("row"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="+"
    )
    members_only = models.BooleanField(_("for members"), default=False)

    title = models.CharField(_("title"), max_length=120)
    title_key = models.CharField(_("title, folded"), max_length=140)
    keywords = models.TextField(_("keywords"), blank=True)
    body = models.TextField(_("text"), blank=True)
    names = models.TextField(_("names and places"), blank=True)
    vector = SearchVectorField(_("vector"))
    quality = models.FloatField(_("quality"), default=0)
    tier = models.PositiveSmallIntegerField(_("tier"), default=1)

    top = models.ForeignKey(
        "creators.Category", verbose_name=_("top category"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    category = models.ForeignKey(
        "creators.Category", verbose_name=_("category"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    tops = ArrayField(models.IntegerField(), verbose_name=_("top categories"), default=list)
    skills = ArrayField(models.CharField(max_length=60), verbose_name=_("skills"), default=list)
    languages = ArrayField(models.CharField(max_length=3), verbose_name=_("languages"), default=list)
    shapes = ArrayField(models.CharField(max_length=6), verbose_name=_("shapes of its films"), default=list)
    lengths = ArrayField(models.CharField(max_length=6), verbose_name=_("lengths of its films"), default=list)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_verified = models.BooleanField(_("verified"), default=False)
    # The day from which it can be booked; none: not now, and nobody knows when.
    free_from = models.DateField(_("free from"), null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    price_minor = models.BigIntegerField(_("price"), null=True)
    days = models.PositiveSmallIntegerField(_("delivery in days"), null=True)
    deadline = models.DateField(_("deadline"), null=True)
    rating_average = models.DecimalField(_("average rating"), max_digits=3, decimal_places=2, default=0)
    rating_count = models.PositiveIntegerField(_("ratings"), default=0)
    finished_count = models.PositiveIntegerField(_("finished"), default=0)
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            # One thing is found once.
            models.UniqueConstraint(fields=["kind", "object_id"], name="document_once"),
            models.CheckConstraint(condition=Q(kind__in=["creator", "gig", "job"]), name="document_kind_known"),
            models.CheckConstraint(condition=Q(tier__in=[1, 2]), name="document_tier_known"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="document_words"),
            GinIndex(fields=["vector"], condition=BEST, name="document_words_best"),
            models.Index(fields=["kind", "-quality"], condition=BEST, name="document_best"),
            GinIndex(fields=["tops"], condition=Q(kind="creator"), name="document_tops"),
            # Each sort on offer, for a whole kind and within a top category.
            models.Index(fields=["kind", "-published_at", "-id"], name="document_newest"),
            models.Index(fields=["kind", "top", "-published_at", "-id"], name="document_newest_of_top"),
            models.Index(fields=["kind", "-rating_average", "-rating_count", "-id"], name="document_rated"),
            models.Index(
                fields=["kind", "top", "-rating_average", "-rating_count", "-id"], name="document_rated_of_top"
            ),
            models.Index(fields=["kind", "price_minor", "id"], name="document_cheapest"),
            models.Index(fields=["kind", "-price_minor", "-id"], name="document_dearest"),
            models.Index(fields=["kind", "top", "price_minor", "id"], name="document_cheapest_of_top"),
            models.Index(fields=["kind", "-finished_count", "-id"], name="document_experienced"),
            models.Index(fields=["kind", "top", "-finished_count", "-id"], name="document_experienced_of_top"),
            models.Index(OpClass("title_key", name="text_pattern_ops"), "kind", name="document_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class Vocabulary(models.Model):
    """A word of the documents, or a phrase of the trade: what typing is completed to and slips are corrected by."""

    class Kind(models.TextChoices):
        WORD = "word", _("Word")
        PHRASE = "phrase", _("Phrase")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    term = models.CharField(_("term"), max_length=60)
    documents = models.IntegerField(_("documents"))

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("vocabulary")
        constraints = [
            models.UniqueConstraint(fields=["kind", "term"], name="term_once"),
            # A word that nothing says any more is no longer a word.
            models.CheckConstraint(condition=Q(documents__gte=0), name="term_counted"),
        ]
        indexes = [
            GinIndex(OpClass("term", name="gin_trgm_ops"), name="term_trgm"),
            models.Index("kind", OpClass("term", name="text_pattern_ops"), name="term_prefix"),
        ]

    def __str__(self) -> str:
        return self.term


class Trend(models.Model):
    """How much is going on about a document lately: a number that decays. Narrow, because it changes by the hour."""

    document = models.OneToOneField(
        SearchDocument, verbose_name=_("document"), primary_key=True, on_delete=models.CASCADE, related_name="trend"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    score = models.FloatField(_("score"))

    class Meta:
        verbose_name = _("trend")
        verbose_name_plural = _("trends")
        constraints = [models.CheckConstraint(condition=Q(score__gt=0), name="trend_is_something")]
        indexes = [models.Index(fields=["kind", "-score", "document"], name="trend_hottest")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.score:.2f}"
