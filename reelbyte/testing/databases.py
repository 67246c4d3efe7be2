"""Test databases: clones of a migrated template, kept by the hash of the migrations it holds.

A clone takes a fraction of a second. A template whose migrations are a subset of today's is migrated forward
instead of starting from nothing.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql
from psycopg.conninfo import make_conninfo

PREFIX = "migrated_"
DEMO_PREFIX = "demo_"
RIGHTS = "rights"  # the label of what is no migration
LABELS = "reelbyte_template"  # the table in a template that lists what it holds


def create(name: str, lock: Path) -> None:
    """Make database `name` a fresh clone of today's template and point Django at it."""
    with _locked(lock):
        template = _template()
        _drop(name)
        _clone(template, name)
    use(name)


def create_demo(name: str, lock: Path, media: Path) -> None:
    """Make database `name` a clone of the loaded demo, its files included, and point Django at it.

    The demo is loaded once a run, by whichever worker asks first.
    """
    demo = DEMO_PREFIX + os.environ["TEST_RUN"]
    files = media.parent / "demo"
    with _locked(lock):
        if demo not in _databases():
            _load_demo(demo, files)
        _drop(name)
        _clone(demo, name)
    shutil.rmtree(media, ignore_errors=True)
    shutil.copytree(files, media, copy_function=os.link)
    use(name)


def drop(name: str) -> None:
    connections.close_all()
    _drop(name)


def use(name: str) -> None:
    """Point the application's and the owner's connection at database `name`."""
    connections.close_all()
    for config in (settings.DATABASES["default"], connection.settings_dict):
        config["NAME"] = name
    settings.DATABASE_OWNER_URL = make_conninfo(settings.DATABASE_OWNER_URL, dbname=name)
    settings.DATABASE_URL = make_conninfo(settings.DATABASE_URL, dbname=name)


class Wiper:
    """Empties a database after tests that commit, seeds excepted.

    As the superuser with triggers off: the application's own role may not delete from the ledger, and
    append-only tables refuse everybody.
    """

    def __init__(self, name: str, superuser_url: str) -> None:
        self.conninfo = make_conninfo(superuser_url, dbname=name)
        with psycopg.connect(self.conninfo, autocommit=True) as db:
            tables = [
                row[0]
                for row in db.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
                )
            ]
            statements = []
            for table in tables:
                seeded = db.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table))).fetchone()
                if not (seeded and seeded[0]):
                    statements.append(sql.SQL("DELETE FROM {};").format(sql.Identifier(table)).as_string(db))
                elif self._has_id(db, table):
                    statements.append(self._keep_seeds(db, table))
            self.script = "SET session_replication_role = replica;" + "".join(statements)

    def wipe(self) -> None:
        with psycopg.connect(self.conninfo, autocommit=True) as db:
            db.execute(self.script)  # type: ignore[arg-type]

    @staticmethod
    def _has_id(db: psycopg.Connection, table: str) -> bool:
        query = (
            "SELECT FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = 'id' AND data_type IN ('bigint', 'integer')"
        )
        return db.execute(query, [table]).fetchone() is not None

    @staticmethod
    def _keep_seeds(db: psycopg.Connection, table: str) -> str:
        highest = db.execute(sql.SQL("SELECT max(id) FROM {}").format(sql.Identifier(table))).fetchone()[0]  # type: ignore[index]
        return (
            sql.SQL("DELETE FROM {} WHERE id > {};").format(sql.Identifier(table), sql.Literal(highest)).as_string(db)
        )


def _template() -> str:
    """The name of a database that holds exactly today's migrations, made if it is not there."""
    labels = _labels()
    name = PREFIX + hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()[:16]
    if name in _databases():
        return name
    base = _largest_subset(labels)
    building = "building"
    _drop(building)
    _clone(base or "reelbyte", building)
    use(building)
    call_command("migrate", verbosity=0, new=True)
    _record(labels)
    connections.close_all()
    with _superuser() as db:
        db.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name)))
    _prune(keep=name)
    return name


def _load_demo(name: str, media: Path) -> None:
    for old in _databases():
        if old.startswith(DEMO_PREFIX):
            _drop(old)
    shutil.rmtree(media, ignore_errors=True)
    building = "building"
    _drop(building)
    _clone(_template(), building)
    load = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "demo_data"],
        env={
            **os.environ,
            "DATABASE_URL": make_conninfo(settings.DATABASE_URL, dbname=building),
            "MEDIA_ROOT": str(media),
        },
        capture_output=True,
        text=True,
    )
    if load.returncode:
        raise RuntimeError(load.stdout + load.stderr)
    with _superuser() as db:
        db.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name)))


def _labels() -> dict[str, str]:
    """Every migration on disk with the hash of its file, and that of the rights which `migrate` gives the groups."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {}
    for (app, name), migration in loader.disk_migrations.items():
        module = __import__(migration.__module__, fromlist=["x"])
        labels[f"{app}.{name}"] = hashlib.sha256(Path(str(module.__file__)).read_bytes()).hexdigest()
    groups = import_module("accounts.groups")
    rights = {name: sorted(groups.granted(name)) for name in groups.GROUPS}
    labels[RIGHTS] = hashlib.sha256(json.dumps(rights).encode()).hexdigest()
    return labels


def _largest_subset(labels: dict[str, str]) -> str | None:
    best: tuple[int, str] | None = None
    for name in _databases():
        if not name.startswith(PREFIX):
            continue
        with _superuser(name) as db:
            held = dict(db.execute(f"SELECT label, hash FROM {LABELS}").fetchall())  # noqa: S608 - a constant
        held.pop(RIGHTS, None)  # set anew by every migrate
        if held.items() <= labels.items() and (best is None or len(held) > best[0]):
            best = (len(held), name)
    return best[1] if best else None


def _record(labels: dict[str, str]) -> None:
    with _superuser(str(connection.settings_dict["NAME"])) as db:
        db.execute(f"CREATE TABLE IF NOT EXISTS {LABELS} (label text PRIMARY KEY, hash text)")
        db.execute(f"DELETE FROM {LABELS}")  # noqa: S608 - a constant
        db.cursor().executemany(f"INSERT INTO {LABELS} VALUES (%s, %s)", list(labels.items()))  # noqa: S608


def _prune(keep: str, limit: int = 6) -> None:
    """Forget all but the newest templates; names carry no date, so order by their OID."""
    with _superuser() as db:
        names = [
            row[0]
            for row in db.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [PREFIX]
            )
        ]
    for name in names[limit:]:
        if name != keep:
            _drop(name)


def _databases() -> set[str]:
    with _superuser() as db:
        return {row[0] for row in db.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")}


def _clone(template: str, name: str) -> None:
    with _superuser() as db:
        db.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER reelbyte_owner").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def _drop(name: str) -> None:
    with _superuser() as db:
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _superuser(name: str = "postgres") -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(
        make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=name),
        autocommit=True,
    ) as db:
        yield db


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
