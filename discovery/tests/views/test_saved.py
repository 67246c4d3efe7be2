"""Lists of favourites, and searches that tell what is new."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.actions.block import block
from accounts.models import User
from creators.models import CreatorProfile
from discovery.actions.rebuild import rebuild
from discovery.actions.recompute_trends import recompute_trends
from discovery.models import Like, SavedItem, SavedList, SavedSearch, SearchDocument, Trend
from discovery.tasks import finds
from discovery.tests.builders import make_creator
from gigs.models import Gig
from gigs.tests.builders import make_gig
from notifications.models import Notification
from reelbyte import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def gig(alice: User) -> Gig:
    make_creator(alice)
    return make_gig(alice, "live", title="Hers")


def names(user: User) -> dict[str, list[str]]:
    return {row.name: [str(item) for item in row.items.all()] for row in SavedList.objects.filter(user=user)}


def test_one_tap_saves_and_the_list_used_last_takes_the_next(login: Any, bob: User, alice: User, gig: Gig) -> None:
    browser = login(bob)
    film = gig.creator.portfolio.get()
    answer = browser.post(f"/saved/gigs/{gig.slug}/", headers={"HX-Request": "true"})
    assert "is-saved" in answer.text
    browser.post(f"/saved/gigs/{gig.slug}/")
    assert browser.post(f"/saved/creators/{gig.creator.handle}/", {"next": "/gigs/"}).url == "/gigs/"
    assert names(bob) == {"Favourites": ["Alice Moreau", "Hers"]}
    ticked = {"list": [SavedList.objects.get().public_id], "name": "For the bell"}
    browser.post(f"/saved/reels/{film.public_id}/lists/", ticked)
    assert names(bob) == {"Favourites": ["Film 0", "Alice Moreau", "Hers"], "For the bell": ["Film 0"]}
    assert "In which lists?" in browser.get(f"/saved/reels/{film.public_id}/").text
    browser.post(f"/saved/gigs/{gig.slug}/lists/", {})
    assert names(bob)["Favourites"] == ["Film 0", "Alice Moreau"]
    assert browser.post("/saved/gigs/nothing/").status_code == 404
    assert browser.post("/saved/evil/x/").status_code == 404


def test_lists_are_made_named_sorted_and_thrown_away(login: Any, bob: User, dave: User, gig: Gig) -> None:
    browser = login(bob)
    browser.post(f"/saved/gigs/{gig.slug}/")
    first = SavedList.objects.get()
    browser.post("/saved/lists/", {"name": "Later"})
    later = SavedList.objects.get(name="Later")
    assert browser.post(f"/saved/lists/{later.public_id}/name/", {"name": "favourites"}).status_code == 422
    browser.post(f"/saved/lists/{later.public_id}/name/", {"name": "Soon"})
    item = SavedItem.objects.get()
    browser.post(f"/saved/items/{item.public_id}/list/", {"list": later.public_id})
    assert names(bob) == {"Favourites": [], "Soon": ["Hers"]}
    page = browser.get(f"/saved/lists/{later.public_id}/")
    assert "Hers" in page.text
    assert login(dave).get(f"/saved/lists/{later.public_id}/").status_code == 404
    Gig.objects.update(status="paused")
    assert "Not to be seen at the moment" in browser.get(f"/saved/lists/{later.public_id}/").text
    browser.post(f"/saved/items/{item.public_id}/removal/")
    browser.post(f"/saved/lists/{first.public_id}/removal/")
    assert names(bob) == {"Soon": []}


def test_whom_a_block_hides_is_not_saved_and_no_longer_shown(login: Any, alice: User, bob: User, gig: Gig) -> None:
    browser = login(bob)
    browser.post(f"/saved/creators/{gig.creator.handle}/")
    block(alice, bob)
    assert browser.post(f"/saved/gigs/{gig.slug}/").status_code == 404
    page = browser.get(f"/saved/lists/{SavedList.objects.get().public_id}/")
    assert "Product films in macro" not in page.text


def test_a_saved_search_tells_once_a_day_and_never_twice(login: Any, alice: User, carol: User, bob: User) -> None:
    now = clock.now()
    make_creator(alice)
    make_gig(alice, "live", title="Macro before")
    browser = login(bob)
    for query in ("most=900&q=macro&currency=EUR&sort=price&cursor=x", "q=macro&most=900&currency=EUR"):
        browser.post("/saved/searches/", {"kind": "gig", "query": query})
    assert browser.post("/saved/searches/", {"kind": "gig", "query": "sort=price"}).status_code == 422
    search = SavedSearch.objects.get()
    assert (search.query, search.name) == ("q=macro&most=900&currency=EUR", "Gigs: “macro”, Up to €900")

    def on_day(days: float) -> int:
        with clock.at(now + timedelta(days=days)):
            rebuild()
            return finds()

    with clock.at(now + timedelta(hours=2)):
        new = make_gig(alice, "live", title="Macro after")
        make_gig(alice, "draft", title="Macro never")
    assert on_day(0.5) == 0  # not yet a day
    assert on_day(1.1) == 1
    assert (on_day(1.2), on_day(2.2)) == (0, 0)
    told = Notification.objects.get(recipient=bob, kind="discovery.found")
    assert told.context["facts"] == [["New", "Macro after"]]
    assert told.url == "/gigs/?q=macro&most=900&currency=EUR"
    new.title = "Macro after, renamed"
    new.save()
    with clock.at(now + timedelta(days=2.5)):
        make_gig(carol, "live", title="Macro from a member")
        User.objects.filter(pk=carol.pk).update(profile_visibility="hidden")
    assert on_day(3.4) == 0
    browser.post(f"/saved/searches/{search.public_id}/alerts/", {"on": "0"})
    with clock.at(now + timedelta(days=4)):
        make_gig(alice, "live", title="Macro unheard")
    assert on_day(5) == 0
    browser.post(f"/saved/searches/{search.public_id}/removal/")
    assert not SavedSearch.objects.exists()


def test_trends_decay_and_are_the_same_asked_twice(alice: User, carol: User, bob: User, dave: User) -> None:
    first, second = make_creator(alice), make_creator(carol)
    rebuild()

    def scores() -> dict[str, float]:
        rows = Trend.objects.select_related("document")
        return {row.document.title: row.score for row in rows}

    for user in (bob, dave):
        Like.objects.create(user=user, film=first.portfolio.get())
    Like.objects.create(user=bob, film=second.portfolio.get(), at=clock.now() - timedelta(days=7))
    with clock.at(clock.now()):
        assert recompute_trends() == 2
        fresh = scores()
        recompute_trends()
        assert scores() == fresh
    assert fresh["Alice Moreau"] == pytest.approx(2, abs=0.01)
    assert fresh["Carol Adeyemi"] == pytest.approx(0.5, abs=0.01)
    with clock.at(clock.now() + timedelta(days=7)):
        recompute_trends()
        assert scores()["Alice Moreau"] == pytest.approx(1, abs=0.01)
    with clock.at(clock.now() + timedelta(days=70)):
        assert recompute_trends() == 0
    CreatorProfile.objects.update(headline="")
    rebuild()
    assert not SearchDocument.objects.exists()


def test_the_pages_ask_the_same_whatever_their_length(
    login: Any, bob: User, alice: User, gig: Gig, django_assert_max_num_queries: Any
) -> None:
    browser = login(bob)
    for number in range(4):
        browser.post(f"/saved/gigs/{make_gig(alice, 'live', title=f'Gig {number}').slug}/")
    browser.post(f"/saved/creators/{gig.creator.handle}/")
    browser.post("/saved/searches/", {"kind": "gig", "query": "q=macro"})
    with django_assert_max_num_queries(14):
        browser.get("/saved/")
    with django_assert_max_num_queries(14):
        browser.get(f"/saved/lists/{SavedList.objects.get().public_id}/")
