"""Deadlines are columns; this sweeps them."""

from celery import shared_task

from accounts.actions.sweep_exports import delete_due_exports
from accounts.actions.sweep_identity import delete_due_files, expire_due


@shared_task(name="accounts.sweep_exports")
def sweep_exports() -> int:
    """Exports past their days. Returns how many."""
    return delete_due_exports()


@shared_task(name="accounts.sweep_identity")
def sweep_identity() -> int:
    """Identity files past their time, marks past their term. Returns how many checks it changed."""
    return delete_due_files() + expire_due()
