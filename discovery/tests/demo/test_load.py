"""The demo's catalogue: true to the cent, and still full of life a month after it was loaded."""

import io
from collections import Counter
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from django.core.management import call_command

from accounts.models import User
from contracts.models import Milestone
from contracts.tasks import sweep_deadlines
from discovery.demo.load import Demo
from reelbyte import clock


def test_every_state_is_still_there_a_month_later_and_the_ledger_adds_up(demo: dict[str, User]) -> None:
    loaded = states()
    assert {"awaiting_funding", "funded", "submitted", "revision_requested", "released"} <= set(loaded)
    for day in range(1, 32, 5):
        with clock.after(timedelta(days=day)):
            sweep_deadlines()
    assert states() == loaded
    with redirect_stdout(io.StringIO()):
        call_command("ledger_check")


@pytest.mark.django_db
def test_a_load_that_is_interrupted_leaves_nothing_that_would_pass_for_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Demo, "_creator", interrupt)
    with pytest.raises(KeyboardInterrupt):
        Demo(clock.now()).load()
    assert not User.objects.exists()


def states() -> Counter[str]:
    return Counter(Milestone.objects.values_list("status", flat=True))
