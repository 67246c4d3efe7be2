"""The outbox's tasks: one call each."""

from celery import shared_task

from reelbyte import outbox


@shared_task(name="reelbyte.deliver_outbox_message")
def deliver_outbox_message(message_id: int) -> None:
    outbox.deliver(message_id)


@shared_task(name="reelbyte.sweep_outbox")
def sweep_outbox() -> int:
    return outbox.sweep()


@shared_task(name="reelbyte.prune_outbox")
def prune_outbox() -> int:
    return outbox.prune()
