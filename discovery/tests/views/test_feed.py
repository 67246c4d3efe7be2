"""The reel feed: what it shows, in which order, and what one can do at a film's edge."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from discovery.models import Follow, Like
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig, package

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def films(alice: User, carol: User) -> list[PortfolioItem]:
    """Three of Alice's, two of Carol's."""
    make_creator(alice, films=3)
    make_creator(carol, films=2)
    return list(PortfolioItem.objects.order_by("pk"))


def shown(page: Any) -> list[int]:
    return [reel.item.pk for reel in page.context["reels"]]


def test_everybody_s_best_comes_before_anybody_s_second(client: Client, films: list[PortfolioItem]) -> None:
    hers, others = films[:3], films[3:]
    page = client.get("/reels/")
    assert shown(page) == [film.pk for film in (others[0], hers[0], others[1], hers[1], hers[2])]
    PortfolioItem.objects.filter(pk=hers[2].pk).update(is_highlight=True)
    assert shown(client.get("/reels/"))[0] == hers[2].pk


def test_the_next_page_goes_on_where_this_one_ends(client: Client, alice: User) -> None:
    make_creator(alice, films=8)
    first = client.get("/reels/")
    rest = client.get("/reels/", {"cursor": first.context["page"].next_cursor}, headers=HTMX)
    assert b"<html" not in rest.content
    assert sorted(shown(first) + shown(rest)) == sorted(PortfolioItem.objects.values_list("pk", flat=True))
    assert rest.context["page"].next_cursor is None


def test_a_shared_film_comes_first_and_once(client: Client, films: list[PortfolioItem]) -> None:
    page = client.get("/reels/", {"film": str(films[2].public_id)})
    assert shown(page)[0] == films[2].pk
    assert len(set(shown(page))) == len(shown(page)) == 5
    assert f'property="og:url" content="{page.context["meta"].url}"' in page.content.decode()
    assert client.get("/reels/", {"film": "01a20d15-92f1-7100-97bd-ad3171779ce5"}).status_code == 404
    assert client.get("/reels/", {"film": "x"}).status_code == 200


def test_the_price_at_the_edge_is_the_cheapest_live_gig_s(client: Client, alice: User) -> None:
    make_creator(alice)
    make_gig(alice, "live", title="Dear", packages=[package("basic", 90_000)])
    make_gig(alice, "live", title="Fair", packages=[package("basic", 10_000)])
    make_gig(alice, "draft", title="Not for sale", packages=[package("basic", 1_000)])
    reel = client.get("/reels/").context["reels"][0]
    assert (reel.gig.title, str(reel.price)) == ("Fair", "€100.00")


def test_a_like_is_one_like_and_makes_a_list(login: Any, bob: User, films: list[PortfolioItem]) -> None:
    browser = login(bob)
    url = f"/reels/{films[1].public_id}/like/"
    for _press in range(2):
        answer = browser.post(url, headers=HTMX)
        assert 'aria-pressed="true"' in answer.content.decode()
    assert Like.objects.get().film == films[1]
    assert shown(browser.get("/reels/?show=liked")) == [films[1].pk]
    for _press in range(2):
        browser.post(f"{url}removal/", headers=HTMX)
    assert not Like.objects.exists()
    assert b"No likes yet" in browser.get("/reels/?show=liked").content


def test_following_gathers_their_films(login: Any, bob: User, carol: User, films: list[PortfolioItem]) -> None:
    browser = login(bob)
    handle = CreatorProfile.objects.get(user=carol).handle
    form = {"next": "/reels/"}
    assert browser.post(f"/creators/{handle}/follow/", form).headers["Location"] == "/reels/"
    browser.post(f"/creators/{handle}/follow/", form)
    assert shown(browser.get("/reels/?show=following")) == [film.pk for film in films[3:]]
    browser.post(f"/creators/{handle}/follow/removal/", form)
    assert not Follow.objects.exists()


def test_nobody_follows_themselves(login: Any, carol: User, films: list[PortfolioItem]) -> None:
    handle = CreatorProfile.objects.get(user=carol).handle
    answer = login(carol).post(f"/creators/{handle}/follow/", headers=HTMX)
    assert b"your own films" in answer.content
    assert not Follow.objects.exists()


def test_strangers_watch_and_are_asked_in_to_like(client: Client, films: list[PortfolioItem]) -> None:
    assert f"/reels/%3Ffilm={films[0].public_id}" in client.get("/reels/").content.decode()
    assert "/accounts/login/" in client.post(f"/reels/{films[0].public_id}/like/").headers["Location"]
    assert "/accounts/login/" in client.get("/reels/?show=liked").headers["Location"]
    shared = client.get("/reels/?show=liked&cursor=x").headers["Location"]
    assert parse_qs(urlsplit(shared).query)["next"] == ["/reels/?show=liked&cursor=x"]
    assert not Like.objects.exists()


def test_what_is_hidden_or_blocked_is_not_in_it(
    login: Any, alice: User, carol: User, bob: User, films: list[PortfolioItem]
) -> None:
    User.objects.filter(pk=alice.pk).update(profile_visibility="hidden")
    block(carol, bob)
    browser = login(bob)
    assert shown(browser.get("/reels/")) == []
    for film in (films[0], films[4]):
        assert browser.post(f"/reels/{film.public_id}/like/").status_code == 404


def test_it_asks_few_questions(
    login: Any, client: Client, bob: User, films: list[PortfolioItem], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        client.get("/reels/")
    browser = login(bob)
    browser.get("/reels/")
    with django_assert_max_num_queries(10):
        browser.get("/reels/")
