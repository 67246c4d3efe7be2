"""What keeps programs running, with small programs in the place of web and workers."""

import contextlib
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelbyte import supervisor
from reelbyte.engines import EngineError
from reelbyte.engines.process import Server


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that has taken the first free port."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", supervisor.free_port(None)))
        taken.listen()
        yield taken


def program(code: str, folder: Path) -> Server:
    return Server("program", [sys.executable, "-c", code], folder, folder / "log", None, lambda: True)


def test_without_a_wish_the_first_free_port_is_taken(listener: socket.socket) -> None:
    assert supervisor.free_port(None) > listener.getsockname()[1]


def test_a_wished_port_that_is_taken_is_refused(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with pytest.raises(supervisor.PortTaken, match=f"Port {port} is already taken"):
        supervisor.free_port(port)


def test_a_program_that_keeps_ending_is_given_up_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    supervisor.watch([program("", tmp_path)], told.append)
    assert len(told) == supervisor.RESTARTS + 1
    assert "ended 6 times within a minute" in told[-1]


def alive_in_group(group: int) -> list[str]:
    """Return the state lines of the processes of a group, without those that only wait to be reaped."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            lines.append(entry.read_text())
    fields = [(line, line.rpartition(")")[2].split()) for line in lines]
    return [line for line, (state, _, pgrp, *_) in fields if pgrp == str(group) and state != "Z"]


def test_stopping_takes_the_children_of_a_program_along(tmp_path: Path) -> None:
    # The child does not care for the polite signal, as an encoder in the middle of a film may not.
    code = (
        "import os, signal, time\n"
        "if os.fork() == 0: signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "print('up', flush=True); time.sleep(600)"
    )
    log = tmp_path / "log"
    argv = [sys.executable, "-c", code]
    server = Server("program", argv, tmp_path, log, None, lambda: log.read_text().count("up") == 2)
    server.start()
    group = server.pid
    assert group
    assert len(alive_in_group(group)) == 2
    supervisor.stop([server])
    deadline = time.monotonic() + 10
    while alive_in_group(group) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert alive_in_group(group) == []


def test_a_program_that_cannot_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    server = Server(
        "web", [sys.executable, "-c", "raise SystemExit('no luck')"], tmp_path, tmp_path / "log", None, lambda: False
    )
    with pytest.raises(EngineError, match=r"(?s)web stopped as soon as it was started:\nno luck"):
        server.start()
