"""What is recomputed, and what is looked for, by the clock."""

import logging

from celery import shared_task

from discovery.actions.rank_documents import rank_documents
from discovery.actions.recompute_trends import recompute_trends
from discovery.actions.tell_finds import tell_finds
from discovery.models import SavedSearch
from reelbyte import clock

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task(name="discovery.recompute_trends")
def trends() -> int:
    """What is going on, with decay; and which documents are the best of their kind. Returns how many trend."""
    rank_documents()
    return recompute_trends()


@shared_task(name="discovery.tell_finds")
def finds() -> int:
    """Look once for every saved search whose time has come. Returns how many finds were told."""
    due = SavedSearch.objects.filter(alerts=True, next_at__lte=clock.now()).order_by("next_at")[:BATCH]
    told = 0
    for search in due:
        try:
            told += tell_finds(search)
        except Exception:
            logger.exception("saved search %s was not looked for; the next run tries again", search.pk)
    return told
