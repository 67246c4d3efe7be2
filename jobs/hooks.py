"""What higher apps do when something happens to a job. Registered in their `AppConfig.ready`.

Handlers run inside the transaction that makes the change, with the job locked, in the order they were registered;
what they want to happen afterwards goes through `on_commit`, `notify()` or the outbox.
"""

from collections.abc import Callable, Sequence

from jobs.models import Job

_changed: list[Callable[[Job, Sequence[str]], None]] = []
_saved: list[Callable[[Job], None]] = []
_ended: list[Callable[[Job], None]] = []


def on_change(handler: Callable[[Job, Sequence[str]], None]) -> None:
    """`handler(job, labels)`: the client changed an open job. `labels` says what in words ("Budget", "Deadline")."""
    _register(_changed, handler)


def on_save(handler: Callable[[Job], None]) -> None:
    """`handler(job)`: what it says or its state is written anew, whatever the state; for what is kept to search in."""
    _register(_saved, handler)


def on_end(handler: Callable[[Job], None]) -> None:
    """`handler(job)`: it takes no more proposals; `job.status` is closed, filled or expired."""
    _register(_ended, handler)


def changed(job: Job, labels: Sequence[str]) -> None:
    """Tell those registered with `on_change`."""
    for handler in _changed:
        handler(job, labels)


def saved(job: Job) -> None:
    """Tell those registered with `on_save`."""
    for handler in _saved:
        handler(job)


def ended(job: Job) -> None:
    """Tell those registered with `on_end`."""
    for handler in _ended:
        handler(job)


def _register(handlers: list, handler: Callable[..., None]) -> None:
    if handler not in handlers:
        handlers.append(handler)
