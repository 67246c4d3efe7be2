"""From sent to decided: what each side may do when, and what the job counts meanwhile."""

import pytest

from accounts.actions.block import block
from accounts.actions.suspend import suspend
from accounts.models import User
from jobs.actions.close import close
from jobs.actions.fill import fill
from jobs.models import Job
from jobs.tests.builders import job_content, make_job
from notifications.models import Notification
from proposals.actions.archive import archive, unarchive
from proposals.actions.decline import decline
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.note import note
from proposals.actions.offers import hired, offer_over, offered
from proposals.actions.see import see
from proposals.actions.shortlist import shortlist, unshortlist
from proposals.actions.withdraw import withdraw
from proposals.models import Proposal, ProposalEvent
from proposals.tests.builders import content, send
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def counts(job: Job) -> tuple[int, int]:
    return Job.objects.values_list("proposal_count", "shortlist_count").get(pk=job.pk)


def told(kind: str) -> list[str]:
    return list(Notification.objects.filter(kind=kind).values_list("text", flat=True))


def test_seen_shortlisted_and_back(bob: User, alice: User, dave: User) -> None:
    job = make_job(bob)
    proposal = send(job, alice)
    assert see(proposal, actor=dave).status == "sent"
    proposal = see(proposal, actor=bob)
    assert (proposal.status, proposal.seen_at is not None) == ("seen", True)
    with pytest.raises(Conflict):
        shortlist(proposal, actor=dave)
    assert shortlist(proposal, actor=bob).status == "shortlisted"
    assert shortlist(proposal, actor=bob).status == "shortlisted"
    assert counts(job) == (1, 1)
    assert len(told("proposals.shortlisted")) == 1
    assert see(fresh(proposal), actor=bob).status == "shortlisted"
    assert unshortlist(proposal, actor=bob).status == "seen"
    assert counts(job) == (1, 0)
    assert [event.move for event in proposal.events.all()] == ["send", "see", "shortlist", "unshortlist"]


def test_changed_until_shortlisted_and_every_version_kept(bob: User, alice: User, carol: User) -> None:
    proposal = send(make_job(bob), alice)
    with pytest.raises(Conflict):
        edit_proposal(proposal, carol, content(), version=1)
    edited = edit_proposal(proposal, alice, content(price_minor=85_000, cover_letter="Cheaper."), version=1)
    assert (edited.version, edited.price_minor) == (2, 85_000)
    assert [(row.number, row.data["price_minor"]) for row in edited.versions.all()] == [(2, 85_000), (1, 90_000)]
    with pytest.raises(Conflict, match="another window"):
        edit_proposal(proposal, alice, content(), version=1)
    assert len(told("proposals.edited")) == 1
    shortlist(proposal, actor=bob)
    with pytest.raises(Conflict, match="moved on"):
        edit_proposal(proposal, alice, content(), version=2)


def test_declined_with_a_reason_that_the_creator_reads(bob: User, alice: User) -> None:
    job = make_job(bob)
    proposal = send(job, alice)
    with pytest.raises(Refused):
        decline(proposal, actor=bob, reason="because")
    declined = decline(proposal, actor=bob, reason="price", text=" A little too much for us. ")
    assert (declined.status, declined.reason_text, counts(job)) == ("declined", "A little too much for us.", (0, 0))
    assert told("proposals.declined") == ["“Three vertical films of a folding bike” went another way: The price."]
    with pytest.raises(Conflict):
        withdraw(proposal, actor=alice)
    assert send(job, alice).pk != proposal.pk  # another try


def test_archived_in_private_and_noted_in_private(bob: User, alice: User, dave: User) -> None:
    proposal = send(make_job(bob), alice)
    before = Notification.objects.count()
    assert archive(proposal, actor=bob).archived_at
    assert unarchive(proposal, actor=bob).archived_at is None
    assert note(proposal, bob, " Good light. ").text == "Good light."
    assert note(proposal, bob, "") is None
    with pytest.raises(Conflict):
        note(proposal, dave, "Mine now")
    with pytest.raises(Conflict):
        archive(shortlist(proposal, actor=bob), actor=bob)
    assert Notification.objects.exclude(kind="proposals.shortlisted").count() == before


def test_withdrawn_is_off_the_board_for_good(bob: User, alice: User, carol: User) -> None:
    job = make_job(bob)
    proposal = send(job, alice)
    with pytest.raises(Conflict):
        withdraw(proposal, actor=carol)
    assert withdraw(proposal, actor=alice).status == "withdrawn"
    assert withdraw(proposal, actor=alice).status == "withdrawn"
    assert counts(job) == (0, 0)
    assert not Proposal.objects.for_client(bob).exists()
    assert len(told("proposals.withdrawn")) == 1


def test_a_job_that_ends_answers_what_is_open_and_leaves_the_offer_that_is_out(
    bob: User, alice: User, carol: User
) -> None:
    job = make_job(bob)
    open_one, with_offer = send(job, alice), send(job, carol)
    offered(with_offer, actor=bob)
    for move in (lambda: withdraw(with_offer, actor=carol), lambda: decline(with_offer, actor=bob, reason="other")):
        with pytest.raises(Conflict):
            move()
    close(job, actor=bob)
    assert (fresh(open_one).status, fresh(with_offer).status) == ("expired", "offered")
    assert len(told("jobs.ended")) == 1
    fill(job, actor=bob)
    assert hired(with_offer, actor=carol).status == "hired"
    assert counts(job) == (1, 1)


def test_a_filled_job_says_no_to_the_others_and_an_offer_that_came_to_nothing_runs_out_with_it(
    bob: User, alice: User, carol: User
) -> None:
    job = make_job(bob)
    chosen, other = send(job, alice), send(job, carol)
    offered(chosen, actor=bob)
    assert offer_over(chosen, actor=alice).status == "shortlisted"
    offered(chosen, actor=bob)
    fill(job, actor=bob)
    assert (fresh(other).status, fresh(other).reason) == ("declined", "other_hired")
    assert offer_over(chosen, actor=None).status == "expired"
    assert ProposalEvent.objects.filter(proposal=other, move="decline", actor=None).exists()


def test_who_bid_hears_of_a_change_once(bob: User, alice: User) -> None:
    from creators.actions.open_profile import open_profile
    from jobs.actions.answer_invitation import answer_invitation
    from jobs.actions.invite import invite
    from jobs.actions.save_job import save_job

    open_profile(alice)
    job = make_job(bob)
    answer_invitation(invite(job, alice), accept=True, actor=alice)
    send(job, alice)
    save_job(bob, job, job_content(title="Four vertical films"))
    assert len(told("jobs.changed")) == 1


def test_a_block_ends_what_is_open_in_silence(bob: User, alice: User) -> None:
    proposal = send(make_job(bob), alice)
    before = Notification.objects.count()
    block(bob, alice)
    assert fresh(proposal).status == "expired"
    assert not Proposal.objects.for_client(bob).exists()
    assert Notification.objects.count() == before


def test_a_suspended_creator_bids_on_nothing(bob: User, alice: User, carol: User, mod: User) -> None:
    job = make_job(bob)
    open_one, with_offer = send(job, alice), send(make_job(bob), alice)
    send(job, carol)
    offered(with_offer, actor=bob)
    suspend(mod, alice, "Spam")
    assert (fresh(open_one).status, fresh(with_offer).status) == ("withdrawn", "offered")
    assert counts(job) == (1, 0)
    assert [row.creator for row in Proposal.objects.for_client(bob)] == [carol]
