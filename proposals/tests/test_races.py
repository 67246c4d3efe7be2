"""Two press at once."""

from threading import Barrier, BrokenBarrierError

import pytest

from accounts.models import User
from jobs.models import Job
from jobs.tests.builders import make_job
from proposals.actions import send_proposal as sending
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.send_proposal import send_proposal
from proposals.actions.shortlist import shortlist
from proposals.models import Proposal
from proposals.tests.builders import content, send
from reelbyte import policy
from reelbyte.errors import Conflict, TooMany
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_shortlisted_is_what_the_client_chose(bob: User, alice: User) -> None:
    proposal = send(make_job(bob), alice)
    edited, chosen = race(
        lambda: edit_proposal(proposal, alice, content(price_minor=99_000), version=1),
        lambda: shortlist(proposal, actor=bob),
    )
    assert chosen.status == "shortlisted"
    now = Proposal.objects.get(pk=proposal.pk)
    moves = [event.move for event in proposal.events.all()]
    if isinstance(edited, Conflict):
        assert (now.version, now.price_minor, moves) == (1, 90_000, ["send", "shortlist"])
    else:
        # Changed first: then the client was told, and shortlisted the new price.
        assert (now.version, now.price_minor, moves) == (2, 99_000, ["send", "edit", "shortlist"])
    assert Job.objects.get(pk=now.job_id).shortlist_count == 1


def test_the_weekly_cap_holds_however_fast_one_presses(bob: User, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "PROPOSALS_A_WEEK", 2)
    jobs = [make_job(bob, title=f"Film {number}") for number in range(8)]
    send(jobs[0], alice)
    outcomes = race(*[lambda job=job: send_proposal(job, alice, content()) for job in jobs[1:4]])
    assert [type(outcome) for outcome in outcomes].count(TooMany) == 2
    assert Proposal.objects.filter(creator=alice).count() == 2
    # The control: with nobody held up by the person's row, all look before any has written.
    Proposal.objects.filter(creator=alice).update(created_at="2020-01-01T00:00Z")
    everybody, check = Barrier(3), sending._check_week

    def look_together(creator: User) -> None:
        check(creator)
        try:
            everybody.wait(timeout=5)
        except BrokenBarrierError:
            pytest.fail("somebody was held up")

    monkeypatch.setattr(sending, "_check_week", look_together)
    monkeypatch.setattr(User.objects, "select_for_update", lambda **how: User.objects.all())
    outcomes = race(*[lambda job=job: send_proposal(job, alice, content()) for job in jobs[4:7]])
    assert all(isinstance(outcome, Proposal) for outcome in outcomes)
    assert Proposal.objects.filter(creator=alice, created_at__year__gt=2020).count() == 3


def test_one_proposal_a_job_however_often_one_presses(bob: User, alice: User) -> None:
    job = make_job(bob)
    outcomes = race(*[lambda: send_proposal(job, alice, content())] * 3)
    assert [type(outcome) for outcome in outcomes].count(Conflict) == 2
    assert (Proposal.objects.count(), Job.objects.get(pk=job.pk).proposal_count) == (1, 1)
