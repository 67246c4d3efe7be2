"""One box over creators, gigs and jobs."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from creators.models import CreatorProfile
from discovery.tests.builders import make_creator
from gigs.models import Gig
from gigs.tests.builders import make_gig, package
from jobs.models import Job
from jobs.tests.builders import make_job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]
URL = "/search/"


@pytest.fixture
def market(alice: User, carol: User, bob: User) -> None:
    make_creator(alice, ("Macro cinematography",), bio="Macro films of watches and other small things.")
    make_creator(carol, ("FPV",), headline="Flights through narrow things")
    make_gig(alice, "live", title="A macro film of your watch", tags=["macro"])
    make_gig(carol, "live", title="Dives through your factory", description="Nothing macro about it, only speed.")
    make_job(bob, title="Macro film of a ring", description="We sell rings. " * 6 + "They deserve macro.")


def groups(page: Any) -> dict[str, list[str]]:
    return {group["name"]: [str(hit.row) for hit in group["hits"]] for group in page.context["groups"]}


def test_everything_that_says_the_words_the_nearest_first(client: Client, market: None) -> None:
    page = client.get(f"{URL}?q=macro")
    assert groups(page) == {
        "creators": ["Alice Moreau"],
        "gigs": ["A macro film of your watch", "Dives through your factory"],
        "jobs": ["Macro film of a ring"],
    }
    assert {tab["label"]: tab.get("count") for tab in page.context["tabs"]} == {
        "Everything": None, "Creators": 1, "Gigs": 2, "Jobs": 1,
    }  # fmt: skip
    assert "A <mark>macro</mark> film of your watch" in page.text
    assert "Nothing <mark>macro</mark> about it" in page.text
    assert "deserve <mark>macro</mark>" not in page.text, "the job's card says all of its description"


def test_a_tab_is_the_list_of_its_kind(client: Client, market: None) -> None:
    page = client.get(f"{URL}?q=macro&in=gigs")
    assert [gig.title for gig in page.context["page"]] == ["A macro film of your watch", "Dives through your factory"]
    assert page.context["figures"].kinds == {"creator": 1, "gig": 2, "job": 1}
    part = client.get(f"{URL}?q=macro&in=gigs&category=drone-aerial", headers={"HX-Request": "true"})
    assert part["HX-Push-Url"] == f"{URL}?q=macro&in=gigs&category=drone-aerial"
    assert "<html" not in part.text


@pytest.mark.parametrize(("typed", "meant"), [("marco", "macro"), ("factry", "factory"), ("Adyemi", "adeyemi")])
def test_a_slip_is_searched_as_what_was_meant(client: Client, market: None, typed: str, meant: str) -> None:
    page = client.get(f"{URL}?q={typed}")
    assert page.context["filter"].instead == meant
    assert groups(page)
    assert f"Did you mean <strong>{meant}</strong>" in page.text
    assert client.get(f"{URL}?q=xqzzzv").context["groups"] == []


def test_what_is_found_is_text_and_nothing_else(client: Client, alice: User) -> None:
    make_creator(alice)
    make_gig(alice, "live", title="<img src=x onerror=alert(1)> reel", description="<b>reel</b> \x02bold\x03 " * 9)
    text = client.get(f"{URL}?q=reel").text + client.get(f"{URL}?q=reel&in=gigs").text
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>reel</mark>" in text
    assert "<img src=x" not in text
    assert "<b>" not in text
    assert "<mark>bold" not in text


def test_a_row_that_has_changed_since_is_not_shown(
    client: Client, login: Any, market: None, alice: User, bob: User
) -> None:
    client.get(URL)
    browser = login(bob)
    block(alice, bob)
    assert "Alice Moreau" not in browser.get(f"{URL}?q=macro").text
    assert "Alice Moreau" in client.get(f"{URL}?q=macro").text


def test_stale_documents_show_nothing(client: Client, market: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(URL)
    monkeypatch.undo()  # from here on the documents are as they were
    Gig.objects.update(status="paused")
    Job.objects.update(status="closed", expires_at=None)
    User.objects.filter(email="alice@example.com").update(status="suspended")
    CreatorProfile.objects.update(headline="")
    for query in ("?q=macro", "?q=macro&in=gigs", "?in=jobs", "?in=creators", "?in=gigs"):
        text = client.get(f"{URL}{query}").text
        assert "Alice Moreau" not in text
        assert "A macro film" not in text.replace("<mark>", "").replace("</mark>", "")


def test_questions(client: Client, market: None, django_assert_max_num_queries: Any) -> None:
    client.get("/creators/")  # categories and skills are kept for a while
    with django_assert_max_num_queries(10):
        client.get(f"{URL}?q=macro")
    for tab in ("gigs", "creators"):
        with django_assert_max_num_queries(5):
            client.get(f"{URL}?q=macro&in={tab}")
    with django_assert_max_num_queries(3):
        client.get(f"{URL}suggestions/?q=mac")


@pytest.mark.parametrize("query", ["?q=%00", "?q=%26%7C%21", "?q=the", "?in=evil", "?q=" + "w " * 900, "?q=a&cursor=x"])
def test_an_edited_address_is_no_error(client: Client, market: None, query: str) -> None:
    assert client.get(f"{URL}{query}").status_code == 200
    assert client.get(f"{URL}suggestions/{query}").status_code == 200


def test_suggestions_complete_words_and_know_names(client: Client, market: None) -> None:
    def offered(typed: str) -> list[str]:
        options = client.get(f"{URL}suggestions/?q={typed}&box=bar-search").context["options"]
        return [option.text for option in options]

    assert "macro cinematography" in offered("mac")
    assert "film of your factory" in offered("film of your fact")
    assert offered("ali") == ["alice", "Alice Moreau"]
    assert {"Colour grading", "Colour grade"} & set(offered("colour gra"))
    assert offered("a") == []
    assert offered("%") == []
    answer = client.get(f"{URL}suggestions/?q=ali&box=bar-search").text
    assert 'role="option" id="bar-search-option-1"' in answer
    assert 'data-url="/creators/alice-moreau/"' in answer


def test_the_filters_that_documents_bring(client: Client, alice: User, carol: User) -> None:
    make_creator(alice, ("Macro cinematography",), rating_average="4.6", rating_count=3, finished_count=2)
    make_creator(carol, ("FPV",))
    User.objects.filter(pk=carol.pk).update(country="NG")
    make_gig(alice, "live", title="Hers", packages=[package(delivery_days=2)])

    def names(query: str) -> list[str]:
        return [str(row) for row in client.get(f"/creators/{query}").context["page"]]

    assert names("?skill=macro-cinematography") == ["Alice Moreau"]
    assert names("?rating=4.5") == ["Alice Moreau"]
    assert names("?country=NG") == ["Carol Adeyemi"]
    assert len(names("?shape=tall&length=short")) == 2
    assert names("?shape=wide") == []
    assert names("?sort=experience")[0] == "Alice Moreau"
    for query in ("?rating=9", "?shape=evil", "?country=%00", "?skill=%00", "?rating=NaN"):
        assert client.get(f"/creators/{query}").status_code == 200
    groups_ = {
        group.name: {o.value: o.count for o in group.options}
        for group in client.get("/creators/").context["figures"].groups
    }
    assert groups_["skill"] == {"fpv": 1, "macro-cinematography": 1}
    assert groups_["rating"] == {"4.5": 1, "4": 1, "3": 1}
    assert groups_["shape"] == {"tall": 2, "wide": 0, "square": 0}
    assert groups_["country"] == {"NG": 1}
