"""Bidding: what goes through, what does not, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from accounts.actions.block import block
from accounts.models import User
from conftest import make_person
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_video
from jobs.actions.accept_nda import accept_nda
from jobs.models import Job
from jobs.references import inspect
from jobs.tests.builders import make_job
from messaging.models import Message
from notifications.models import Notification
from proposals.actions.send_proposal import left_this_week
from proposals.actions.withdraw import withdraw
from proposals.models import Proposal
from proposals.tests.builders import send
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused, TooMany

pytestmark = pytest.mark.django_db


def test_everything_that_was_said_is_kept_and_told(bob: User, alice: User) -> None:
    profile = make_creator(alice, films=2)
    job = make_job(bob, questions=[{"text": "When?", "required": True}, {"text": "Where?", "required": False}])
    when = job.questions.first()
    item = profile.portfolio.first()
    plan = [{"title": "Shoot", "amount_minor": 60_000, "days": 6}, {"title": "Cut", "amount_minor": 30_000, "days": 4}]
    proposal = send(
        job,
        alice,
        milestones=plan,
        answers={when.pk: "On Monday."},
        samples=[item],
        pitch=make_video(alice, "message"),
        added=[inspect(SimpleUploadedFile("idea.txt", b"One take"))],
    )
    assert (proposal.status, proposal.version, proposal.net.minor) == ("sent", 1, 81_000)
    assert [(row.position, row.title, row.amount.minor) for row in proposal.milestones.all()] == [
        (1, "Shoot", 60_000),
        (2, "Cut", 30_000),
    ]
    assert [(row.question_text, row.text) for row in proposal.answers.all()] == [
        ("When?", "On Monday."),
        ("Where?", ""),
    ]
    version = proposal.versions.get()
    assert (version.number, version.data["milestones"], version.data["files"]) == (1, plan, ["idea.txt"])
    assert version.data["samples"] == [item.title]
    assert proposal.files.get().file.read() == b"One take"
    assert Job.objects.get(pk=job.pk).proposal_count == 1
    card = Message.objects.get(card_kind="proposals.sent")
    assert (card.conversation.subject, card.sender) == (f"job:{job.slug}", alice)
    assert Notification.objects.get(kind="proposals.received").recipient == bob
    # The question goes, the answer stays with the words it was asked in.
    when.delete()
    assert proposal.answers.first().question_text == "When?"


def test_what_policy_does_not_allow_is_refused_in_words(bob: User, alice: User, carol: User) -> None:
    job = make_job(bob, questions=[{"text": "When?", "required": True}])
    when = {job.questions.get().pk: "Now"}
    foreign = make_creator(carol, films=1).portfolio.first()
    part = {"title": "Shoot", "amount_minor": 90_000, "days": 10}
    for parts, words in (
        ({"answers": {}}, "Answer the questions"),
        ({"price_minor": 100}, "A price is between"),
        ({"days": 400}, "It takes between 1 and 365 days"),
        ({"cover_letter": " "}, "A cover letter has"),
        ({"cover_letter": "x" * 5_001}, "A cover letter has"),
        ({"milestones": [part, part]}, "do not add up"),
        ({"milestones": [{**part, "days": 0}]}, "takes a day at least"),
        ({"samples": [foreign]}, "your own portfolio"),
        ({"pitch": make_video(carol, "message")}, "for this client alone"),
    ):
        with pytest.raises(Refused, match=words):
            send(job, alice, **{"answers": when, **parts})
    assert not Proposal.objects.exists()


def test_only_on_a_job_that_takes_bids_from_them(bob: User, alice: User, carol: User) -> None:
    job = make_job(bob)
    send(job, alice)
    with pytest.raises(Conflict, match="already"):
        send(job, alice)
    with pytest.raises(Conflict, match="no longer takes"):
        send(make_job(bob, "closed"), alice)
    secret = make_job(bob, nda_required=True)
    with pytest.raises(Refused, match="NDA"):
        send(secret, alice)
    accept_nda(secret, alice, version=1)
    assert send(secret, alice).pk
    with pytest.raises(Http404):
        send(job, bob)  # their own, and no creator
    block(bob, carol)
    with pytest.raises(Http404):
        send(job, carol)
    User.objects.filter(pk=carol.pk).update(status="limited")
    carol.refresh_from_db()
    with pytest.raises(Refused, match="limited"):
        send(job, carol)


def test_a_weekly_cap_that_rolls_and_counts_what_was_withdrawn(
    bob: User, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "PROPOSALS_A_WEEK", 2)
    now = clock.now()
    jobs = [make_job(bob, title=f"Film {number}") for number in range(3)]
    with clock.at(now - timedelta(days=6)):
        withdraw(send(jobs[0], alice), actor=alice)
    send(jobs[1], alice)
    assert left_this_week(alice) == 0
    with pytest.raises(TooMany, match="two|2 proposals"):
        send(jobs[2], alice)
    with clock.at(now + timedelta(days=1, minutes=1)):
        assert send(jobs[2], alice).pk


def test_a_newcomer_gets_a_profile_with_their_first_bid(bob: User) -> None:
    newcomer = make_person("new@example.com", "Nia New", "creator")
    assert send(make_job(bob), newcomer).creator.creator_profile.handle
