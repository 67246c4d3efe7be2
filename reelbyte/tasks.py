"""The outbox's two tasks: an id in, one call."""

from celery import shared_task

from reelbyte import outbox


@shared_task(name="reelbyte.deliver_outbox_message")
def deliver_outbox_message(message_id: int) -> None:
    outbox.deliver(message_id)


@shared_task(name="reelbyte.sweep_outbox")
def sweep_outbox() -> int:
    return outbox.sweep()
