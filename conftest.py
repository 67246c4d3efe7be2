"""Fixtures for every app: the databases, the clock, and the small cast of people the tests tell about."""

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase

from reelbyte.testing import databases, queues
from reelbyte.testing.plugin import WORKER

PASSWORD = "correct-horse-battery"  # noqa: S105 - of people who exist only in tests


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A clone of the migrated template for this worker, wiped after tests that commit."""
    from django.conf import settings

    name = f"test_{WORKER}"
    with django_db_blocker.unblock():
        databases.create(name, Path(settings.MEDIA_ROOT).parent / "template.lock")
        wiper = databases.Wiper(name, os.environ["DATABASE_SUPERUSER_URL"])
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: wiper.wipe()  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        databases.drop(name)


@pytest.fixture
def demo(transactional_db: None) -> Iterator[dict[str, Any]]:
    """The demo's people by their address, in a database of their own that goes when the test is over."""
    from django.conf import settings

    from accounts.models import User

    media = Path(settings.MEDIA_ROOT)
    name = str(connection.settings_dict["NAME"])
    databases.create_demo(f"{name}_demo", media.parent / "template.lock", media)
    yield {person.email: person for person in User.objects.all()}
    databases.drop(f"{name}_demo")
    databases.use(name)


@pytest.fixture(autouse=True)
def _empty_valkey() -> None:
    """Rate limits, cached fragments and tasks of one test never reach the next."""
    cache.clear()
    queues.empty()


@functools.cache
def hashed_password() -> str:
    """The cast's password as it is stored, hashed once: Argon2 is slow on purpose."""
    return make_password(PASSWORD)


def make_person(email: str, name: str, roles: str, **fields: Any) -> Any:
    """A person with a verified address and the cast's password."""
    from allauth.account.models import EmailAddress

    from accounts.models import User

    active = "creator" if roles in ("creator", "both") else "client"
    person = User.objects.create(
        email=email, password=hashed_password(), name=name, roles=roles, active_role=active, **fields
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@pytest.fixture
def alice(db: None) -> Any:
    """A creator, the one most tests are about."""
    return make_person("alice@example.com", "Alice Moreau", "creator")


@pytest.fixture
def bob(db: None) -> Any:
    """A client, the one who hires Alice."""
    return make_person("bob@example.com", "Bob Lindqvist", "client")


@pytest.fixture
def carol(db: None) -> Any:
    """Another creator: a stranger to Alice's and Bob's contract."""
    return make_person("carol@example.com", "Carol Adeyemi", "creator")


@pytest.fixture
def dave(db: None) -> Any:
    """Another client: a stranger too."""
    return make_person("dave@example.com", "Dave Okafor", "client")


@pytest.fixture
def mod(db: None) -> Any:
    """A moderator: staff, without superuser rights."""
    return make_person("mod@example.com", "Mo Derat", "client", is_staff=True)


@pytest.fixture
def login() -> Any:
    """`login(person)` is a Django test client signed in as them."""

    def signed_in(person: Any) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def fresh_documents(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Before a page is asked for, search documents are what their rows say: the worker is never behind."""
    from discovery.actions.rebuild import rebuild

    ask = Client.get

    def get(self: Client, *args: Any, **kwargs: Any) -> Any:
        counting, connection.force_debug_cursor = connection.force_debug_cursor, False
        rebuild()
        connection.force_debug_cursor = counting
        return ask(self, *args, **kwargs)

    monkeypatch.setattr(Client, "get", get)
    yield
