"""The policy's numbers as pages print them: `{{ FEE_PERCENT }}`. Text and behaviour cannot differ."""

from datetime import timedelta

from reelbyte import policy

MEGABYTE = 1024**2


def today() -> dict[str, str]:
    """Every number there is, by its placeholder: what counts days as `*_DAYS`, also `*_HOURS`, `*_MB`, lists."""
    percent = policy.FEE_BPS / 100
    found = {"FEE_PERCENT": _plain(percent), "FEE_OF_100": _plain(percent), "LEFT_OF_100": _plain(100 - percent)}
    for name in (name for name in dir(policy) if name.isupper()):
        found |= dict(_written(name, getattr(policy, name)))
    return found


def _written(name: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, timedelta):
        hours = value.total_seconds() / 3600
        return [(f"{name}_DAYS", _plain(hours / 24)), (f"{name}_HOURS", _plain(hours))]
    if name.endswith("_BYTES") and isinstance(value, int):
        return [(f"{name.removesuffix('_BYTES')}_MB", _plain(value / MEGABYTE))]
    if isinstance(value, int | float):
        return [(name, _plain(value))]
    if isinstance(value, tuple) and all(isinstance(one, timedelta) for one in value):
        return [(f"{name}_DAYS", " + ".join(_plain(one.total_seconds() / 86_400) for one in value))]
    if isinstance(value, tuple):
        return [(name, ", ".join(str(one) for one in value))]
    return []


def _plain(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number):,}"
