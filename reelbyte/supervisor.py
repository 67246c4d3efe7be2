"""What `make demo` keeps running: web, workers and the clock that wakes them, under one parent that stops them all."""

import http.client
import os
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from reelbyte.engines.process import Server

ROOT = Path(__file__).resolve().parent.parent
# Of one program: a fault that comes back at once is told, not repeated for ever.
RESTARTS = 5
RESTART_SECONDS = 60.0
FIRST_PORT, LAST_PORT = 8000, 8099


class PortTaken(Exception):
    """No port to listen on; the message is one sentence."""


def free_port(wanted: int | None) -> int:
    """Return `wanted`, or the first free port from 8000 when none is. Raises PortTaken."""
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    taken = f"Port {wanted} is" if wanted else f"Ports {FIRST_PORT} to {LAST_PORT} are"
    raise PortTaken(f"{taken} already taken or not allowed: choose another with `make demo PORT=...`.")


def web(port: int, env: dict[str, str], folder: Path) -> Server:
    """Describe the process that answers pages and WebSockets on 127.0.0.1:port."""
    argv = ["-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "reelbyte.asgi:application"]
    # Persistent connections leak from ASGI's threads; a pool does not.
    return _program("web", argv, folder, env | {"DATABASE_POOL": "1"}, ready=lambda: _answers(port))


def background(env: dict[str, str], folder: Path) -> list[Server]:
    """Describe the Celery workers and beat."""
    worker = ["-m", "celery", "-A", "reelbyte.celery", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    worker += ["--without-mingle", "--without-gossip"]
    schedule = ["--schedule", str(folder / "beat-schedule"), "--pidfile", "", "--loglevel", "INFO"]
    return [
        _program("worker", [*worker, "-n", "worker@%h", "-Q", "default,money,mail"], folder, env),
        # Apart, so that money and mail never wait behind a transcode, and nice, so that pages do not either.
        _program("media worker", [*worker, "-n", "media@%h", "-Q", "media"], folder, env, niceness=10),
        _program("beat", ["-m", "celery", "-A", "reelbyte.celery", "beat", *schedule], folder, env),
    ]


def stop(programs: Iterable[Server]) -> None:
    """Stop all of them, together."""
    programs = list(programs)
    for program in programs:
        program.ask_to_stop()
    for program in programs:
        program.stop()


def watch(programs: Iterable[Server], tell: Callable[[str], None]) -> None:
    """Restart what ends by itself, and tell so; return when one has ended too often. KeyboardInterrupt passes."""
    programs = list(programs)
    restarts: dict[str, deque[float]] = {program.title: deque(maxlen=RESTARTS) for program in programs}
    while True:
        for program in programs:
            if program.alive():
                continue
            recent = restarts[program.title]
            if len(recent) == RESTARTS and time.monotonic() - recent[0] < RESTART_SECONDS:
                tell(f"{program.title} ended {RESTARTS + 1} times within a minute; its log is {program.log}.")
                return
            recent.append(time.monotonic())
            tell(f"{program.title} ended and is started again; its log is {program.log}.")
            program.stop()
            program.start()
        time.sleep(0.2)


def _program(
    title: str,
    argv: list[str],
    folder: Path,
    env: dict[str, str],
    *,
    niceness: int = 0,
    ready: Callable[[], bool] = lambda: True,
) -> Server:
    log = folder / f"{title.replace(' ', '-')}.log"
    env = os.environ | env | {"PYTHONUNBUFFERED": "1"}
    return Server(title, [sys.executable, *argv], ROOT, log, None, ready, env=env, niceness=niceness)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
