"""Every page: whoever is declared gets in, nobody else does or writes anything, and nothing is left undeclared."""

import pytest

from reelbyte.testing.matrix import Matrix, Url, merged, undeclared, urls

TABLE = merged("TABLE")
PAGES = {url.name: url for url in urls() if not url.name.startswith("admin:")}


def test_every_page_is_declared_and_every_declared_page_is_there() -> None:
    assert undeclared(PAGES, TABLE) == []


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_as_declared(matrix: Matrix, url: Url) -> None:
    faults = matrix.faults(url, TABLE[url.name])
    assert not faults, "\n" + "\n".join(faults)
