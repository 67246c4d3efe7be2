"""The client's board: what is on it, in which order, and what is done from it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from conftest import make_person
from creators.models import CreatorProfile, Skill
from discovery.tests.builders import make_creator
from jobs.tests.builders import make_job
from proposals.models import Proposal
from proposals.tests.builders import send

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
HX = {"HX-Request": "true"}


@pytest.fixture
def carl(db: None) -> User:
    return make_person("carl@example.com", "Carl Cheap", "creator")


def test_sorted_by_what_is_printed_beside_it(
    login: Login, bob: User, alice: User, carl: User, django_assert_max_num_queries: Any
) -> None:
    job = make_job(bob, skills=["Tabletop", "Vertical editing"])
    make_creator(alice, films=1)
    alice.creator_profile.skills.set(Skill.objects.filter(name__in=["Tabletop", "Vertical editing"]))
    make_creator(carl, films=0)
    CreatorProfile.objects.filter(user=carl).update(rating_average=4.5, rating_count=3, availability="away")
    best, cheap = send(job, alice, price_minor=130_000), send(job, carl, price_minor=50_000)
    client, url = login(bob), f"/hiring/jobs/{job.slug}/proposals/"
    client.get(url)
    with django_assert_max_num_queries(17):
        page = client.get(url)

    def order(query: str) -> list[int]:
        return [row.proposal.pk for row in client.get(url + query).context["board"].shown]

    assert [row.proposal.pk for row in page.context["board"].shown] == [best.pk, cheap.pk]
    assert "matches 2 of 2 skills" in page.text
    assert "8 % over the budget" in page.text
    assert order("?sort=price") == order("?sort=rating") == order("?sort=newest") == [cheap.pk, best.pk]
    assert order("?budget=1") == order("?rated=1") == [cheap.pk]
    assert order("?free=1") == [best.pk]
    assert order("?show=shortlist&sort=nonsense") == []
    Proposal.objects.get(pk=best.pk, status="sent")  # a board is not a reading


def test_opened_is_seen_and_answers_are_made_from_the_page(login: Login, bob: User, alice: User, dave: User) -> None:
    job = make_job(bob)
    proposal = send(job, alice)
    client, base = login(bob), f"/hiring/proposals/{proposal.public_id}/"
    assert login(dave).get(base).status_code == 404
    assert login(alice).post(base + "shortlisting/").status_code in (403, 404)
    page = client.get(base).text
    assert proposal.cover_letter in page
    assert [page.count(f'id="{name}_text"') for name in ("note", "decline", "id")] == [1, 1, 0]

    def status() -> str:
        proposal.refresh_from_db()
        return proposal.status

    assert status() == "seen"
    row = client.post(base + "shortlisting/", headers=HX)
    assert f'id="p-{proposal.public_id}"' in row.text
    assert status() == "shortlisted"
    assert client.post(base + "shortlisting/removal/").url == base
    assert status() == "seen"
    client.post(base + "archiving/")
    assert not client.get(f"/hiring/jobs/{job.slug}/proposals/").context["board"].shown
    assert client.get(f"/hiring/jobs/{job.slug}/proposals/?show=archived").context["board"].shown
    client.post(base + "archiving/removal/")
    assert "Ask about light" in client.post(base + "note/", {"text": "Ask about light"}, headers=HX).text
    assert "Ask about light" in client.get(f"/hiring/jobs/{job.slug}/proposals/").text
    assert client.post(base + "refusal/", {}).status_code == 422
    client.post(base + "refusal/", {"reason": "style", "text": "Too glossy."})
    assert status() == "declined"
    assert "Too glossy." in login(alice).get(proposal.get_absolute_url()).text
    assert "Ask about light" not in login(alice).get(proposal.get_absolute_url()).text


def test_side_by_side_are_two_to_four_of_one_job(login: Login, bob: User, alice: User, carol: User) -> None:
    job = make_job(bob)
    one, two, other = send(job, alice), send(job, carol), send(make_job(bob), alice)
    client, url = login(bob), f"/hiring/jobs/{job.slug}/proposals/side-by-side/"
    page = client.get(f"{url}?p={one.public_id}&p={two.public_id}&p={other.public_id}&p=nonsense")
    assert [row.proposal.pk for row in page.context["rows"]] == [two.pk, one.pk]
    assert Proposal.objects.filter(status="seen").count() == 2
    assert client.get(f"{url}?p={one.public_id}").status_code == 302
