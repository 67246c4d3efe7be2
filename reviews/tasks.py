"""Periodic work of reviews."""

from celery import shared_task

from reviews.actions.publish import reveal_due


@shared_task(name="reviews.reveal_due")
def reveal() -> int:
    return reveal_due()
