"""Finding a job, and reading one."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from creators.models import Category
from gigs.tests.builders import make_video
from jobs.models import Job
from jobs.references import inspect
from jobs.tests.builders import DESCRIPTION, NDA, make_job
from reelbyte import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]
URL = "/jobs/"
Login = Callable[[User], Client]


def found(client: Client, query: str = "") -> list[str]:
    """Titles, in the order of the page."""
    return [job.title for job in client.get(f"{URL}{query}").context["page"].items]


@pytest.fixture
def three(bob: User, dave: User) -> list[Job]:
    drone = Category.objects.get(slug="drone-aerial-fpv-flights")
    soon = clock.today() + timedelta(days=5)
    return [
        make_job(bob, title="A watch on a wrist", skills=["Tabletop"], deadline=soon),
        make_job(bob, title="Dives through a factory", category=drone, currency="USD", budget_max_minor=900_000),
        make_job(dave, title="Whisky in the rain", nda_required=True, budget_max_minor=80_000),
    ]


def test_the_list_is_for_everybody_narrowed_and_sorted_by_its_address(
    client: Client, login: Login, alice: User, bob: User, three: list
) -> None:
    for status in ("draft", "closed", "filled", "expired"):
        make_job(bob, status, title=status)
    make_job(bob, title="For members", visibility="members")
    make_job(bob, title="For friends", visibility="invited")
    newest = ["Whisky in the rain", "Dives through a factory", "A watch on a wrist"]
    assert found(client) == newest
    assert found(login(alice)) == ["For members", *newest]
    assert found(client, "?sort=budget")[0] == "Dives through a factory"
    assert found(client, "?category=drone-aerial") == ["Dives through a factory"]
    assert found(client, "?skill=tabletop") == ["A watch on a wrist"]
    assert found(client, "?least=1000&currency=EUR") == ["A watch on a wrist"]
    assert found(client, "?due=7") == ["A watch on a wrist"]
    assert set(found(client, "?due=later")) == {"Dives through a factory", "Whisky in the rain"}
    assert found(client, "?q=whisky") == ["Whisky in the rain"]
    # The words that an NDA keeps back do not find the job either.
    assert "Whisky in the rain" not in found(client, "?q=folding+bike")
    for query in ("?q=%00", "?least=abc", "?due=99", "?cursor=nonsense", "?sort=evil", "?skill=%00"):
        assert client.get(f"{URL}{query}").status_code == 200


def test_a_list_costs_the_same_whatever_its_length(
    client: Client, bob: User, three: list, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        make_job(bob, title=f"More {number}", skills=["FPV", "Tabletop"])
    with django_assert_max_num_queries(7):
        page = client.get(URL)
    assert len(page.context["page"].items) == 9
    part = client.get(f"{URL}?category=drone-aerial", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert part["HX-Push-Url"] == f"{URL}?category=drone-aerial"


def test_a_public_job_is_a_posting_for_search_engines_while_it_is_open(client: Client, bob: User) -> None:
    job, closed = make_job(bob, title="</script><b>Bike"), make_job(bob, "closed")
    page = client.get(job.get_absolute_url())
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page.text, re.DOTALL).group(1))[0]
    assert (data["@type"], data["title"], data["employmentType"]) == ("JobPosting", job.title, "CONTRACTOR")
    assert "<b>Bike" not in page.text
    page = client.get(closed.get_absolute_url())
    assert "noindex" in page.text
    assert "JobPosting" not in page.text
    sitemap = client.get("/sitemap.xml").text
    assert job.slug in sitemap
    assert closed.slug not in sitemap


def test_behind_the_nda(client: Client, login: Login, alice: User, bob: User, dave: User) -> None:
    film = make_video(bob, "job")
    job = make_job(
        bob,
        nda_required=True,
        videos=[film],
        added=[inspect(SimpleUploadedFile("script.txt", b"Secret"))],
        questions=[{"text": "Which bike do you ride?", "required": True}],
    )
    row = job.files.get(video=None)
    kept_back = (DESCRIPTION, "Which bike do you ride?", "script.txt", str(film.public_id), str(row.public_id))
    reader = login(alice)
    for who in (client, reader, login(dave)):
        page = who.get(job.get_absolute_url())
        assert job.title in page.text
        assert not [words for words in kept_back if words in page.text]
        assert who.get(row.get_absolute_url()).status_code == 404
    assert NDA not in client.get(job.get_absolute_url()).text
    assert NDA in reader.get(job.get_absolute_url()).text
    url = f"/jobs/{job.slug}/nda/"
    assert login(dave).post(url, {"version": 1, "agree": "on"}).status_code == 403
    assert reader.post(url, {"version": 1}).status_code == 422
    assert reader.post(url, {"version": 1, "agree": "on"}).url == job.get_absolute_url()
    page = reader.get(job.get_absolute_url())
    assert all(words in page.text for words in kept_back)
    answer = reader.get(row.get_absolute_url())
    assert answer.getvalue() == b"Secret"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_page_for_each(
    client: Client, login: Login, alice: User, bob: User, django_assert_max_num_queries: Any
) -> None:
    job, hidden = make_job(bob, skills=["FPV"]), make_job(bob, visibility="invited")
    reader = login(alice)
    with django_assert_max_num_queries(14):
        page = reader.get(job.get_absolute_url())
    assert f"about=job:{job.slug}" in page.text
    own = login(bob).get(job.get_absolute_url())
    assert f"/hiring/jobs/{job.slug}/closure/" in own.text
    assert "about=job" not in own.text
    assert "Sign in to propose" in client.get(job.get_absolute_url()).text
    for who in (client, login(alice)):
        assert who.get(hidden.get_absolute_url()).status_code == 404
