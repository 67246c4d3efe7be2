"""What beat asks for."""

from celery import shared_task

from messaging.actions.prune_attachments import prune_attachments
from messaging.unread import mail_unread


@shared_task(name="messaging.prune_attachments")
def prune_attachments_task() -> int:
    """Forget files that were stored and never sent."""
    return prune_attachments()


@shared_task(name="messaging.mail_unread")
def mail_unread_task() -> int:
    """Mail about what has waited unread for a while."""
    return mail_unread()
