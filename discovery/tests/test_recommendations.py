"""What to look at next, and why."""

from typing import Any

import pytest

from accounts.models import User
from conftest import make_person
from creators.models import Category
from discovery.actions.rebuild import rebuild
from discovery.recommendations import creators_for, gigs_like, jobs_for
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig, package
from jobs.actions.invite import invite
from jobs.tests.builders import make_job

pytestmark = pytest.mark.django_db


def said(found: list) -> dict[str, str]:
    return {str(one.hit.row): one.words for one in found}


def test_gigs_like_a_gig_say_what_is_alike(alice: User, carol: User) -> None:
    drone = Category.objects.get(slug="drone-aerial-fpv-flights")
    gig = make_gig(alice, "live", title="This", tags=["macro"], packages=[package(price_minor=30_000)])
    make_gig(carol, "live", title="Near", tags=["Macro"], packages=[package(price_minor=32_000, delivery_days=2)])
    make_gig(carol, "live", title="Far", tags=["wide"], packages=[package(price_minor=90_000)])
    make_gig(carol, "live", title="Other", category=drone)
    make_gig(carol, "paused", title="Paused", tags=["macro"])
    rebuild()
    found = said(gigs_like(gig, None))
    assert list(found) == ["Near", "Far"]
    assert found["Near"] == "the same kind of film, also macro, about the same price"


def test_creators_for_a_job_and_jobs_for_a_creator(
    alice: User, carol: User, bob: User, login: Any, django_assert_max_num_queries: Any
) -> None:
    one = make_creator(alice, ("FPV", "Drone piloting"), project_minor=70_000)
    make_creator(carol, ("Tabletop",))
    make_creator(asked := make_person("asked@example.com", "Ann Asked", "creator"), ("FPV",))
    drone = Category.objects.get(slug="drone-aerial-fpv-flights")
    job = make_job(bob, title="Dives", category=drone, skills=["FPV", "Drone piloting"])
    make_job(bob, title="Soup", skills=["Tabletop"])
    make_job(bob, "closed", title="Closed", skills=["FPV"])
    make_job(bob, title="Invited only", skills=["FPV"], visibility="invited")
    invite(job, asked)
    rebuild()
    assert said(creators_for(job, bob)) == {
        "Alice Moreau": "matches 2 of 2 skills, works at this budget, free this week"
    }
    with django_assert_max_num_queries(10):
        found = said(jobs_for(one, alice))
    assert list(found) == ["Dives"]
    assert "matches 2 of 2 skills" in found["Dives"]
    page = login(alice).get("/jobs/for-you/")
    assert "matches 2 of 2 skills" in page.text
    part = login(bob).get(f"/jobs/{job.slug}/creators/", headers={"HX-Request": "true"})
    assert "Creators who fit" in part.text
    assert "<html" not in part.text
    assert login(carol).get(f"/jobs/{job.slug}/creators/").status_code == 404
