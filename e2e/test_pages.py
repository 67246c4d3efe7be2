"""No page is left out: what the tables lead to is what the urlconf has."""

from e2e.looking import names
from e2e.pages import ACTIONS, ELSEWHERE, FILES, FRAGMENTS, OFF, PAGES, WITH_KEYS, People
from reelbyte.testing.matrix import url_names


def test_every_page_of_the_urlconf_is_looked_at(demo: People) -> None:
    """By the walks beside this one, each of which fails if it does not get to a page it asks for."""
    asked = {name for pages in PAGES.values() for path in pages(demo) for name in names(path)}
    ours = {name for name in url_names() if not name.startswith(("admin:", "djstripe"))}
    assert ours - asked - ACTIONS - FRAGMENTS - FILES - ELSEWHERE - OFF - WITH_KEYS == set()
