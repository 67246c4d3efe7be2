"""The client's pages: posting in one go, with and without htmx."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from creators.models import Category, Skill
from gigs.tests.builders import make_video
from jobs.models import Job
from jobs.tests.builders import DESCRIPTION, make_job

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


def typed(**fields: Any) -> dict[str, Any]:
    """What a browser posts of a whole job."""
    rows = fields.pop("questions", [])
    formset: dict[str, Any] = {"questions-TOTAL_FORMS": len(rows), "questions-INITIAL_FORMS": 0}
    for number, text in enumerate(rows):
        formset |= {f"questions-{number}-text": text, f"questions-{number}-required": "on"}
    return {
        "title": "Three vertical films of a folding bike",
        "category": Category.objects.get(slug="product-films-tech-gadgets").pk,
        "description": DESCRIPTION,
        "deliverables": "3 vertical films\nStills",
        "currency": "EUR",
        "budget_min": "800",
        "budget_max": "1200.50",
        "visibility": "public",
        **formset,
        **fields,
    }


def test_posted_and_published_in_one_go(login: Login, bob: User) -> None:
    film = make_video(bob, "job")
    skill = Skill.objects.get(name="Tabletop")
    data = typed(
        publish="1",
        skills=[skill.pk],
        video=[str(film.public_id)],
        files=[SimpleUploadedFile("script.txt", b"Shot one"), SimpleUploadedFile("notes.txt", b"Shot two")],
        questions=["When could you start?", ""],
        nda_required="on",
        nda_text="Quiet, please.",
        status="filled",
        proposal_count="99",
    )
    answer = login(bob).post("/hiring/jobs/new/", data)
    job = Job.objects.get()
    assert answer.url == f"/hiring/jobs/{job.slug}/invitations/"
    assert (job.status, job.client, job.proposal_count) == ("open", bob, 0)
    assert (job.budget_min_minor, job.budget_max_minor) == (80_000, 120_050)
    assert job.deliverables == ["3 vertical films", "Stills"]
    assert [row.text for row in job.questions.all()] == ["When could you start?"]
    assert sorted(row.name for row in job.files.all()) == [film.label, "notes.txt", "script.txt"]
    assert (job.nda_required, job.nda_version) == (True, 1)


def test_a_draft_is_kept_thin_and_one_price_is_a_fixed_one(login: Login, bob: User) -> None:
    client = login(bob)
    client.post("/hiring/jobs/new/", typed(description="", budget_min="", budget_max="500", publish="1"))
    job = Job.objects.get()
    assert job.is_draft
    assert job.is_fixed
    page = client.get(f"/hiring/jobs/{job.slug}/")
    assert "Describe the job" in page.text


def test_mistakes_keep_what_was_typed(login: Login, bob: User, alice: User) -> None:
    client = login(bob)
    theirs = make_video(alice, "job")
    answer = client.post(
        "/hiring/jobs/new/",
        typed(
            title="Kept",
            budget_min="abc",
            start="2026-03-02",
            deadline="2026-03-01",
            nda_required="on",
            video=[str(theirs.public_id)],
            files=[SimpleUploadedFile("x.png", b"\x00\x01")],
        ),
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"budget_min", "deadline", "nda_text", "video", "files"}
    assert 'value="Kept"' in answer.text
    assert not Job.objects.exists()
    low = client.post("/hiring/jobs/new/", typed(budget_min="1", budget_max=""))
    assert low.context["form"].errors == {"budget_min": ["Between €5 and €50,000."]}, "what was not typed is no mistake"
    added = client.post("/hiring/jobs/new/", {**typed(title="", questions=["One"]), "add": "questions"})
    assert added.context["editor"].questions.total_form_count() == 2
    assert not added.context["form"].errors


def test_my_jobs_cost_the_same_whatever_their_number(
    login: Login, bob: User, dave: User, django_assert_max_num_queries: Any
) -> None:
    make_job(dave, title="Somebody else's")
    for number in range(4):
        make_job(bob, title=f"Job {number}")
    make_job(bob, "draft", title="A draft")
    client = login(bob)
    with django_assert_max_num_queries(8):
        page = client.get("/hiring/jobs/")
    assert [job.title for job in page.context["page"]] == ["A draft", "Job 3", "Job 2", "Job 1", "Job 0"]
    assert [job.title for job in client.get("/hiring/jobs/?show=drafts").context["page"]] == ["A draft"]


def test_states_are_made_by_post(login: Login, bob: User, dave: User) -> None:
    client, job = login(bob), make_job(bob, "draft")
    row = client.post(f"/hiring/jobs/{job.slug}/publication/", headers={"HX-Request": "true"})
    assert f'id="job-{job.public_id}"' in row.text
    for noun, status in (("closure", "closed"), ("reopening", "open"), ("renewal", "open")):
        assert client.post(f"/hiring/jobs/{job.slug}/{noun}/").url == f"/jobs/{job.slug}/"
        job.refresh_from_db()
        assert job.status == status
    assert login(dave).post(f"/hiring/jobs/{job.slug}/closure/").status_code == 404
    assert client.get(f"/hiring/jobs/{job.slug}/closure/").status_code == 405
