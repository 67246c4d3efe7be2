"""The Celery application. Messages carry ids; truth is in PostgreSQL, so a lost message loses nothing."""

import os
from datetime import datetime
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, task_postrun, task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reelbyte.settings")

app = Celery("reelbyte")
# "Current" is per thread: in the threads that answer requests a shared task would go to an app without our broker.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# "Current" is per thread, and pages run in threads: without this, theirs would ask a broker that does not exist.
app.set_default()

_clocks: dict[str, Any] = {}


@before_task_publish.connect
def carry_clock(headers: dict | None = None, **_: object) -> None:
    """A test or history that set the clock has its tasks run at the same moment."""
    from reelbyte import clock

    if headers is not None and (moment := clock.override()) is not None:
        headers["reelbyte_clock"] = moment.isoformat()


@task_prerun.connect
def set_clock(task_id: str, task: Any, **_: object) -> None:
    from reelbyte import clock

    if moment := (task.request.get("reelbyte_clock") or (task.request.headers or {}).get("reelbyte_clock")):
        manager = clock.at(datetime.fromisoformat(moment))
        manager.__enter__()
        _clocks[task_id] = manager


@task_postrun.connect
def reset_clock(task_id: str, **_: object) -> None:
    if manager := _clocks.pop(task_id, None):
        manager.__exit__(None, None, None)
