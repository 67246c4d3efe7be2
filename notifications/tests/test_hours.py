"""Hours of a person's day, whatever their clocks do."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from notifications import hours
from notifications.models import Schedule

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0))


def schedule(**fields: Any) -> Schedule:
    return Schedule(user=User(timezone="UTC"), **fields)


@given(moments, times, times, st.sampled_from(ZONES))
def test_what_is_held_waits_for_the_end_and_no_longer(moment: datetime, start: time, end: time, zone: str) -> None:
    if start == end:
        return
    quiet = schedule(quiet_from=start, quiet_to=end, zone=zone)
    until = hours.quiet_until(quiet, moment)
    local = moment.astimezone(quiet.tz).time()
    inside = start <= local < end if start < end else not end <= local < start
    assert (until is not None) == inside
    if until is not None:
        assert moment <= until <= moment + timedelta(hours=25)


@given(moments, st.integers(0, 23), st.integers(0, 6), st.sampled_from(["daily", "weekly"]), st.sampled_from(ZONES))
def test_every_period_has_one_digest(moment: datetime, hour: int, weekday: int, digest: str, zone: str) -> None:
    plan = schedule(digest=digest, digest_hour=hour, digest_weekday=weekday, zone=zone)
    longest = timedelta(days=1 if digest == "daily" else 7, hours=2)
    periods = []
    for _ in range(4):
        due = hours.next_digest(plan, moment)
        assert due is not None
        assert moment < due <= moment + longest
        periods.append(hours.period(plan, due))
        moment = due
    assert len(set(periods)) == len(periods)


def test_nobody_without_hours_waits() -> None:
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    assert hours.quiet_until(schedule(), moment) is None
    assert hours.next_digest(schedule(), moment) is None
