"""Child processes of a test start, answer, and end."""

import json
import urllib.request
from pathlib import Path

import pytest

from reelbyte.testing.processes import wait_until, web


@pytest.mark.django_db(transaction=True)
def test_the_site_answers(tmp_path: Path) -> None:
    with web(tmp_path / "web.log") as url:
        with urllib.request.urlopen(f"{url}/healthz/") as answer:
            assert json.load(answer) == {"database": "up", "valkey": "up"}


def test_waiting_for_what_never_comes_says_what_it_was() -> None:
    with pytest.raises(AssertionError, match="the moon"):
        wait_until(lambda: False, "the moon", timeout=0.1)
