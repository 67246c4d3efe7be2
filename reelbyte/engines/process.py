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
        self,
        title: str,
        argv: list[str],
        cwd: Path,
        log: Path,
        account: Account | None,
        ready: Callable[[], bool],
        *,
        env: dict[str, str] | None = None,
        niceness: int = 0,
    ) -> None:
        self.title = title
        self.log = log
        self._argv = argv
        self._cwd = cwd
        self._account = account
        self._ready = ready
        self._env = env
        self._niceness = niceness
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = False

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
        self._asked = False
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603  argv is ours
                self._argv,
                cwd=self._cwd,
                env=environment() if self._env is None else self._env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Its own session: Ctrl-C in a terminal reaches us, and we stop things in order.
                start_new_session=True,
                preexec_fn=lambda: _in_child(parent, self._niceness),  # noqa: PLW1509  runs after the change of user, which clears it
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

    def ask_to_stop(self) -> None:
        """Send the polite signal and return, for stopping several at once.

        SIGINT: on SIGTERM PostgreSQL would wait for its clients. Only once: Celery takes a second one for haste.
        """
        if self._process is not None and not self._asked:
            self._asked = True
            self._process.send_signal(signal.SIGINT)

    def stop(self) -> None:
        """Stop the server: politely, then firmly, then with all that is left of its process group."""
        process = self._process
        if process is None:
            return
        self.ask_to_stop()
        for number, seconds in ((signal.SIGQUIT, 10), (signal.SIGKILL, 5), (signal.SIGKILL, 5)):
            try:
                process.wait(seconds)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(number)
        self._process = None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _in_child(parent: int, niceness: int) -> None:
    """Ask the kernel, in the child, for a SIGINT when the process that started it is gone."""
    # A shell that started us in the background made us ignore it, and that is inherited.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.nice(niceness)
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != parent:
        os._exit(1)
