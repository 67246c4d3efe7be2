"""Rate the other side of a contract that was funded and has ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts.models import Contract
from notifications import notify
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reviews.actions.publish import publish
from reviews.models import CATEGORIES, Direction, Review


def direction_for(contract: Contract, author: User) -> str:
    """Whom `author`, a party of the contract, would be writing about."""
    return Direction.OF_CREATOR if author.pk == contract.client_id else Direction.OF_CLIENT


def may_review(contract: Contract) -> bool:
    """True from the contract's end until the window closes, whatever way it ended, if money was ever in it."""
    return (
        contract.funded_at is not None
        and contract.ended_at is not None
        and clock.now() < contract.ended_at + policy.REVIEW_WINDOW
    )


def write_review(contract: Contract, author: User, *, stars: dict[str, int], text: str = "") -> Review:
    """Write it, and publish both once both have written.

    `stars` holds 1 to 5 for exactly the categories of the direction. The same words again return the
    review that stands; other words raise Conflict, as does a window that is not open.
    """
    direction = direction_for(contract, author)
    if set(stars) != set(CATEGORIES[direction]):
        raise Refused(_("Rate every category."))
    with transaction.atomic():
        # The contract's lock decides which of two authors is the second, and so publishes.
        locked = Contract.objects.select_for_update().get(pk=contract.pk)
        if (mine := Review.objects.filter(contract=locked, author=author).first()) is not None:
            if mine.text == text and all(getattr(mine, name) == value for name, value in stars.items()):
                return mine
            raise Conflict(_("You have already reviewed this contract."))
        if not may_review(locked):
            raise Conflict(_("This contract cannot be reviewed now."))
        assert locked.ended_at is not None
        review = Review.objects.create(
            contract=locked,
            author=author,
            subject_id=locked.creator_id if direction == Direction.OF_CREATOR else locked.client_id,
            direction=direction,
            text=text,
            reveal_at=locked.ended_at + policy.REVIEW_WINDOW,
            score=sum(stars.values()),
            **stars,
        )
        reviews = list(locked.reviews.select_for_update().select_related("author", "subject"))
        if len(reviews) == len(Direction):
            publish(reviews)
        else:
            notify(
                "reviews.written",
                review.subject,
                key=str(review.public_id),
                actor=author,
                url=review.get_absolute_url(),
                text=_("%(name)s has reviewed your work together. Write yours to read it.")
                % {"name": author.display_name},
            )
    return review
