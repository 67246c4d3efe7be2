"""The folder that holds one set of engines, and the engines while they run."""

import fcntl
import hashlib
import os
import re
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from reelbyte.engines import binaries, postgres, valkey
from reelbyte.engines.errors import EngineError, EnginesBusy
from reelbyte.engines.process import Account, Server, engine_account
from reelbyte.engines.provision import APP, DATABASE, OWNER, provision

SYSTEM = Path("/var/lib/reelbyte")
# A Unix socket's address holds 107 bytes; this leaves room for the file's name below the folder.
_LONGEST_SOCKET_FOLDER = 85


@dataclass(frozen=True)
class Home:
    """Where the engines of one checkout live, and the addresses they have while they run.

    Deterministic and without side effects until `start`. Two checkouts, and two names in one checkout, never
    share anything but the unpacked programs.
    """

    base: Path
    path: Path

    @classmethod
    def for_checkout(cls, root: Path, name: str = "dev") -> Self:
        """Return the home `name` of the checkout at `root`.

        Started by root, the servers run as another user, who may not be able to enter the checkout: then the home
        is below /var/lib/reelbyte, in a folder named by a hash of the checkout's path.
        """
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}", name):
            raise ValueError(f"A home's name is 1 to 31 lower-case letters, digits and hyphens, not {name!r}.")
        root = Path(root).resolve()
        if os.geteuid() == 0:
            return cls(base=SYSTEM, path=SYSTEM / _digest(root) / name)
        return cls(base=root / ".data", path=root / ".data" / name)

    @classmethod
    def all_of(cls, root: Path) -> list[Self]:
        """Return every home that the checkout at `root` has: its own, those of its tests, and any other name."""
        folder = cls.for_checkout(root).path.parent
        return [cls.for_checkout(root, lock.parent.name) for lock in sorted(folder.glob("*/lock"))]

    @property
    def media(self) -> Path:
        """Where uploads are kept; exists once the engines were started."""
        return self.path / "media"

    @property
    def sockets(self) -> Path:
        """The folder of both servers' sockets, of mode 0700."""
        inside = self.path / "run"
        if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER:
            return inside
        # Not tempfile's answer: every process has to find the same folder, whatever its TMPDIR.
        return Path("/tmp") / f"reelbyte-{os.geteuid()}-{_digest(self.path)}"  # noqa: S108  owner and mode are checked

    @property
    def database_url(self) -> str:
        """The application's role: reads and writes rows, has no DDL."""
        return self._url(APP, DATABASE)

    @property
    def owner_url(self) -> str:
        """The role that migrates, owns the tables and may create databases."""
        return self._url(OWNER, DATABASE)

    @property
    def superuser_url(self) -> str:
        """PostgreSQL's superuser, for provisioning and for tests that attack the rules."""
        return self._url("postgres", DATABASE)

    @property
    def redis_url(self) -> str:
        """Valkey, database 0, as a `unix://` address."""
        return f"unix://{self._valkey_socket}"

    def is_running(self) -> bool:
        """Whether both servers answer here now, whoever started them."""
        if not self._sockets_are_ours():
            return False
        return valkey.answers(self._valkey_socket) and postgres.answers(self.sockets)

    def start(self, durable: bool = True) -> "Engines":
        """Start both servers and make the roles and the database if they are missing.

        durable=False trades safety against a crash of the machine for speed, for data that is thrown away.
        Use the result in a `with` statement or call its `stop`. Raises EnginesBusy if another process runs them,
        EngineError with one sentence for anything else.
        """
        account = engine_account()
        self._make_folders(account)
        engines = Engines(home=self, lock=self._take_lock())
        try:
            folder = binaries.postgres(self.base)
            program = binaries.valkey(self.base)
            postgres.check_program(folder, account)
            data = self.path / "data"
            postgres.ensure_data(folder, data, account, durable=durable)
            _give(data, account)
            postgres.clear_leftovers(data, self.sockets)
            engines.postgres = postgres.server(
                folder, data, self.sockets, self.path / "postgres.log", account, durable=durable
            )
            engines.valkey = valkey.server(
                program, self._valkey_socket, self.sockets, self.path / "valkey.log", account
            )
            engines.postgres.start()
            engines.valkey.start()
            provision(lambda database: self._url("postgres", database))
        except BaseException:
            engines.stop()
            raise
        return engines

    def destroy(self) -> None:
        """Remove everything kept here: databases, uploads, logs. Raises EnginesBusy while engines run."""
        if not self.path.exists():
            return
        lock = self._take_lock()
        try:
            shutil.rmtree(self.path)
            if self.sockets.exists():
                shutil.rmtree(self.sockets)
            if self.path.parent != self.base and not any(self.path.parent.iterdir()):
                self.path.parent.rmdir()
        finally:
            lock.close()

    @property
    def _valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def _url(self, role: str, database: str) -> str:
        # The folder goes where a host goes, percent-encoded: libpq, psycopg and Django's parsers agree on that.
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}:{postgres.PORT}/{database}"

    def _make_folders(self, account: Account | None) -> None:
        with binaries.open_umask():
            self.base.mkdir(parents=True, exist_ok=True)
            # As root: base/<hash>/<name>, both closed to everyone but the engines' user.
            for folder in reversed([self.path, *self.path.parents]):
                if folder.is_relative_to(self.base) and folder != self.base:
                    _make_private(folder, account)
            self.media.mkdir(mode=0o700, exist_ok=True)
        if not self._sockets_are_ours():
            if self.sockets.exists() or self.sockets.is_symlink():
                raise EngineError(f"{self.sockets} is not a private folder of ours: remove it and start again.")
            _make_private(self.sockets, account)

    def _sockets_are_ours(self) -> bool:
        """Whether the socket folder exists, is no link, and only its rightful owner can enter it."""
        try:
            found = self.sockets.lstat()
        except OSError:
            return False
        private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        if os.geteuid() == 0:
            return private
        return private and found.st_uid == os.geteuid()

    def _take_lock(self) -> IO[str]:
        path = self.path / "lock"
        while True:
            lock = path.open("a+")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                lock.close()
                raise EnginesBusy(
                    f"The database and Valkey in {self.path} are already run by process {holder}: stop that one first."
                ) from None
            # `destroy` may have removed the file between our opening and locking it.
            if path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                lock.truncate(0)
                lock.write(str(os.getpid()))
                lock.flush()
                return lock
            lock.close()


@dataclass
class Engines:
    """Both servers, running, as `Home.start` gave them. Stops them when a `with` block ends."""

    home: Home
    lock: IO[str] = field(repr=False)
    postgres: Server | None = None
    valkey: Server | None = None

    def dead(self) -> str | None:
        """Return one sentence about a server that ended by itself, or None while both run."""
        for server in (self.postgres, self.valkey):
            if server is not None and not server.alive():
                return f"{server.title} has stopped; the end of its log is in {server.log}."
        return None

    def stop(self) -> None:
        """Stop both servers and let the folder go. May be called twice."""
        for server in (self.valkey, self.postgres):
            if server is not None:
                server.stop()
        self.lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _make_private(folder: Path, account: Account | None) -> None:
    """Make a folder that only the engines' user can enter, or give an existing one to that user."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
        folder.chmod(0o700)


def _give(folder: Path, account: Account | None) -> None:
    """Give a whole tree to the engines' user, if an earlier run used another (a new `postgres`, say)."""
    if account is None or folder.stat().st_uid == account.uid:
        return
    for entry in (folder, *folder.rglob("*")):
        os.chown(entry, account.uid, account.gid, follow_symlinks=False)
