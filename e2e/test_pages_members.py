"""What clients and staff see: usable by everybody, no complaint in the console, nothing too wide.

In two files, because a file's tests share one worker.
"""

from collections.abc import Callable

import pytest

from discovery.demo.catalogue import CLIENT_EMAIL, MODERATOR_EMAIL
from e2e.conftest import Visit
from e2e.looking import walk
from e2e.pages import People


@pytest.mark.timeout(600)
def test_clients_and_staff(demo: People, open_page: Callable[..., Visit]) -> None:
    walk(open_page, demo, CLIENT_EMAIL, MODERATOR_EMAIL)
