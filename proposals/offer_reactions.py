"""What happens to open offers when something happens between the two people. Run inside the transactions below."""

from django.db.models import Q, QuerySet

from accounts.models import User
from proposals import offering
from proposals.models import Offer


def suspended(user: User) -> None:
    """A suspended person agrees on nothing."""
    _take_back(Offer.objects.open().of(user))


def blocked(blocker: User, other: User) -> None:
    """Nothing is left to agree on between two who do not want to meet; neither hears of it."""
    pair = Q(client=blocker, creator=other) | Q(client=other, creator=blocker)
    _take_back(Offer.objects.open().filter(pair))


def _take_back(offers: QuerySet[Offer]) -> None:
    """In the order of their jobs: two that run at once lock them in the same order."""
    for offer in offers.select_related("proposal__job").order_by("proposal__job_id", "pk"):
        offering.move(offer, "withdraw", actor=None)
