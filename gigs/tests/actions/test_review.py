"""The way of a gig to the public and back."""

import pytest

from accounts.models import User
from gigs.actions.pause import pause, resume
from gigs.actions.review import approve, reject
from gigs.actions.submit import publish, submit_for_review
from gigs.actions.withdraw import withdraw
from gigs.models import Gig, GigEvent
from gigs.queries import last_rejection
from gigs.tests.builders import make_gig, make_video
from notifications.models import Notification
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_first_gig_is_seen_by_staff_and_the_next_is_not(alice: User, mod: User) -> None:
    first = publish(make_gig(alice), actor=alice)
    assert first.status == Gig.Status.IN_REVIEW
    approve(first, actor=mod)
    assert publish(make_gig(alice), actor=alice).status == Gig.Status.LIVE


def test_approval_is_told_audited_and_asked_twice_happens_once(alice: User, mod: User) -> None:
    gig = submit_for_review(make_gig(alice), actor=alice)
    for _time in range(2):
        gig = approve(gig, actor=mod)
    assert gig.is_live
    assert gig.published_at is not None
    assert [event.move for event in gig.events.all()] == ["submit", "approve"]
    assert AuditEntry.objects.filter(action="gigs.approved", actor=mod).count() == 1
    assert Notification.objects.filter(recipient=alice, kind="gigs.approved").count() == 1


def test_a_gig_goes_back_with_a_reason_its_creator_reads(alice: User, mod: User) -> None:
    gig = submit_for_review(make_gig(alice), actor=alice)
    with pytest.raises(Refused):
        reject(gig, actor=mod, reason="  ")
    gig = reject(gig, actor=mod, reason="The film shows somebody else's logo.")
    assert gig.status == Gig.Status.DRAFT
    assert last_rejection(gig).reason == "The film shows somebody else's logo."
    assert Notification.objects.get(recipient=alice).kind == "gigs.rejected"
    submit_for_review(gig, actor=alice)
    assert last_rejection(gig) is None


def test_two_rejections_are_told_twice(alice: User, mod: User) -> None:
    gig = make_gig(alice)
    for _time in range(2):
        submit_for_review(gig, actor=alice)
        reject(gig, actor=mod, reason="Sound.")
    assert Notification.objects.filter(recipient=alice, kind="gigs.rejected").count() == 2


@pytest.mark.parametrize(
    "parts",
    [{"packages": []}, {"samples": []}, {"description": "Short."}],
    ids=["no package", "no film", "no words"],
)
def test_what_is_not_whole_is_not_submitted(alice: User, parts: dict) -> None:
    gig = make_gig(alice, **parts)
    with pytest.raises(Refused):
        submit_for_review(gig, actor=alice)
    assert not GigEvent.objects.exists()


def test_a_film_in_the_making_is_waited_for(alice: User) -> None:
    gig = make_gig(alice, samples=[make_video(alice, ready=False)])
    with pytest.raises(Refused, match="processed"):
        publish(gig, actor=alice)


def test_taken_back_from_review_it_can_be_changed(alice: User) -> None:
    gig = withdraw(submit_for_review(make_gig(alice), actor=alice), actor=alice)
    assert gig.status == Gig.Status.DRAFT


def test_staff_who_were_too_late_are_told(alice: User, mod: User) -> None:
    gig = submit_for_review(make_gig(alice), actor=alice)
    withdraw(gig, actor=alice)
    with pytest.raises(Conflict):
        approve(gig, actor=mod)


def test_pause_and_resume(alice: User) -> None:
    gig = make_gig(alice, "live")
    day_one = gig.published_at
    gig = pause(gig, actor=alice)
    assert not Gig.objects.listed().exists()
    gig = resume(gig, actor=alice)
    assert gig.is_live
    assert gig.published_at == day_one


def test_a_suspended_persons_gigs_are_paused(alice: User, mod: User) -> None:
    from accounts.actions.suspend import suspend

    gig = make_gig(alice, "live")
    suspend(mod, alice, "Fraud")
    gig.refresh_from_db()
    assert gig.status == Gig.Status.PAUSED


def test_a_limited_creator_takes_a_gig_down_but_puts_none_up(alice: User) -> None:
    live = make_gig(alice, "live")
    alice.status = User.Status.LIMITED
    alice.save()
    for put_up in (publish, submit_for_review):
        with pytest.raises(Refused, match="limited at the moment"):
            put_up(make_gig(alice), actor=alice)
    gig = pause(live, actor=alice)
    with pytest.raises(Refused, match="limited at the moment"):
        resume(gig, actor=alice)
