"""Asking for changes, as often as was agreed."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.request_changes import request_changes
from contracts.models import Delivery, Milestone, RevisionRequest
from contracts.tests.conftest import ask_for_changes, fresh, hand_over, make_ready, take
from notifications.models import Notification
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from videos.models import Video

pytestmark = pytest.mark.django_db


def test_it_counts_and_tells_the_creator(submitted: Milestone, alice: Any) -> None:
    ask_for_changes(submitted)
    milestone = fresh(submitted)
    assert (milestone.status, milestone.revisions_used, milestone.revisions_left) == ("revision_requested", 1, 0)
    assert RevisionRequest.objects.get().text == "Brighter at 0:03"
    assert Notification.objects.filter(recipient=alice, kind="contracts.request_changes").exists()


def test_silence_no_longer_accepts(submitted: Milestone) -> None:
    ask_for_changes(submitted)
    milestone = fresh(submitted)
    assert (milestone.auto_release_at, milestone.remind_at) == (None, None)


def test_the_time_the_client_took_is_given_back(submitted: Milestone) -> None:
    due = submitted.due_at
    with clock.at(submitted.submitted_at + timedelta(days=4)):
        ask_for_changes(submitted)
    assert fresh(submitted).due_at == due + timedelta(days=4)


def test_a_round_has_at_least_its_turnaround(submitted: Milestone) -> None:
    Milestone.objects.filter(pk=submitted.pk).update(due_at=submitted.submitted_at + timedelta(hours=1))
    moment = submitted.submitted_at + timedelta(days=1)
    with clock.at(moment):
        ask_for_changes(submitted)
    assert fresh(submitted).due_at == moment + submitted.contract.revision_time


def test_sent_twice_it_is_one_round(submitted: Milestone) -> None:
    ask_for_changes(submitted)
    ask_for_changes(submitted)
    assert fresh(submitted).revisions_used == 1


def test_beyond_what_was_agreed_it_is_refused_in_words(submitted: Milestone) -> None:
    ask_for_changes(submitted)
    hand_over(submitted)
    with pytest.raises(Refused, match="Accept this version, or write"):
        ask_for_changes(submitted, version=2)
    assert fresh(submitted).status == "submitted"
    take(submitted, version=2)
    assert fresh(submitted).status == "releasing"


def test_unlimited_is_unlimited(submitted: Milestone) -> None:
    Milestone.objects.filter(pk=submitted.pk).update(revisions_agreed=None)
    for version in range(1, 4):
        ask_for_changes(submitted, version=version)
        hand_over(submitted)
    assert fresh(submitted).revisions_used == 3


def test_a_newer_version_must_be_watched_first(submitted: Milestone) -> None:
    hand_over(submitted)
    with pytest.raises(Conflict, match="newer"):
        ask_for_changes(submitted, version=1)


def test_what_cannot_be_watched_cannot_be_judged(funded: Milestone) -> None:
    hand_over(funded, ready=False)
    with pytest.raises(Conflict, match="preview"):
        ask_for_changes(funded)
    make_ready(Video.objects.get(purpose="delivery"))
    ask_for_changes(funded)
    assert Delivery.objects.get().status == "changes_requested"


def test_the_deadline_is_a_moment(submitted: Milestone) -> None:
    with clock.at(submitted.auto_release_at), pytest.raises(Conflict, match="counts as accepted"):
        ask_for_changes(submitted)
    with clock.at(submitted.auto_release_at - timedelta(microseconds=1)):
        ask_for_changes(submitted)
    assert fresh(submitted).status == "revision_requested"


def test_the_creator_does_not_ask(submitted: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        request_changes(alice, submitted, version=1, text="I would rather not")


def test_after_accepting_it_is_too_late(submitted: Milestone) -> None:
    take(submitted)
    with pytest.raises(Conflict):
        ask_for_changes(submitted)
