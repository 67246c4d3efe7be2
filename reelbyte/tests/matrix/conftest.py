"""One world a file: its building takes longer than thousands of calls should wait for."""

from collections.abc import Iterator
from typing import Any

import pytest

from reelbyte.testing.matrix import Matrix
from reelbyte.tests.matrix.world import opened


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[Matrix]:
    """Everybody, signed in to the world. It lives in a transaction of its own that no test ends."""
    with django_db_blocker.unblock(), opened() as made:
        yield made
