"""Periodic work on money: one action each."""

from celery import shared_task

from payments.actions.clear_earnings import clear_earnings
from payments.actions.sweep import sweep


@shared_task(name="payments.sweep")
def sweep_payments() -> int:
    return sweep()


@shared_task(name="payments.clear_earnings")
def clear_due_earnings() -> int:
    return clear_earnings()
