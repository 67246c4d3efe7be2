"""What people look at, keep and pay for lately, as one number that decays."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from contracts.models import Contract
from discovery.models import Follow, Kind, Like, SavedItem, SearchDocument, Trend
from reelbyte import clock

HALF_LIFE = timedelta(days=7)  # what happened a week ago counts half
LOOKED_AT = timedelta(days=60)  # then nothing is left of it
LEAST = 0.01
# What an order says of a creator weighs more than a heart.
ORDER, FOLLOW, SAVE, LIKE = 8.0, 3.0, 2.0, 1.0


def recompute_trends() -> int:
    """Every score anew from what happened: asked twice, the same. Returns how many documents have one."""
    now = clock.now()
    scores: dict[tuple[str, int], float] = defaultdict(float)
    for kind, rows, weight in _happened(now - LOOKED_AT):
        for object_id, at in rows:
            scores[kind, object_id] += weight * 0.5 ** ((now - at) / HALF_LIFE)
    with transaction.atomic():
        documents = {
            (kind, object_id): pk
            for pk, kind, object_id in SearchDocument.objects.filter(
                object_id__in={object_id for _kind, object_id in scores}
            ).values_list("pk", "kind", "object_id")
        }
        trends = [
            Trend(document_id=documents[key], kind=key[0], score=round(score, 4))
            for key, score in scores.items()
            if key in documents and score >= LEAST
        ]
        Trend.objects.exclude(document__in=[trend.document_id for trend in trends]).delete()
        Trend.objects.bulk_create(
            trends, update_conflicts=True, unique_fields=["document"], update_fields=["score"], batch_size=1_000
        )
    return len(trends)


def _happened(since: datetime) -> Iterator[tuple[str, QuerySet[Any, Any], float]]:
    """(kind, rows of (object id, when), weight of one)."""
    likes = Like.objects.filter(at__gte=since)
    follows = Follow.objects.filter(at__gte=since)
    saved = SavedItem.objects.filter(at__gte=since)
    orders = Contract.objects.filter(funded_at__gte=since)
    yield Kind.CREATOR, likes.values_list("film__profile", "at"), LIKE
    yield Kind.CREATOR, follows.values_list("creator", "at"), FOLLOW
    yield Kind.CREATOR, saved.filter(creator__isnull=False).values_list("creator", "at"), SAVE
    yield Kind.GIG, saved.filter(gig__isnull=False).values_list("gig", "at"), SAVE
    profile = "creator__creator_profile"
    yield Kind.CREATOR, orders.filter(**{f"{profile}__isnull": False}).values_list(profile, "funded_at"), ORDER
    yield Kind.GIG, orders.filter(gig__isnull=False).values_list("gig", "funded_at"), ORDER
