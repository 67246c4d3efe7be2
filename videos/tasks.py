"""Videos' periodic tasks: one call each."""

from celery import shared_task


@shared_task(name="videos.sweep")
def sweep() -> int:
    from videos.actions.sweep import sweep as work

    return work()


@shared_task(name="videos.prune_uploads")
def prune_uploads() -> int:
    from videos.actions.prune_uploads import prune_uploads as work

    return work()
