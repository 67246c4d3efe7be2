"""Handing over a version."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.actions.deliver import deliver
from contracts.models import Delivery, Milestone
from contracts.tests.conftest import ask_for_changes, film, fresh, hand_over, make_ready, pay
from notifications.models import Notification
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from videos.models import Video

pytestmark = pytest.mark.django_db


def test_it_is_a_version_with_its_videos_in_order(funded: Milestone, alice: Any) -> None:
    first, second = film(alice), film(alice)
    delivery = deliver(alice, funded, videos=[second, first], note="Both shapes")
    assert (delivery.version, delivery.note) == (1, "Both shapes")
    assert [link.video for link in delivery.video_links.all()] == [second, first]
    assert fresh(funded).status == "submitted"


def test_silence_starts_when_it_can_be_watched(funded: Milestone, bob: Any) -> None:
    moment = clock.now()
    with clock.at(moment):
        hand_over(funded)
    milestone = fresh(funded)
    assert milestone.auto_release_at == moment + policy.AUTO_ACCEPT
    assert milestone.remind_at == moment + policy.AUTO_ACCEPT_REMINDERS[0]
    assert Notification.objects.get(kind="contracts.deliver").recipient == bob


def test_silence_does_not_start_before(funded: Milestone, alice: Any) -> None:
    first, second = film(alice, ready=False), film(alice, ready=False)
    delivery = deliver(alice, funded, videos=[first, second])
    make_ready(first)
    assert fresh(funded).auto_release_at is None
    later = clock.now() + timedelta(hours=3)
    with clock.at(later):
        make_ready(second)
    delivery.refresh_from_db()
    assert delivery.playable_at == later
    assert fresh(funded).auto_release_at == later + policy.AUTO_ACCEPT
    assert Notification.objects.filter(kind__startswith="contracts.", recipient=funded.contract.client).last().kind == (  # type: ignore[union-attr]
        "contracts.playable"
    )


def test_sent_twice_it_is_one_version(funded: Milestone, alice: Any) -> None:
    videos = [film(alice)]
    assert deliver(alice, funded, videos=videos) == deliver(alice, funded, videos=videos)
    assert Delivery.objects.count() == 1


def test_delivered_again_it_replaces_and_the_time_to_answer_begins_anew(funded: Milestone) -> None:
    hand_over(funded)
    with clock.after(timedelta(days=6)):
        hand_over(funded, ready=False)
        assert fresh(funded).auto_release_at is None
    assert [row.status for row in Delivery.objects.order_by("version")] == ["replaced", "waiting"]


def test_a_video_is_delivered_once(submitted: Milestone, alice: Any) -> None:
    delivered = Video.objects.get(delivery_link__isnull=False)
    ask_for_changes(submitted)
    with pytest.raises(Conflict, match="delivered before"):
        deliver(alice, submitted, videos=[delivered, film(alice)])


def test_files_wait_with_it(funded: Milestone) -> None:
    delivery = hand_over(funded, files=[SimpleUploadedFile("../captions.srt", b"1\n")])
    row = delivery.files.get()
    assert (row.name, row.size) == ("captions.srt", 2)
    assert storages["private"].open(row.file.name).read() == b"1\n"
    assert "captions" not in row.file.name


@pytest.mark.parametrize("status", ["uploading", "failed"])
def test_an_unfinished_video_is_no_delivery(funded: Milestone, alice: Any, status: str) -> None:
    video = film(alice, ready=False)
    failed = {"failure": "Damaged", "failure_kind": "broken"} if status == "failed" else {}
    Video.objects.filter(pk=video.pk).update(status=status, **failed)
    with pytest.raises(Refused):
        deliver(alice, funded, videos=[video])
    assert fresh(funded).status == "funded"


def test_nothing_is_no_delivery(funded: Milestone, alice: Any) -> None:
    with pytest.raises(Refused, match="at least one video"):
        deliver(alice, funded, videos=[])


def test_only_ones_own_delivery_videos(funded: Milestone, alice: Any, carol: Any) -> None:
    for video in (film(carol), film(alice, purpose="portfolio")):
        with pytest.raises(Refused, match="not yours"):
            deliver(alice, funded, videos=[video])


def test_the_client_does_not_deliver(funded: Milestone, bob: Any) -> None:
    with pytest.raises(Conflict):
        deliver(bob, funded, videos=[film(bob)])


def test_not_before_the_money(milestone: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        deliver(alice, milestone, videos=[film(alice)])
    assert not Delivery.objects.exists()


def test_the_brief_may_still_be_open(milestone: Milestone) -> None:
    pay(milestone)
    assert hand_over(milestone).version == 1


def test_too_many_files(funded: Milestone, alice: Any) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(policy.DELIVERY_FILES_MAXIMUM + 1)]
    with pytest.raises(Refused, match="at most"):
        hand_over(funded, files=files)
