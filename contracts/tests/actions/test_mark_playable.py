"""What becomes of a delivery whose preview cannot be made."""

from typing import Any

import pytest

from contracts.models import Delivery, Milestone
from contracts.tests.conftest import answer, break_film, film, fresh, hand_over, make_ready, pay
from notifications.models import Notification
from videos.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(funded: Milestone, alice: Any) -> Milestone:
    """Alice delivered what turned out to be damaged."""
    hand_over(funded, ready=False)
    break_film(Video.objects.get(purpose="delivery"))
    return fresh(funded)


def test_a_brief_answered_meanwhile_starts_the_clock_then(milestone: Milestone, alice: Any) -> None:
    pay(milestone)
    hand_over(milestone, ready=False)
    answer(milestone)
    assert fresh(milestone).due_at is None
    break_film(Video.objects.get(purpose="delivery"))
    assert fresh(milestone).due_at is not None


def retried() -> Video:
    Video.objects.filter(purpose="delivery").update(status="processing", failure="", failure_kind="")
    return Video.objects.get(purpose="delivery")


def test_the_work_goes_on_under_the_old_deadline(broken: Milestone, alice: Any) -> None:
    assert broken.status == "funded"
    assert broken.waits_for_creator
    assert broken.auto_release_at is None
    assert Delivery.objects.get().status == "failed"
    assert Notification.objects.filter(recipient=alice, kind="contracts.fail_delivery").exists()


def test_a_second_try_that_works_is_the_delivery(broken: Milestone) -> None:
    make_ready(retried())
    assert fresh(broken).status == "submitted"
    assert fresh(broken).auto_release_at is not None
    assert Delivery.objects.get().status == "waiting"


def test_a_second_try_behind_a_newer_version_changes_nothing(broken: Milestone, alice: Any) -> None:
    video = retried()
    hand_over(broken, videos=[film(alice)])
    before = fresh(broken).auto_release_at
    make_ready(video)
    assert [row.status for row in Delivery.objects.order_by("version")] == ["failed", "waiting"]
    assert fresh(broken).auto_release_at == before


def test_a_video_that_was_not_delivered_is_nobodys_business(alice: Any) -> None:
    make_ready(film(alice, ready=False))
    break_film(film(alice, ready=False))
    assert not Delivery.objects.exists()
