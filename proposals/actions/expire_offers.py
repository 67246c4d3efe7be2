"""Offers whose time has run out: called by the sweep."""

import logging

from django.db import transaction

from proposals import offer_news, offering
from proposals.models import Offer
from reelbyte import clock
from reelbyte.errors import Conflict

logger = logging.getLogger(__name__)

BATCH = 200


def expire_offers() -> int:
    """Expire what was not answered in time, each in its own transaction; how many it were."""
    expired = 0
    due = Offer.objects.open().filter(expires_at__lte=clock.now()).select_related("proposal__job")
    for offer in due.order_by("expires_at")[:BATCH]:
        try:
            with transaction.atomic():
                offering.move(offer, "expire", actor=None, then=offer_news.expired)
                expired += 1
        except Conflict:
            continue  # answered in the meantime
        except Exception:
            logger.exception("offer %s was not expired; the next sweep tries again", offer.public_id)
    return expired
