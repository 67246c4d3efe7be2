"""What a mail about a review shows beside its sentence: looked up when it leaves."""

from typing import Any
from uuid import UUID

from notifications.models import Notification
from reviews.models import Review


def fresh(notification: Notification) -> dict[str, Any]:
    """The stars and the words, once they are public; for one that still waits, until when to write one's own."""
    try:
        review = Review.objects.select_related("author", "subject").filter(public_id=UUID(notification.key)).first()
    except ValueError:
        return {}
    if review is None:
        return {}
    if notification.kind == "reviews.published" and review.published_at is not None:
        return {"stars": review.whole_stars, "quote": review.text, "quote_from": review.author.display_name}
    if notification.kind == "reviews.answered":
        return {"quote": review.response, "quote_from": review.subject.display_name}
    return {"until": review.reveal_at} if review.published_at is None else {}
