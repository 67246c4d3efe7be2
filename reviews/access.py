"""Load and authorise: a stranger gets 404."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from reviews.models import Review


def review_about(user: User, public_id: UUID) -> Review:
    """A published review about this person, to answer."""
    review = (
        Review.objects.published()
        .select_related("author", "contract")
        .filter(public_id=public_id, subject=user)
        .first()
    )
    if review is None:
        raise Http404
    return review
