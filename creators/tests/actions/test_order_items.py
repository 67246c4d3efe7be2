"""The order of a portfolio."""

from uuid import uuid4

import pytest

from accounts.models import User
from creators.actions import order_items as ordering
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile, PortfolioItem
from videos.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(alice: User) -> CreatorProfile:
    profile = open_profile(alice)
    for title in "abcd":
        add_item(profile, film(alice, title), title=title)
    return profile


def film(owner: User, name: str) -> Video:
    return Video.objects.create(
        owner=owner, purpose="portfolio", original_key=f"o/{name}", original_name=name, size=1, title=name
    )


def titles(profile: CreatorProfile) -> str:
    return "".join(profile.portfolio.values_list("title", flat=True))


def item(profile: CreatorProfile, title: str) -> PortfolioItem:
    return profile.portfolio.get(title=title)


def test_films_are_added_at_the_end_and_once(profile: CreatorProfile) -> None:
    add_item(profile, item(profile, "a").video, title="again")
    assert titles(profile) == "abcd"


def test_a_step_up_and_down_and_no_further_than_the_end(profile: CreatorProfile) -> None:
    ordering.move_item(item(profile, "c"), "up")
    assert titles(profile) == "acbd"
    ordering.move_item(item(profile, "a"), "down")
    assert titles(profile) == "cabd"
    ordering.move_item(item(profile, "c"), "up")
    assert titles(profile) == "cabd"


def test_highlights_come_first_and_move_among_themselves(profile: CreatorProfile) -> None:
    ordering.set_highlight(item(profile, "d"), highlighted=True)
    ordering.set_highlight(item(profile, "b"), highlighted=True)
    assert titles(profile) == "dbac"
    ordering.move_item(item(profile, "b"), "up")
    assert titles(profile) == "bdac"
    ordering.move_item(item(profile, "a"), "up")
    assert titles(profile) == "bdac"
    ordering.set_highlight(item(profile, "b"), highlighted=False)
    assert titles(profile) == "dacb"


def test_a_dragged_order_ignores_strangers_and_keeps_the_rest(profile: CreatorProfile) -> None:
    ordering.order_items(profile, [uuid4(), item(profile, "c").public_id, item(profile, "b").public_id])
    assert titles(profile) == "cbad"


def test_a_film_taken_off_stays_its_owners(profile: CreatorProfile) -> None:
    video = item(profile, "a").video
    ordering.remove_item(item(profile, "a"))
    assert titles(profile) == "bcd"
    assert Video.objects.filter(pk=video.pk).exists()
