"""One server as a child process: under which user, how it ends, and what it leaves when we are killed."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelbyte.engines.errors import EngineError

START_SECONDS = 30
_PR_SET_PDEATHSIG = 1
_LOG_BYTES = 5_000_000
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The system user that the servers run as; None in its place means the one we are."""

    uid: int
    gid: int


def engine_account() -> Account | None:
    """Return the unprivileged user to drop to when we are root: PostgreSQL refuses to run as root.

    Raises EngineError if the machine has neither `postgres` nor `nobody`; a bare uid without a passwd entry is
    no way out, because initdb looks its own name up.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise EngineError("PostgreSQL does not run as root and there is no user named postgres or nobody to run it as.")


def environment() -> dict[str, str]:
    """Return a small environment for the servers: a caller's PGPORT or PGDATA must not reach them."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def as_account(account: Account | None) -> dict[str, object]:
    """Return the arguments that make subprocess run a command as `account`."""
    return {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log, for an error message."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    return ""


class Server:
    """A server that we start, wait for and stop. `stop` may be called twice, and `start` again after it."""

    def __init__(
        self, title: str, argv: list[str], cwd: Path, log: Path, account: Account | None, ready: Callable[[], bool]
    ) -> None:
        self.title = title
        self.log = log
        self._argv = argv
        self._cwd = cwd
        self._account = account
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The running server's process id."""
        return self._process.pid if self.alive() and self._process else None

    def alive(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the server and wait until it answers; raise EngineError with the log's end if it does not."""
        if threading.current_thread() is not threading.main_thread():
            # The kernel sends the death signal when the thread that forked ends, not the process.
            raise EngineError(f"{self.title} has to be started from the main thread.")
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.unlink()
        parent = os.getpid()
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603  argv is ours
                self._argv,
                cwd=self._cwd,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Its own session: Ctrl-C in a terminal reaches us, and we stop the engines last.
                start_new_session=True,
                preexec_fn=lambda: _end_with(parent),  # noqa: PLW1509  runs after the change of user, which clears it
                **as_account(self._account),  # type: ignore[call-overload]
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.alive():
                raise EngineError(f"{self.title} stopped as soon as it was started:\n{tail(self.log)}")
            if self._ready():
                return
            time.sleep(0.01)
        self.stop()
        raise EngineError(f"{self.title} did not answer within {START_SECONDS} seconds:\n{tail(self.log)}")

    def stop(self) -> None:
        """Stop the server: politely, then firmly. (PostgreSQL would wait for its clients on SIGTERM.)"""
        process, self._process = self._process, None
        if process is None:
            return
        for number, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if process.poll() is not None:
                return
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)


def _end_with(parent: int) -> None:
    """Ask the kernel, in the child, for a SIGINT when the process that started it is gone."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != parent:
        os._exit(1)
