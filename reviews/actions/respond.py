"""Answer a review about oneself: once, in public."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from notifications import notify
from reelbyte import clock
from reelbyte.errors import Conflict
from reviews.models import Review


def respond(review: Review, subject: User, text: str) -> Review:
    """The one response of the person a published review is about. Another one raises Conflict."""
    with transaction.atomic():
        locked = (
            Review.objects.select_for_update(of=("self",))
            .select_related("author", "contract")
            .published()
            .get(pk=review.pk, subject=subject)
        )
        if locked.response == text:
            return locked
        if locked.responded_at is not None:
            raise Conflict(_("You have already answered this review."))
        locked.response, locked.responded_at = text, clock.now()
        locked.save(update_fields=["response", "responded_at"])
        notify(
            "reviews.answered",
            locked.author,
            key=str(locked.public_id),
            actor=subject,
            url=locked.get_absolute_url(),
            text=_("%(name)s answered your review.") % {"name": subject.display_name},
        )
    return locked
