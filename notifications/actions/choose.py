"""A person says how they want to be told."""

from typing import Any

from django.db import transaction

from notifications import hours, registry
from notifications.models import Delivery, Preference, Schedule
from notifications.models.preference import ALL, about_group
from notifications.preferences import choices_of
from reelbyte import clock


@transaction.atomic
def choose(user: Any, on: set[tuple[str, str]]) -> None:
    """Set every optional pair of (kind, channel): those in `on` are on, all others off.

    Only what differs from how it stands is written, so that a group switched off stays so for kinds to come.
    """
    choices = choices_of(user)
    for event in registry.events():
        if event.essential:
            continue
        for channel in event.channels:
            wanted = (event.kind, channel) in on
            if choices.wants(event, channel) != wanted:
                _set(user, event.kind, channel, wanted)


@transaction.atomic
def switch(user: Any, about: str, channel: str, is_on: bool) -> None:
    """One channel on or off for a kind, a group ("@market") or everything optional ("@all").

    Narrower choices are forgotten: this is the newer word.
    """
    narrower = Preference.objects.filter(user=user, channel=channel)
    if about == ALL:
        narrower.exclude(about=ALL).delete()
    elif about.startswith("@"):
        group = next(group for group in registry.Group if about_group(group) == about)
        narrower.filter(about__in=registry.kinds(group)).delete()
    _set(user, about, channel, is_on)


@transaction.atomic
def set_schedule(schedule: Schedule) -> Schedule:
    """Save a person's digest and quiet hours, and when the next digest is due.

    Turned off while something waits for it, a last digest is due at once.
    """
    now = clock.now()
    schedule.next_digest_at = hours.next_digest(schedule, now)
    if schedule.next_digest_at is None and _waits(schedule.user):
        schedule.next_digest_at = now
    schedule.save()
    return schedule


def _waits(user: Any) -> bool:
    return Delivery.objects.filter(notification__recipient=user, status=Delivery.Status.DIGEST).exists()


def _set(user: Any, about: str, channel: str, is_on: bool) -> None:
    Preference.objects.update_or_create(
        user=user, about=about, channel=channel, defaults={"is_on": is_on, "changed_at": clock.now()}
    )
