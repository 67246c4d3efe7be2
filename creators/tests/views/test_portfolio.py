"""The creator's own films."""

from typing import Any

import pytest

from accounts.models import User
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.models import PortfolioItem
from gigs.tests.builders import make_video

pytestmark = pytest.mark.django_db
URL = "/studio/portfolio/"


@pytest.fixture
def items(alice: User) -> list[PortfolioItem]:
    profile = open_profile(alice)
    return [add_item(profile, make_video(alice, "portfolio"), title=title) for title in "abc"]


def order() -> str:
    return "".join(PortfolioItem.objects.values_list("title", flat=True))


def test_uploaded_films_are_added_once(login: Any, alice: User) -> None:
    video = make_video(alice, "portfolio")
    for _time in range(2):
        answer = login(alice).post(f"{URL}items/", {"video": str(video.public_id)})
    assert answer["Location"] == f"{URL}items/{PortfolioItem.objects.get().public_id}/"


def test_others_films_and_other_purposes_are_refused(login: Any, alice: User, carol: User) -> None:
    for video in (make_video(carol, "portfolio"), make_video(alice, "delivery")):
        assert login(alice).post(f"{URL}items/", {"video": str(video.public_id)}).status_code == 422
    assert not PortfolioItem.objects.exists()


def test_buttons_move_lift_and_remove(login: Any, alice: User, items: list) -> None:
    client, (a, _b, c) = login(alice), items
    assert client.post(f"{URL}items/{c.public_id}/position/", {"direction": "up"})["Location"] == URL
    assert order() == "acb"
    client.post(f"{URL}items/{c.public_id}/highlight/", {"on": "1"})
    assert order() == "cab"
    client.post(f"{URL}order/", {"item": [str(items[1].public_id), str(a.public_id), "nonsense"]})
    assert order() == "cba"
    answer = client.post(f"{URL}items/{c.public_id}/deletion/", headers={"HX-Request": "true"})
    assert b'id="films"' in answer.content
    assert b"<html" not in answer.content
    assert order() == "ba"


def test_a_film_is_described(login: Any, alice: User, items: list) -> None:
    url = f"{URL}items/{items[0].public_id}/"
    assert login(alice).get(url).status_code == 200
    data = {"title": "Rings in oil", "tags": "macro, Oil", "role": "Director", "link": "https://example.com/film"}
    assert login(alice).post(url, data)["Location"] == URL
    items[0].refresh_from_db()
    assert (items[0].title, items[0].tags) == ("Rings in oil", ["macro", "oil"])
    assert login(alice).post(url, {**data, "link": "javascript:alert(1)"}).status_code == 422


@pytest.mark.parametrize("address", ["", "position/", "highlight/", "deletion/"])
def test_a_strangers_film_is_not_there(login: Any, carol: User, items: list, address: str) -> None:
    assert login(carol).post(f"{URL}items/{items[0].public_id}/{address}", {"title": "x"}).status_code == 404
    assert order() == "abc"


def test_the_page_asks_few_questions(login: Any, alice: User, items: list, django_assert_max_num_queries: Any) -> None:
    client = login(alice)
    client.get(URL)
    with django_assert_max_num_queries(11):
        assert client.get(URL).status_code == 200
