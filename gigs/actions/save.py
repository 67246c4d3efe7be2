"""Save what a gig says and costs."""

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from creators.models import CreatorProfile
from gigs import hooks
from gigs.models import FAQ, BriefQuestion, Extra, Gig, GigSample, Package
from reelbyte import policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money
from videos.models import Video

EDITABLE = frozenset(["title", "category", "tags", "description", "currency", "queue_limit"])


@dataclass(frozen=True)
class GigContent:
    """What the edit page holds. Rows are columns of their model; one with an "id" of this gig is kept and changed.

    `packages` are told apart by tier. Amounts in minor units of the gig's currency. The first sample is the cover.
    """

    fields: dict[str, Any]
    packages: list[dict[str, Any]] = field(default_factory=list)
    extras: list[dict[str, Any]] = field(default_factory=list)
    faqs: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    samples: list[Video] = field(default_factory=list)


def save_gig(creator: CreatorProfile, gig: Gig | None, content: GigContent) -> Gig:
    """Write a new draft, or change one of the creator's gigs; live ones stay live.

    Raises Conflict for a gig in review, Refused for prices outside policy or a live gig left without a
    package or a film.
    """
    if unknown := content.fields.keys() - EDITABLE:
        raise ValueError(f"not for a form to write: {sorted(unknown)}")
    with transaction.atomic():
        gig = _locked(creator, gig)
        for name, value in content.fields.items():
            setattr(gig, name, value)
        _check(gig, content)
        if gig.published_at is None:
            gig.slug = _slug(gig)
        gig.cover = content.samples[0] if content.samples else None
        gig.from_minor = min((row["price_minor"] for row in content.packages), default=None)
        gig.fastest_days = min((row["delivery_days"] for row in content.packages), default=None)
        gig.save()
        _set_packages(gig, content.packages)
        _set_rows(gig, Extra, content.extras)
        _set_rows(gig, FAQ, content.faqs)
        _set_rows(gig, BriefQuestion, content.questions)
        gig.samples.all().delete()
        GigSample.objects.bulk_create(
            GigSample(gig=gig, video=video, position=place) for place, video in enumerate(content.samples)
        )
        hooks.changed(gig.pk)
    return gig


def _locked(creator: CreatorProfile, gig: Gig | None) -> Gig:
    if gig is None or gig.pk is None:
        return Gig(creator=creator)
    gig = Gig.objects.select_for_update(of=("self",)).get(pk=gig.pk, creator=creator)
    if gig.status == Gig.Status.IN_REVIEW:
        raise Conflict(_("This gig is being looked at. Take it back from review to change it."))
    return gig


def _check(gig: Gig, content: GigContent) -> None:
    least = Money.of(policy.PRICE_MINIMUM_UNITS, gig.currency)
    most = Money.of(policy.PRICE_MAXIMUM_UNITS, gig.currency)
    if any(not least.minor <= row["price_minor"] <= most.minor for row in content.packages):
        raise Refused(_("A package costs between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
    if any(not 0 < row["price_minor"] <= most.minor for row in content.extras):
        raise Refused(_("An extra costs something, and %(most)s at most.") % {"most": most.short})
    if len(gig.tags) > policy.GIG_TAGS_MAXIMUM:
        raise Refused(_("Use %(most)s tags at most.") % {"most": policy.GIG_TAGS_MAXIMUM})
    if gig.status in (Gig.Status.LIVE, Gig.Status.PAUSED):
        if not content.packages:
            raise Refused(_("Offer at least one package with its price."))
        if not any(video.is_ready for video in content.samples):
            raise Refused(_("Keep a film that can be watched: it is the first thing clients see."))


def _slug(gig: Gig) -> str:
    """From the title, with a tail that makes it unique; kept while the title's words stay the same."""
    words = slugify(gig.title)[:90].strip("-") or "gig"
    return gig.slug if gig.slug.rpartition("-")[0] == words else f"{words}-{token_hex(4)}"


def _set_packages(gig: Gig, rows: list[dict[str, Any]]) -> None:
    gig.packages.exclude(tier__in=[row["tier"] for row in rows]).delete()
    known = {package.tier: package for package in gig.packages.all()}
    for row in rows:
        package = known.get(row["tier"]) or Package(gig=gig)
        for name, value in row.items():
            setattr(package, name, value)
        package.save()


def _set_rows(gig: Gig, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """Make the gig's rows of `model` those of the form, in its order. An id of another gig is a new row."""
    objects = model._default_manager.filter(gig=gig)
    known = {row.pk: row for row in objects}
    kept = []
    for position, columns in enumerate(rows):
        columns = dict(columns)
        row = known.get(columns.pop("id", None)) or model(gig=gig)
        for name, value in {**columns, "position": position}.items():
            setattr(row, name, value)
        row.save()
        kept.append(row.pk)
    objects.exclude(pk__in=kept).delete()
