"""A program that reads a stranger's file: limited, low in priority, in a process group of its own, stopped in time."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

JAIL = Path(__file__).with_name("jail.py")
MEMORY = 4 * 1024**3  # bytes of address space
FILES = 128
LOG_LONGEST = 64 * 1024  # bytes read from its end
ANSWER_LONGEST = 1024 * 1024  # bytes
TICK = 1.0  # seconds between two calls of `beat` at most


class Stopped(Exception):
    """The program failed, or had to be stopped. `log` is the end of what it said."""

    def __init__(self, log: str, *, in_time: bool = True) -> None:
        self.log, self.in_time = log, in_time
        super().__init__(log[-200:])


@dataclass(frozen=True)
class Budget:
    """seconds of wall clock and of CPU time, bytes of the largest file it may write."""

    seconds: float
    cpu_seconds: float
    file_bytes: int


def run(
    program: Sequence[str],
    folder: Path,
    budget: Budget,
    *,
    on_line: Callable[[str], None] = lambda line: None,
    beat: Callable[[], None] = lambda: None,
) -> str:
    """Run it in `folder` and return what it printed (at most 1 MB). Raises Stopped.

    `on_line` gets each line as it comes, `beat` is called every second meanwhile; what they raise stops the program.
    """
    limits = {
        "cpu": int(budget.cpu_seconds) + 1,
        "fsize": budget.file_bytes,
        "memory": MEMORY,
        "files": FILES,
        "parent": os.getpid(),
    }
    log = folder / "log"
    with log.open("wb") as errors:
        child = subprocess.Popen(  # noqa: S603 - our own program; names are made by the server
            [sys.executable, "-I", "-S", str(JAIL), json.dumps(limits), *program],
            cwd=folder,
            # A Python with a shared library elsewhere needs it to start; `jail.py` leaves it behind.
            env={name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    try:
        printed = _read(child, time.monotonic() + budget.seconds, on_line, beat)
        code = child.wait(timeout=budget.seconds)
    except (TimeoutError, subprocess.TimeoutExpired):
        raise Stopped(_tail(log), in_time=False) from None
    finally:
        _end(child)
    if code != 0:
        raise Stopped(_tail(log), in_time=code != -signal.SIGXCPU)
    return printed


def _read(child: subprocess.Popen, deadline: float, on_line: Callable[[str], None], beat: Callable[[], None]) -> str:
    """What it prints until it closes its output. Raises TimeoutError at `deadline`."""
    assert child.stdout is not None
    printed, rest = b"", b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            beat()
            if not selector.select(min(TICK, left)):
                continue
            block = os.read(child.stdout.fileno(), 65536)
            if not block:
                return printed.decode(errors="replace")
            if len(printed) < ANSWER_LONGEST:
                printed += block
            *lines, rest = (rest + block).split(b"\n")
            rest = rest[-ANSWER_LONGEST:]
            for line in lines:
                on_line(line.decode(errors="replace").strip())


def _end(child: subprocess.Popen) -> None:
    """Nothing of its group stays behind."""
    if child.stdout:
        child.stdout.close()
    if child.poll() is None:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()


def _tail(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LOG_LONGEST))
        return file.read().decode(errors="replace").strip()
