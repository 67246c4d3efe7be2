"""Every page: whoever is declared gets in, nobody else does or writes anything, and nothing is left undeclared."""

import pytest
from django.utils.translation import gettext

from creators.links import PLACES
from reelbyte import policy
from reelbyte.testing import pseudo
from reelbyte.testing.matrix import Matrix, Url, merged, undeclared, urls

TABLE = merged("TABLE")
DOCUMENTS = {"support:page-detail", "support:terms", "support:privacy"}  # written by staff, a version a language
SAMPLES = {"styleguide"}
BRANDS = {word for place in PLACES if place.hosts for word in (place.label, place.kind)}
NAMES = {"ReelByte", "https", "com", *policy.CURRENCIES, *BRANDS}
PAGES = {url.name: url for url in urls() if not url.name.startswith("admin:")}


def test_every_page_is_declared_and_every_declared_page_is_there() -> None:
    assert undeclared(PAGES, TABLE) == []


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_as_declared(matrix: Matrix, url: Url) -> None:
    faults = matrix.faults(url, TABLE[url.name])
    assert not faults, "\n" + "\n".join(faults)


def test_control_a_bare_word_is_found() -> None:
    with pseudo.spoken():
        html = f'<p>{gettext("Hello, %(name)s")} <b title="Plain">and</b></p>' % {"name": gettext("Monday")}
    assert list(pseudo.bare(html)) == ["and", "Plain"]


def test_every_word_of_ours_can_be_translated(matrix: Matrix) -> None:
    said: dict[str, str] = {}
    with pseudo.spoken():
        for name in PAGES.keys() - DOCUMENTS - SAMPLES:
            for html in matrix.shown(PAGES[name], TABLE[name]):
                said |= dict.fromkeys(pseudo.bare(html), name)
    assert len(said) > 100, "what people wrote is there, so pages were"
    bare = [f"{said[line]}: {line}" for line, words in pseudo.unwritten(said) if words - NAMES]
    assert not bare, "\n" + "\n".join(bare)
