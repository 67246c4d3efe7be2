"""A worker killed in the middle of a release, at each point where it hurts: paid once, in the end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from payments import invariants, ledger
from payments.actions.release import claim_release
from payments.models import Operation, PaymentIntent, SandboxObject
from payments.tests.conftest import ESCROW
from reelbyte import outbox
from reelbyte.money import Money
from reelbyte.testing.processes import wait_until, worker

STUCK = "payments.tests.gateways.StuckGateway"
LEASE_OVER_SECONDS = 180


@pytest.fixture
def offset(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The file that moves the clock of this test and of its workers together, in seconds."""
    path = tmp_path / "offset"
    path.write_text("0")
    settings.CLOCK_OFFSET_FILE = str(path)
    yield path


def transfers() -> int:
    return SandboxObject.objects.filter(kind="transfer").count()


def status(operation: Operation) -> str:
    return Operation.objects.values_list("status", flat=True).get(pk=operation.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("stuck_at", "made"), [("before", 0), ("after", 1)])
def test_a_worker_killed_in_a_release(
    funded: Callable[..., PaymentIntent], alice: Any, tmp_path: Path, offset: Path, stuck_at: str, made: int
) -> None:
    """`before`: the gateway has not heard of it. `after`: it has paid, and nobody here has noted it."""
    funded()
    reached, log, clock_file = tmp_path / "reached", tmp_path / "worker.log", str(offset)
    with worker(
        log,
        "money,default",
        PAYMENT_GATEWAY=STUCK,
        STUCK_AT=stuck_at,
        STUCK_FILE=str(reached),
        CLOCK_OFFSET_FILE=clock_file,
    ) as process:
        operation = claim_release(
            ESCROW, payee=alice, amount=Money(10_000, "EUR"), fee=Money(1_000, "EUR"), key="r1", subject="film"
        )
        wait_until(reached.exists, f"the worker to call the gateway\n{log}")
        process.kill()
    assert (status(operation), transfers()) == ("claimed", made)
    assert ledger.balance("gateway.clearing", None, "EUR") == Money(10_000, "EUR")
    log = tmp_path / "second.log"
    with worker(log, "money,default", CLOCK_OFFSET_FILE=clock_file):
        offset.write_text(str(LEASE_OVER_SECONDS))
        outbox.sweep()
        wait_until(lambda: status(operation) == "settled", f"another worker to finish it\n{log}")
    assert transfers() == 1
    assert ledger.balance("creator.payable", str(alice.public_id), "EUR") == Money(9_000, "EUR")
    assert [finding for finding in invariants.check() if not finding.holds] == []
