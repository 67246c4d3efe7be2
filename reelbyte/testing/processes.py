"""Real processes over a test's own database: a web server, a Celery worker.

What they see is what was committed: use them from tests marked `django_db(transaction=True)`.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """A child in a session of its own, with its output in a file."""

    def __init__(self, args: Sequence[str], log: Path, **env: str) -> None:
        self.log = log
        with log.open("ab") as output:
            self.child = subprocess.Popen(  # noqa: S603 - our own commands
                [sys.executable, *args],
                cwd=ROOT,
                env=environment(**env),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.child.pid

    def kill(self) -> None:
        """SIGKILL, the children it forked included: nothing of it gets to tidy up."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def stop(self, timeout: float = 20) -> None:
        """Ask it to end; SIGKILL when it does not within `timeout` seconds."""
        if self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()

    def output(self) -> str:
        return self.log.read_text(errors="replace")


def environment(**extra: str) -> dict[str, str]:
    """The environment of this test run, with the database that this test uses."""
    return {
        **os.environ,
        "DATABASE_URL": settings.DATABASE_URL,
        "DATABASE_OWNER_URL": settings.DATABASE_OWNER_URL,
        **extra,
    }


def wait_until(condition: Callable[[], object], what: str, timeout: float = 30) -> None:
    """Ask until it is so; fail naming `what` after `timeout` seconds. Never a fixed sleep."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {timeout} seconds")
        time.sleep(0.05)


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def worker(
    log: Path,
    queues: str = "default,media,money,mail",
    concurrency: int = 1,
    **env: str,
) -> Iterator[Process]:
    """A Celery worker (prefork) that has said it is ready."""
    args = [
        "-m",
        "celery",
        "-A",
        "reelbyte",
        "worker",
        "-Q",
        queues,
        "-c",
        str(concurrency),
        "-l",
        "INFO",
    ]
    process = Process([*args, "--without-gossip", "--without-mingle"], log, **env)
    try:
        wait_until(lambda: "ready." in process.output(), "the worker to be ready", timeout=90)
        yield process
    finally:
        process.stop()


@contextmanager
def web(log: Path, port: int | None = None, **env: str) -> Iterator[str]:
    """daphne with pages and WebSockets; yields its base URL."""
    port = port or free_port()
    url = f"http://localhost:{port}"
    process = Process(
        [
            "-m",
            "daphne",
            "-b",
            "127.0.0.1",
            "-p",
            str(port),
            "reelbyte.asgi:application",
        ],
        log,
        **{"SITE_URL": url, "CSRF_TRUSTED_ORIGINS": url, "DATABASE_POOL": "1", **env},
    )
    try:
        wait_until(lambda: _answers(f"{url}/healthz/"), f"the site to answer\n{process.log}", timeout=90)
        yield url
    finally:
        process.stop()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
