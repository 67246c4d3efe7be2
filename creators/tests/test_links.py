"""Links that others will click."""

import pytest
from django.core.exceptions import ValidationError

from creators.links import clean_link, shown


@pytest.mark.parametrize("url", ["https://example.com/reel", "https://vimeo.com/1?x=y#z", "https://sub.example.co.uk"])
def test_a_link(url: str) -> None:
    assert clean_link(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.com",
        "data:text/html,x",
        "http://example.com",
        "//example.com",
        "example.com",
        "https://",
        "https://localhost",
        "https://user:pw@example.com",
        "https://vimeo.com@evil.example",
        "https://example.com:8443/",
        "https://example.com:port/",
        'https://example.com/"onmouseover=',
        "https://example.com\\@evil.example",
        "https://example.com/ x",
        "https://[bad",
        "https://example.com/" + "x" * 300,
    ],
)
def test_not_a_link(url: str) -> None:
    with pytest.raises(ValidationError):
        clean_link(url)


def test_a_place_takes_only_its_own_hosts() -> None:
    assert clean_link("https://www.youtube.com/@mara", ("youtube.com", "youtu.be"))
    with pytest.raises(ValidationError):
        clean_link("https://notyoutube.com/", ("youtube.com", "youtu.be"))


def test_what_is_stored_otherwise_is_not_shown() -> None:
    assert shown({"website": "javascript:alert(1)", "vimeo": "https://vimeo.com/1", "other": "https://x.example"}) == [
        ("Vimeo", "https://vimeo.com/1")
    ]
