"""Saving a gig: whose, what, within which bounds."""

from typing import Any

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile
from gigs.actions.save import GigContent, save_gig
from gigs.models import Extra, Gig
from gigs.tests.builders import content, make_gig, make_video, package
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def test_a_new_gig_is_a_draft_with_its_lowest_price_and_shortest_delivery(alice: User) -> None:
    gig = make_gig(alice, packages=[package(), package("premium", 40_000, delivery_days=2)])
    assert gig.status == Gig.Status.DRAFT
    assert (gig.from_minor, gig.fastest_days) == (15_000, 2)
    assert gig.cover == gig.samples.get().video


def test_a_package_keeps_its_row_and_tiers_left_out_go(alice: User) -> None:
    gig = make_gig(alice, packages=[package(), package("standard", 30_000)])
    basic = gig.packages.get(tier="basic")
    save_gig(gig.creator, gig, content(alice, packages=[package(price_minor=17_500)]))
    assert gig.packages.get().pk == basic.pk
    assert gig.packages.get().price_minor == 17_500


def test_rows_are_kept_changed_added_and_taken_away(alice: User) -> None:
    gig = make_gig(alice, extras=[{"title": "A", "price_minor": 100}, {"title": "B", "price_minor": 200}])
    first = gig.extras.get(title="A")
    rows = [{"id": None, "title": "C", "price_minor": 300}, {"id": first.pk, "title": "A2", "price_minor": 150}]
    save_gig(gig.creator, gig, content(alice, extras=rows))
    assert list(gig.extras.values_list("title", flat=True)) == ["C", "A2"]
    assert gig.extras.get(title="A2").pk == first.pk


def test_an_id_of_somebody_elses_row_never_reaches_it(alice: User, carol: User) -> None:
    theirs = make_gig(carol, extras=[{"title": "Theirs", "price_minor": 100}]).extras.get()
    gig = make_gig(alice)
    save_gig(gig.creator, gig, content(alice, extras=[{"id": theirs.pk, "title": "Mine", "price_minor": 1}]))
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"
    assert Extra.objects.get(title="Mine").gig == gig


@pytest.mark.parametrize("price", [0, 499, 5_000_001])
def test_prices_stay_within_policy(alice: User, price: int) -> None:
    with pytest.raises(Refused):
        make_gig(alice, packages=[package(price_minor=price)])


def test_a_form_cannot_write_other_columns(alice: User) -> None:
    for column in ("status", "rating_average", "from_minor", "creator", "published_at"):
        with pytest.raises(ValueError, match="not for a form"):
            save_gig(open_profile(alice), None, GigContent({"title": "x", column: "live"}))


def test_what_is_in_review_is_not_changed_under_staff(alice: User) -> None:
    gig = make_gig(alice, "in_review")
    with pytest.raises(Conflict):
        save_gig(gig.creator, gig, content(alice))


def test_a_live_gig_stays_whole(alice: User) -> None:
    gig = make_gig(alice, "live")
    broken: list[dict[str, Any]] = [{"packages": []}, {"samples": []}, {"samples": [make_video(alice, ready=False)]}]
    for parts in broken:
        with pytest.raises(Refused):
            save_gig(gig.creator, gig, content(alice, **parts))
    gig.refresh_from_db()
    assert gig.packages.exists()


def test_the_address_follows_a_drafts_title_and_stays_once_it_was_live(alice: User) -> None:
    gig = make_gig(alice)
    save_gig(gig.creator, gig, content(alice, title="I will grade your film"))
    gig.refresh_from_db()
    assert gig.slug.startswith("i-will-grade-your-film-")
    again = gig.slug
    save_gig(gig.creator, gig, content(alice, title="I will grade your film"))
    gig.refresh_from_db()
    assert gig.slug == again
    live = make_gig(alice, "live")
    before = live.slug
    save_gig(live.creator, live, content(alice, title="Another title"))
    live.refresh_from_db()
    assert live.slug == before
