"""A pytest plugin, loaded before Django's settings: it starts the run's own PostgreSQL and Valkey.

The engines live in a home beside the development one and are thrown away but for migrated template
databases (see `databases.py`). Every xdist worker gets its own clone, Valkey database and key prefix.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelbyte.engines import EnginesBusy, Home

ROOT = Path(__file__).resolve().parents[2]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SLOTS = 8

_engines = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    if WORKER == "main":
        _start_engines()
    _configure_worker()
    return (yield)


def pytest_unconfigure() -> None:
    if _engines is not None:
        _engines.stop()


def _start_engines() -> None:
    """The first free slot: a second run in the same checkout gets engines of its own."""
    global _engines
    for slot in range(SLOTS):
        home = Home.for_checkout(ROOT, f"test{slot or ''}")
        try:
            _engines = home.start(durable=False)
        except EnginesBusy:
            continue
        os.environ.update(
            TESTING="1",
            DEBUG="0",
            REELBYTE_HOME=f"test{slot or ''}",
            TEST_RUN=secrets.token_hex(4),
            DATABASE_URL=home.database_url,
            DATABASE_OWNER_URL=home.owner_url,
            DATABASE_SUPERUSER_URL=home.superuser_url,
            REDIS_URL=home.redis_url,
        )
        return
    raise pytest.UsageError(f"{SLOTS} test runs are already using this checkout.")


def _configure_worker() -> None:
    number = int(WORKER.removeprefix("gw")) + 1 if WORKER.startswith("gw") else 0
    valkey = os.environ["REDIS_URL"].partition("?")[0]
    os.environ["REDIS_URL"] = f"{valkey}?db={number}"
    os.environ["QUEUE_URL"] = f"{valkey}?db={number + SLOTS}"  # its own: the cache is emptied between tests
    os.environ["CACHE_PREFIX"] = f"rb-{WORKER}"
    os.environ["MEDIA_ROOT"] = str(Home.for_checkout(ROOT, os.environ["REELBYTE_HOME"]).media / WORKER)
