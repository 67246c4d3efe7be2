"""Kinds of film, and creators side by side."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from creators.models import Category
from discovery.actions.follow import follow
from discovery.actions.recompute_trends import recompute_trends
from discovery.models import Featured
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig
from reelbyte import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]


def names(page: Any, what: str) -> list[str]:
    return [str(hit.row) for hit in page.context[what]]


def test_a_category_shows_its_films_creators_gigs_and_neighbours(client: Client, alice: User, carol: User) -> None:
    make_creator(alice, ("Tabletop", "FPV"))
    make_creator(carol, ("FPV",))
    macro = Category.objects.filter(parent__slug="product-films").first()
    make_gig(alice, "live", title="Macro", category=macro)
    page = client.get("/categories/product-films/")
    assert (names(page, "creators"), names(page, "gigs")) == (["Alice Moreau"], ["Macro"])
    assert len(page.context["films"]) == 2
    assert [node.slug for node in page.context["near"]] == ["drone-aerial"]
    assert dict((child.pk, count) for child, count in page.context["below"])[macro.pk] == 1
    assert '"BreadcrumbList"' in page.text
    below = client.get(f"/categories/{macro.slug}/")
    assert names(below, "gigs") == ["Macro"]
    empty = client.get("/categories/music-video/")
    assert "Nobody offers this yet" in empty.text
    assert client.get("/categories/nothing/").status_code == 404
    assert "/categories/product-films/" in client.get("/categories/").text


def test_first_the_window_then_what_trends_then_the_best(
    client: Client, alice: User, carol: User, bob: User, mod: User
) -> None:
    make_creator(alice, ("FPV",), rating_average="5", rating_count=9)
    trendy = make_creator(carol, ("FPV",))
    client.get("/")
    assert names(client.get("/categories/drone-aerial/"), "creators") == ["Alice Moreau", "Carol Adeyemi"]
    follow(bob, trendy)
    recompute_trends()
    with clock.at(clock.now()):
        from django.core.cache import cache

        cache.clear()
        assert names(client.get("/categories/drone-aerial/"), "creators") == ["Carol Adeyemi", "Alice Moreau"]
        top, today = Category.objects.get(slug="drone-aerial"), clock.today()
        days = {"starts": today, "ends": today, "chosen_by": mod}
        Featured.objects.create(creator=alice.creator_profile, category=top, **days)
        cache.clear()
        page = client.get("/categories/drone-aerial/")
        assert names(page, "creators") == ["Alice Moreau", "Carol Adeyemi"]
        assert "Featured" in page.text
        assert "Featured" not in client.get("/").text
    with clock.at(clock.now() + timedelta(days=2)):
        cache.clear()
        assert "Featured" not in client.get("/categories/drone-aerial/").text


def test_a_category_asks_few_questions(client: Client, alice: User, django_assert_max_num_queries: Any) -> None:
    make_creator(alice, ("Tabletop",))
    make_gig(alice, "live")
    client.get("/categories/")
    with django_assert_max_num_queries(9):
        client.get("/categories/product-films/")
    with django_assert_max_num_queries(7):
        client.get("/categories/product-films/")


def test_up_to_four_creators_side_by_side(
    client: Client, login: Any, alice: User, carol: User, bob: User, django_assert_max_num_queries: Any
) -> None:
    make_creator(alice, ("Tabletop", "FPV"), hourly_minor=9_000, rating_average="4.5", rating_count=2)
    make_creator(carol, ("FPV",), availability="away")
    make_gig(alice, "live")
    client.get("/")
    with django_assert_max_num_queries(9):
        page = client.get("/compare/?c=carol-adeyemi&c=Alice-Moreau&c=nobody&c=carol-adeyemi")
    assert [one.name for one, _url in page.context["creators"]] == ["Carol Adeyemi", "Alice Moreau"]
    rows = {row.label: row.cells for row in page.context["rows"]}
    assert rows["Rating"] == ["", "4.5 (2 reviews)"]
    assert rows["Available"] == ["Away", "Now"]
    assert rows["Skills"] == [["FPV"], ["FPV", "Tabletop"]]
    assert page.context["creators"][0][1] == "/compare/?c=alice-moreau"
    alone = client.get("/compare/?c=carol-adeyemi&name=mor")
    assert [url for _one, url in alone.context["others"]] == ["/compare/?c=carol-adeyemi&c=alice-moreau"]
    block(alice, bob)
    assert "Alice" not in login(bob).get("/compare/?c=alice-moreau&name=ali").text
    assert client.get("/compare/?c=%00&name=%00").status_code == 200
