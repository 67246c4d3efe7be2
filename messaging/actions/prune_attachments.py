"""Forget files that were stored and never sent."""

from django.db import transaction

from messaging.models import Attachment, HeldMessage
from reelbyte import clock, policy


def prune_attachments(limit: int = 500) -> int:
    """Delete unsent attachments older than a day, files first. Returns how many."""
    pruned = 0
    while pruned < limit:
        with transaction.atomic():
            attachment = (
                Attachment.objects.select_for_update(skip_locked=True)
                .filter(message__isnull=True, created_at__lt=clock.now() - policy.ATTACHMENT_UNSENT_KEPT)
                .exclude(held__status=HeldMessage.Status.WAITING)
                .first()
            )
            if attachment is None:
                return pruned
            for stored in (attachment.file, attachment.preview):
                if stored:
                    stored.storage.delete(stored.name)  # type: ignore[arg-type]
            attachment.delete()
        pruned += 1
    return pruned
