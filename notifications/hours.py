"""When: quiet hours and digests, counted in the person's zone. Pure."""

from datetime import UTC, datetime, timedelta

from notifications.models import Schedule


def quiet_until(schedule: Schedule, moment: datetime) -> datetime | None:
    """The end (UTC) of the quiet hours that `moment` falls into; None outside them.

    From 22:00 to 07:00 goes over midnight. The first minute is quiet, the last moment is not.
    """
    start, end = schedule.quiet_from, schedule.quiet_to
    if start is None or end is None:
        return None
    local = moment.astimezone(schedule.tz)
    time, day = local.time(), local.date()
    if start < end:
        inside = start <= time < end
    else:
        inside = time >= start or time < end
        if time >= start:
            day += timedelta(days=1)
    if not inside:
        return None
    until = datetime.combine(day, end, schedule.tz).astimezone(UTC)
    # When clocks go back the end comes twice: never wait for one that has passed.
    return max(until, moment)


def next_digest(schedule: Schedule, after: datetime) -> datetime | None:
    """The first moment (UTC) later than `after` at which a digest is due; None if the person has none."""
    if schedule.digest == Schedule.Cadence.OFF:
        return None
    day = after.astimezone(schedule.tz).date()
    for _ in range(9):  # a week, and a day at each end for changing clocks
        if schedule.digest == Schedule.Cadence.DAILY or day.weekday() == schedule.digest_weekday:
            due = datetime(day.year, day.month, day.day, schedule.digest_hour, tzinfo=schedule.tz).astimezone(UTC)
            if due > after:
                return due
        day += timedelta(days=1)
    raise AssertionError("every week has each of its days")


def period(schedule: Schedule, due: datetime) -> str:
    """Which period the digest that is due then belongs to: a person gets one a period."""
    day = due.astimezone(schedule.tz).date()
    if schedule.digest == Schedule.Cadence.DAILY:
        return day.isoformat()
    if schedule.digest == Schedule.Cadence.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    # Digests were turned off while something waited: it goes in a last one.
    return f"rest:{due.astimezone(UTC).isoformat(timespec='seconds')}"
