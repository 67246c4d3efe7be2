"""The checklist a newcomer sees: each app adds the steps that are its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

CREATOR = "creator"
CLIENT = "client"


@dataclass(frozen=True)
class Step:
    """One thing to do. `role` is "creator", "client" or "" for both; `is_done(user)` may ask the database."""

    key: str
    role: str
    title: Any
    text: Any
    url_name: str
    is_done: Callable[[Any], bool]
    position: int = 50
    icon: str = ""


@dataclass(frozen=True)
class Item:
    """A step as one person sees it."""

    step: Step
    done: bool
    url: str


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    """Add a step to the checklist of its role. Call it in `AppConfig.ready`."""
    _steps[step.key] = step


def checklist(user: Any, role: str) -> list[Item]:
    """The steps of `role` ("creator" or "client") in order, each with whether `user` has done it."""
    steps = sorted((step for step in _steps.values() if step.role in ("", role)), key=lambda step: step.position)
    return [Item(step, step.is_done(user), url) for step in steps if (url := _url(step.url_name))]


def _url(name: str) -> str:
    """The page of a step; a step whose page this installation does not have is left out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
