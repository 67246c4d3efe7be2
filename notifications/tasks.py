"""What beat asks for."""

from celery import shared_task

from notifications.actions.make_digests import make_digests


@shared_task(name="notifications.make_digests")
def make_digests_task() -> int:
    """Gather what waits for the digests that are due."""
    return make_digests()
