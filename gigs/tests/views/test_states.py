"""Moving a gig by its buttons, with and without script."""

from typing import Any

import pytest

from accounts.models import User
from gigs.models import Gig
from gigs.tests.builders import make_gig

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "address", "after"),
    [
        ("draft", "publication", "in_review"),
        ("in_review", "withdrawal", "draft"),
        ("live", "pause", "paused"),
        ("paused", "resumption", "live"),
    ],
)
def test_each_button(login: Any, alice: User, before: str, address: str, after: str) -> None:
    gig = make_gig(alice, before)
    url = f"/studio/gigs/{gig.slug}/{address}/"
    assert login(alice).post(url)["Location"] == "/studio/gigs/"
    gig.refresh_from_db()
    assert gig.status == after
    Gig.objects.filter(pk=gig.pk).update(status=before)
    answer = login(alice).post(url, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert f'id="gig-{gig.public_id}"' in answer.content.decode()


def test_a_move_that_is_over_is_a_conflict(login: Any, alice: User) -> None:
    gig = make_gig(alice, "draft")
    assert login(alice).post(f"/studio/gigs/{gig.slug}/pause/").status_code == 409
    assert login(alice).get(f"/studio/gigs/{gig.slug}/pause/").status_code == 405
