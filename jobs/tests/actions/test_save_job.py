"""What is saved, and who is told."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from creators.actions.open_profile import open_profile
from jobs import hooks
from jobs.actions.answer_invitation import answer_invitation
from jobs.actions.invite import invite
from jobs.actions.publish import publish
from jobs.actions.save_job import JobContent, save_job
from jobs.models import Job, JobFile
from jobs.references import inspect
from jobs.tests.builders import job_content, make_job
from notifications.models import Notification
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.storages import private_storage

pytestmark = pytest.mark.django_db


def picture(name: str = "mood.png") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def test_a_draft_needs_little_and_publishing_needs_it_whole(bob: User) -> None:
    thin = job_content(description="", budget_min_minor=None, budget_max_minor=None)
    job = save_job(bob, None, thin)
    with pytest.raises(Refused, match="Describe the job"):
        publish(job, actor=bob)
    job = publish(save_job(bob, job, job_content(skills=["Tabletop", "FPV"])), actor=bob)
    assert job.is_open
    assert job.expires_at == job.last_active_at + policy.JOB_IDLE
    assert job.skills.count() == 2
    with pytest.raises(Refused):
        save_job(bob, job, thin)  # an open job stays whole


def test_who_said_yes_is_told_of_changes_and_the_job_is_renewed(
    bob: User, alice: User, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[list[str]] = []
    monkeypatch.setattr(hooks, "_changed", [lambda job, labels: heard.append(list(labels))])
    for person in (alice, carol):
        open_profile(person)
    job = make_job(bob)
    answer_invitation(invite(job, alice), accept=True, actor=alice)
    invite(job, carol)
    save_job(bob, job, job_content())
    assert heard == []  # nothing was changed
    with clock.after(timedelta(days=20)):
        job = save_job(bob, job, job_content(budget_max_minor=150_000, questions=[{"text": "When?", "required": True}]))
        assert job.expires_at == clock.now() + policy.JOB_IDLE
    assert heard == [["Budget", "Questions"]]
    told = Notification.objects.get(kind="jobs.changed")
    assert told.recipient == alice
    assert "Budget, Questions" in told.text


def test_files_are_kept_by_what_they_are_and_go_with_their_row(
    bob: User, django_capture_on_commit_callbacks: object
) -> None:
    job = save_job(bob, None, job_content(added=[inspect(picture("../../evil.html"))]))
    row = job.files.get()
    assert (row.kind, row.name) == ("image", "evil.png")
    assert private_storage().exists(row.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        save_job(bob, job, job_content(added=[inspect(SimpleUploadedFile("script.txt", b"Shot one"))]))
    assert not private_storage().exists(row.file.name)
    assert [kept.name for kept in JobFile.objects.all()] == ["script.txt"]
    with pytest.raises(Refused):
        inspect(SimpleUploadedFile("photo.jpg", b"<svg onload=alert(1)>\x00"))


def test_what_is_refused(bob: User, dave: User) -> None:
    job = make_job(bob, "filled")
    with pytest.raises(Conflict):
        save_job(bob, job, job_content())
    with pytest.raises(Conflict):
        save_job(dave, make_job(bob), job_content())
    with pytest.raises(ValueError, match="not for a form"):
        save_job(bob, None, JobContent({"status": "open"}))
    question = {"text": "Why?", "required": False}
    for parts in (
        {"budget_min_minor": 1, "budget_max_minor": 2},
        {"budget_min_minor": 90_000, "budget_max_minor": 80_000},
        {"nda_required": True, "nda_text": " "},
        {"questions": [question] * (policy.JOB_QUESTIONS_MAXIMUM + 1)},
    ):
        with pytest.raises(Refused):
            save_job(bob, None, job_content(**parts))
    assert Job.objects.count() == 2
