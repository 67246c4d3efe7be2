"""Gateways that misbehave, over the sandbox."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from payments.gateways.base import Answer, Declined, PayoutOrder, RefundOrder, TransferOrder, Unreachable
from payments.gateways.sandbox import SandboxGateway


class FaultyGateway(SandboxGateway):
    """Each call takes the next fault from `faults`: None, "before", "after" (no answer) or "declined"."""

    def __init__(self) -> None:
        self.faults: list[str | None] = []
        self.calls: list[str] = []

    def transfer(self, order: TransferOrder) -> Answer:
        return self._maybe("transfer", lambda: SandboxGateway.transfer(self, order))

    def refund(self, order: RefundOrder) -> Answer:
        return self._maybe("refund", lambda: SandboxGateway.refund(self, order))

    def payout(self, order: PayoutOrder) -> Answer:
        return self._maybe("payout", lambda: SandboxGateway.payout(self, order))

    def _maybe(self, name: str, call: Callable[[], Answer]) -> Answer:
        self.calls.append(name)
        fault = self.faults.pop(0) if self.faults else None
        if fault == "before":
            raise Unreachable("the connection broke")
        if fault == "declined":
            raise Declined("account_restricted", "This account cannot be paid.")
        answer = call()
        if fault == "after":
            raise Unreachable("timed out")
        return answer


class StuckGateway(SandboxGateway):
    """For a worker to be killed in: says in a file where it is, then waits for ever.

    STUCK_AT is "before" (the gateway has not heard of it) or "after" (it has done it), STUCK_FILE the file.
    """

    def transfer(self, order: TransferOrder) -> Answer:
        if os.environ["STUCK_AT"] == "after":
            super().transfer(order)
        Path(os.environ["STUCK_FILE"]).write_text(order.reference)
        while True:
            signal.pause()
            time.sleep(1)


def use(monkeypatch: Any, gateway: SandboxGateway) -> SandboxGateway:
    """Make `gateway` the one for everything."""
    monkeypatch.setattr("payments.gateways.current", lambda: gateway)
    return gateway
