"""The demo's catalogue: true to the cent, and still full of life a month after it was loaded."""

import io
from collections import Counter
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from django.core.management import call_command

from contracts.models import Milestone
from contracts.tasks import sweep_deadlines
from discovery.demo.load import Demo
from reelbyte import clock


@pytest.mark.django_db
def test_every_state_is_still_there_a_month_later_and_the_ledger_adds_up() -> None:
    Demo(clock.now()).load()
    loaded = states()
    assert {"awaiting_funding", "funded", "submitted", "revision_requested", "released"} <= set(loaded)
    for day in range(1, 32, 5):
        with clock.after(timedelta(days=day)):
            sweep_deadlines()
    assert states() == loaded
    with redirect_stdout(io.StringIO()):
        call_command("ledger_check")


def states() -> Counter[str]:
    return Counter(Milestone.objects.values_list("status", flat=True))
