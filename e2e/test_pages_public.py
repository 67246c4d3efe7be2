"""What visitors and creators see: usable by everybody, no complaint in the console, nothing too wide.

In two files, because a file's tests share one worker.
"""

from collections.abc import Callable

import pytest

from discovery.demo.catalogue import CREATOR_EMAIL
from e2e.conftest import Visit
from e2e.looking import walk
from e2e.pages import People


@pytest.mark.timeout(600)
def test_visitors_and_creators(demo: People, open_page: Callable[..., Visit]) -> None:
    walk(open_page, demo, "", CREATOR_EMAIL)
