"""Inviting, and answering."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from discovery.tests.builders import make_creator
from jobs.actions.invite import invite
from jobs.models import Invitation
from jobs.tests.builders import make_job

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def test_found_by_name_asked_and_shown_with_their_answer(
    login: Login, bob: User, alice: User, carol: User, django_assert_max_num_queries: Any
) -> None:
    first = make_creator(alice, ("Tabletop", "FPV"))
    make_creator(carol)
    client, job = login(bob), make_job(bob, skills=["Tabletop"])
    url = f"/hiring/jobs/{job.slug}/invitations/"
    with django_assert_max_num_queries(14):
        page = client.get(url)
    # Whose skills fit comes first, and it says which.
    assert [(found.profile.name, found.shared) for found in page.context["found"]] == [
        ("Alice Moreau", ["Tabletop"]),
        ("Carol Adeyemi", []),
    ]
    part = client.get(f"{url}?q=@{first.handle}", headers=HTMX)
    assert "Alice Moreau" in part.text
    assert "Carol" not in part.text
    assert "<html" not in part.text
    part = client.post(url, {"creator": str(first.public_id), "message": "Please!"}, headers=HTMX)
    assert [row.creator for row in part.context["invited"]] == [alice]
    assert [found.profile.name for found in part.context["found"]] == ["Carol Adeyemi"]
    assert client.post(url, {"creator": "nobody"}).status_code == 422


def test_from_a_creators_page(login: Login, bob: User, alice: User, dave: User) -> None:
    profile = make_creator(alice)
    client, job, theirs = login(bob), make_job(bob), make_job(dave)
    url = f"/hiring/invite/{profile.handle}/"
    assert url in client.get(profile.get_absolute_url()).text
    assert client.post(url, {"job": theirs.slug}).status_code == 404
    assert client.post(url, {"job": job.slug, "message": "Hello"}).url == profile.get_absolute_url()
    assert Invitation.objects.get().job == job
    assert "Invited already" in client.get(url).text


def test_a_creator_reads_and_answers(
    login: Login, bob: User, alice: User, carol: User, django_assert_max_num_queries: Any
) -> None:
    make_creator(alice)
    invitations = [invite(make_job(bob, visibility="invited"), alice, message="<b>Hi</b>") for _number in range(3)]
    client = login(alice)
    with django_assert_max_num_queries(8):
        page = client.get("/studio/invitations/")
    assert len(page.context["page"]) == 3
    assert "&lt;b&gt;Hi" in page.text
    url = f"/studio/invitations/{invitations[0].public_id}/answer/"
    assert login(carol).post(url, {"answer": "accept"}).status_code == 404
    row = client.post(url, {"answer": "decline", "reason": "Booked"}, headers=HTMX)
    assert "Declined" in row.text
    assert client.post(url, {"answer": "perhaps"}).status_code == 422
    assert client.post(url, {"answer": "accept"}).url == invitations[0].job.get_absolute_url()
    invitations[0].refresh_from_db()
    assert (invitations[0].status, invitations[0].reason) == ("accepted", "")
