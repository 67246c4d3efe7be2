"""Handles people choose, and what may not be one."""

import pytest
from django.core.exceptions import ValidationError

from creators.handles import suggestions, validate_handle


@pytest.mark.parametrize("handle", ["mara", "mara-oduya", "m4ra", "abc", "a" * 30])
def test_a_handle(handle: str) -> None:
    validate_handle(handle)


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "ab",
        "a" * 31,
        "-mara",
        "mara-",
        "mara--o",
        "Mara",
        "mara o",
        "mara/o",
        "mara.o",
        "mära",
        "admin",
        "support",
        "gigs",
    ],
)
def test_not_a_handle(handle: str) -> None:
    with pytest.raises(ValidationError):
        validate_handle(handle)


@pytest.mark.parametrize("name", ["Mara Oduya", "", "李", "Admin", "A", "x" * 80, "Jo -- Ann"])
def test_every_suggestion_is_a_handle(name: str) -> None:
    for handle in suggestions(name):
        validate_handle(handle)
