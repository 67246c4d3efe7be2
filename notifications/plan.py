"""By which channels a notice goes to a person, and when. Decided once, inside the transaction that tells."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.visibility import blocked_between
from notifications import hours, registry
from notifications.models import Delivery, PushSubscription, Schedule
from notifications.preferences import Choices, choices_of
from notifications.registry import Event
from reelbyte import clock


@dataclass
class Plan:
    """`mail` is the status its delivery begins with, None for no mail; `held_until` the end of quiet hours."""

    in_app: bool
    mail: Delivery.Status | None
    devices: list[PushSubscription] = field(default_factory=list)
    held_until: datetime | None = None


def plan(event: Event, recipient: Any) -> Plan:
    """What the person's choices and hours make of `event`. Essential kinds are asked about nothing."""
    if event.essential:
        mail = Delivery.Status.PENDING if registry.EMAIL in event.channels else None
        return Plan(registry.IN_APP in event.channels, mail, _devices(recipient, registry.PUSH in event.channels))
    choices = choices_of(recipient)
    wants_mail = choices.wants(event, registry.EMAIL)
    devices = _devices(recipient, choices.wants(event, registry.PUSH))
    schedule = Schedule.objects.select_related("user").filter(user=recipient).first() if wants_mail or devices else None
    gathers = schedule is not None and schedule.digest != Schedule.Cadence.OFF
    return Plan(
        in_app=choices.wants(event, registry.IN_APP),
        mail=(Delivery.Status.DIGEST if gathers else Delivery.Status.PENDING) if wants_mail else None,
        devices=devices,
        held_until=hours.quiet_until(schedule, clock.now()) if schedule is not None else None,
    )


def reaches(event: Event, recipient: Any, actor: Any) -> bool:
    """Whether what `actor` did may be told to `recipient`: a block ends all but what is essential."""
    if event.essential or event.crosses_blocks or actor is None or actor.pk == recipient.pk:
        return True
    return not blocked_between(actor, recipient)


def still_wanted(delivery: Delivery, choices: Choices | None = None) -> bool:
    """Asked when something optional leaves: unsubscribed, blocked or read meanwhile, it stays here.

    What leaves within moments is sent though it was read: the bell on an open page is always faster. `choices`
    of the recipient spare a query.
    """
    notification, event = delivery.notification, delivery.notification.event
    if event.essential:
        return True
    waited = delivery.send_after is not None or delivery.digest_id is not None
    if waited and notification.in_app and notification.read_at is not None:
        return False
    if choices is None:
        choices = choices_of(notification.recipient)
    return choices.wants(event, delivery.channel) and reaches(event, notification.recipient, notification.actor)


def _devices(recipient: Any, wanted: bool) -> list[PushSubscription]:
    return list(PushSubscription.objects.filter(user=recipient)) if wanted else []
