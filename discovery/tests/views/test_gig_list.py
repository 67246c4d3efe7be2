"""Finding a gig."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from creators.models import Category, CreatorProfile
from gigs.models import Gig
from gigs.tests.builders import make_gig, package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]
URL = "/gigs/"


def found(client: Client, query: str = "", **headers: Any) -> list[str]:
    """Titles, in the order of the page."""
    return [gig.title for gig in client.get(f"{URL}{query}", headers=headers).context["page"].items]


@pytest.fixture
def three(alice: User, carol: User) -> list[Gig]:
    drone = Category.objects.get(slug="drone-aerial-fpv-flights")
    return [
        make_gig(alice, "live", title="Macro films for watches", packages=[package(price_minor=30_000)]),
        make_gig(alice, "live", title="Steam and smoke", tags=["whisky"], packages=[package(delivery_days=2)]),
        make_gig(carol, "live", title="Dives through your factory", category=drone, currency="USD"),
    ]


def test_the_newest_is_first_and_what_is_not_live_is_not_there(client: Client, alice: User, three: list) -> None:
    for status in ("draft", "in_review", "paused"):
        make_gig(alice, status, title=status)
    assert found(client) == ["Dives through your factory", "Steam and smoke", "Macro films for watches"]


def test_words_are_found_in_titles_tags_and_names_and_forgiven_a_slip(client: Client, three: list) -> None:
    assert found(client, "?q=watch") == ["Macro films for watches"]
    assert found(client, "?q=whisky") == ["Steam and smoke"]
    assert found(client, "?q=factry") == ["Dives through your factory"]
    assert set(found(client, "?q=Moreau")) == {"Steam and smoke", "Macro films for watches"}
    assert found(client, "?q=submarine") == []


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?q='%22)(", "?most=abc", "?days=99", "?cursor=nonsense", "?sort=evil", "?most=-5", "?q=" + "x" * 5000],
)
def test_an_edited_address_is_no_error(client: Client, three: list, query: str) -> None:
    assert client.get(f"{URL}{query}").status_code == 200


def test_narrowing(client: Client, three: list) -> None:
    assert found(client, "?category=drone-aerial") == ["Dives through your factory"]
    assert found(client, "?category=drone-aerial-fpv-flights") == ["Dives through your factory"]
    assert found(client, "?days=3") == ["Steam and smoke"]
    assert found(client, "?most=200&currency=EUR") == ["Steam and smoke"]
    assert found(client, "?most=200&currency=USD") == ["Dives through your factory"]
    CreatorProfile.objects.filter(handle="alice-moreau").update(availability="away")
    assert found(client, "?free=true") == ["Dives through your factory"]


def test_what_is_on_is_said_and_can_be_taken_off(client: Client, three: list) -> None:
    page = client.get(f"{URL}?q=film&category=product-films&most=500&currency=EUR")
    chips = {chip.label: chip.remove_url for chip in page.context["filter"].chips}
    assert list(chips) == ["“film”", "Product films", "Up to €500"]
    assert chips["Product films"] == f"{URL}?q=film&most=500&currency=EUR"
    assert "most" not in chips["Up to €500"]


def test_counts_beside_categories_ignore_the_category_and_heed_the_rest(client: Client, three: list) -> None:
    page = client.get(f"{URL}?category=drone-aerial&most=1000&currency=EUR")
    tops = page.context["figures"].groups[0].options
    counts = {top.value: top.count for top in tops}
    assert counts["product-films"] == 2
    assert counts["drone-aerial"] == 0
    assert [top.value for top in tops if top.chosen] == ["drone-aerial"]


@pytest.mark.parametrize("sort", ["newest", "rating", "price"])
def test_pages_show_every_gig_once(client: Client, alice: User, sort: str) -> None:
    for number in range(30):
        make_gig(alice, "live", title=f"Gig {number}", packages=[package(price_minor=10_000 + number % 3)])
    first = client.get(f"{URL}?sort={sort}").context["page"]
    rest = client.get(f"{URL}?sort={sort}&cursor={first.next_cursor}").context["page"]
    titles = [gig.title for gig in (*first.items, *rest.items)]
    assert len(titles) == len(set(titles)) == 30
    assert rest.next_cursor is None


def test_pages_of_a_search_too(client: Client, alice: User) -> None:
    for number in range(30):
        make_gig(alice, "live", title=f"Macro film {'macro ' * (number % 3)}{number}")
    first = client.get(f"{URL}?q=macro").context["page"]
    rest = client.get(f"{URL}?q=macro&cursor={first.next_cursor}").context["page"]
    assert len({gig.pk for gig in (*first.items, *rest.items)}) == 30


def test_htmx_gets_the_results_and_the_next_cards(client: Client, three: list) -> None:
    answer = client.get(URL, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"<hx-partial" in answer.content
    assert "HX-Request" in answer["Vary"]
    more = client.get(f"{URL}?cursor=x", headers={"HX-Request": "true"})
    assert b"<hx-partial" not in more.content
    assert b"Steam and smoke" in more.content


def test_the_address_keeps_only_what_matters(client: Client, three: list) -> None:
    query = "?q=&category=drone-aerial&most=&currency=EUR&days=&sort="
    assert client.get(f"{URL}{query}", headers={"HX-Request": "true"})["HX-Push-Url"] == f"{URL}?category=drone-aerial"
    answer = client.get(f"{URL}?q=film&sort=price&most=90&currency=USD", headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == f"{URL}?q=film&sort=price&most=90&currency=USD"


def test_five_questions(client: Client, three: list, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5):
        client.get(f"{URL}?q=film&category=product-films&most=900")
    with django_assert_max_num_queries(5):
        client.get(URL)


def test_a_block_hides_from_the_list(login: Any, alice: User, bob: User, three: list) -> None:
    assert len(found(login(bob))) == 3
    block(alice, bob)
    assert found(login(bob)) == ["Dives through your factory"]


def test_a_changed_gig_is_shown_changed(client: Client, three: list) -> None:
    client.get(URL)
    gig = three[0]
    gig.title = "Macro films for rings"
    gig.save()
    assert b"for rings" in client.get(URL).content


def test_a_title_is_text(client: Client, alice: User) -> None:
    make_gig(alice, "live", title="<script>alert(1)</script>", tags=["<b>"])
    page = client.get(f"{URL}?q=%3Cscript%3Ealert(2)").content + client.get(URL).content
    assert b"<script>alert" not in page
