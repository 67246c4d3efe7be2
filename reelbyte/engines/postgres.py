"""The embedded PostgreSQL: make a data folder, clear what a killed run left, describe the server."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from reelbyte.engines.errors import EngineError
from reelbyte.engines.process import Account, Server, as_account, environment

PORT = 5432  # only names the socket file: the server listens on no network address
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",  # pages run many short queries; compiling them costs more than it saves
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_min_messages": "warning",
}
_THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def check_program(folder: Path, account: Account | None) -> None:
    """Run `postgres --version`; raise EngineError naming the system libraries that are missing."""
    program = folder / "bin" / "postgres"
    result = _run([str(program), "--version"], account)
    if result.returncode == 0:
        return
    missing = set(re.findall(r"(\S+\.so\S*): cannot open", result.stderr))
    if ldd := shutil.which("ldd"):
        missing |= set(re.findall(r"(\S+) => not found", _run([ldd, str(program)], account).stdout))
    if missing:
        names = ", ".join(sorted(missing))
        raise EngineError(
            f"PostgreSQL needs system libraries that are not installed: {names} "
            "(Debian: apt-get install libxml2 libgssapi-krb5-2 liblz4-1 libzstd1)."
        )
    raise EngineError(f"PostgreSQL does not run on this system: {result.stderr.strip() or result.returncode}")


def ensure_data(folder: Path, data: Path, account: Account | None, *, durable: bool) -> None:
    """Create the data folder with initdb, beside its place and then renamed: half a cluster is never found."""
    if (data / "PG_VERSION").exists():
        made_by = (data / "PG_VERSION").read_text().strip()
        major = re.search(r"postgresql-(\d+)", folder.name)
        if major and major[1] != made_by:
            raise EngineError(
                f"The data in {data} was made by PostgreSQL {made_by} and this is PostgreSQL {major[1]}: "
                "`make reset` starts over."
            )
        return
    new = data.with_name("data.new")
    shutil.rmtree(new, ignore_errors=True)
    result = _run(
        [
            str(folder / "bin" / "initdb"),
            f"--pgdata={new}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            # Sorts by code point the same on every system and never asks for a reindex after a libc upgrade.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
            *([] if durable else ["--no-sync"]),
        ],
        account,
    )
    if result.returncode != 0:
        raise EngineError(f"initdb could not create {new}:\n{result.stderr.strip()}")
    # Whoever may enter the 0700 socket folder may connect; nobody else can, and there is no network address.
    (new / "pg_hba.conf").write_text("local all all trust\n")
    new.rename(data)


def clear_leftovers(data: Path, sockets: Path) -> None:
    """Remove the pid and lock files of a run that was killed, once no server works in `data` any more.

    The caller holds the folder's lock, so a postgres found there is an orphan on its way out. PostgreSQL would
    clear the files itself, except where another process has meanwhile been given the pid that they name.
    """
    if not Path("/proc/self/cwd").exists():
        return
    for number, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        deadline = time.monotonic() + seconds
        orphans = _working_in(data)
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        while orphans and time.monotonic() < deadline:
            time.sleep(0.02)
            orphans = _working_in(data)
        if not orphans:
            break
    for stale in (data / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)


def server(folder: Path, data: Path, sockets: Path, log: Path, account: Account | None, *, durable: bool) -> Server:
    """Describe a PostgreSQL on `data` that listens in `sockets`; not started yet.

    durable=False: for data that is thrown away. Survives the process being killed, not the machine.
    """
    settings = _SETTINGS | ({} if durable else _THROWN_AWAY)
    argv = [str(folder / "bin" / "postgres"), "-D", str(data), "-k", str(sockets), "-p", str(PORT)]
    for key, value in settings.items():
        argv += ["-c", f"{key}={value}"]
    return Server("PostgreSQL", argv, data, log, account, lambda: answers(sockets))


def answers(sockets: Path) -> bool:
    """Whether a PostgreSQL takes connections in the folder `sockets`."""
    import psycopg

    try:
        psycopg.connect(host=str(sockets), port=PORT, user="postgres", dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _working_in(data: Path) -> list[int]:
    """Return the ids of postgres processes whose working directory is `data`."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (
                entry.name.isdigit()
                and os.readlink(entry / "cwd") == str(data)
                and "postgres" in (entry / "comm").read_text()
            ):
                found.append(int(entry.name))
    return found


def _run(argv: list[str], account: Account | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload]  # noqa: S603  argv is ours
        argv, cwd="/", env=environment(), capture_output=True, text=True, check=False, **as_account(account)
    )
