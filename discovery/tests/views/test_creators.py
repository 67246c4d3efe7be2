"""Finding a creator, and one of them."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from creators.models import CreatorProfile, ProfileLanguage
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]
URL = "/creators/"


def found(client: Client, query: str = "") -> list[str]:
    return [profile.handle for profile in client.get(f"{URL}{query}").context["page"].items]


@pytest.fixture
def two(alice: User, carol: User) -> list[CreatorProfile]:
    return [
        make_creator(alice, ("Macro cinematography",), hourly_minor=9_000, rating_average="4.5", rating_count=2),
        make_creator(carol, ("FPV", "Drone piloting"), headline="Flights through narrow things", availability="away"),
    ]


def test_only_those_with_a_film_and_a_headline_are_listed(client: Client, two: list, bob: User, dave: User) -> None:
    make_creator(bob, films=0)
    make_creator(dave, headline="")
    assert found(client) == ["alice-moreau", "carol-adeyemi"]


def test_finding(client: Client, two: list) -> None:
    ProfileLanguage.objects.create(profile=two[1], code="fr", level="fluent")
    assert found(client, "?q=adeyemi") == ["carol-adeyemi"]
    assert found(client, "?q=adyemi") == ["carol-adeyemi"]
    assert found(client, "?q=macro") == ["alice-moreau"]
    assert found(client, "?category=drone-aerial") == ["carol-adeyemi"]
    assert found(client, "?free=true") == ["alice-moreau"]
    assert found(client, "?most=100&currency=EUR") == ["alice-moreau"]
    assert found(client, "?language=fr") == ["carol-adeyemi"]
    assert found(client, "?sort=rate") == ["alice-moreau"]


def test_counts_beside_categories(client: Client, two: list) -> None:
    counts = {top.value: top.count for top in client.get(URL).context["figures"].groups[0].options}
    assert counts["drone-aerial"] == 1
    assert counts["product-films"] == 1


def test_five_questions(client: Client, two: list, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5):
        client.get(f"{URL}?q=film&category=drone-aerial&free=true&language=fr")


def test_a_profile(client: Client, two: list, alice: User) -> None:
    make_gig(alice, "live", title="I will film your watch")
    make_gig(alice, "draft", title="Not yet")
    text = client.get("/creators/alice-moreau/").content.decode()
    for part in (
        "Alice Moreau",
        "Product films in macro",
        "Macro cinematography",
        "I will film your watch",
        "€90",
        "Film 0",
    ):
        assert part in text
    assert "Not yet" not in text
    assert client.get("/creators/Alice-Moreau/").status_code == 200
    assert client.get("/creators/nobody/").status_code == 404


def test_a_profile_asks_eight_questions(
    client: Client, two: list, alice: User, django_assert_max_num_queries: Any
) -> None:
    make_gig(alice, "live")
    with django_assert_max_num_queries(8):
        client.get("/creators/alice-moreau/")


def test_who_is_hidden_or_blocked_is_not_found(client: Client, login: Any, two: list, alice: User, bob: User) -> None:
    block(alice, bob)
    assert login(bob).get("/creators/alice-moreau/").status_code == 404
    assert found(login(bob)) == ["carol-adeyemi"]
    User.objects.update(profile_visibility="hidden")
    assert client.get("/creators/carol-adeyemi/").status_code == 404


def test_a_link_that_is_not_https_is_not_shown(client: Client, two: list) -> None:
    CreatorProfile.objects.update(links={"website": "javascript:alert(1)", "vimeo": "https://vimeo.com/1"})
    text = client.get("/creators/alice-moreau/").content.decode()
    assert "javascript:" not in text
    assert "https://vimeo.com/1" in text


def test_a_member_can_block_them(client: Client, two: list, login: Any, alice: User, bob: User) -> None:
    url, action = two[0].get_absolute_url(), f"/people/{alice.public_id}/block/"
    assert action not in client.get(url).content.decode()
    assert action not in login(alice).get(url).content.decode()
    browser = login(bob)
    assert action in browser.get(url).content.decode()
    browser.post(action)
    assert browser.get(url).status_code == 404
