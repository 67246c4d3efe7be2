"""The room as data: what the money strip and the stepper say."""

from typing import Any

import pytest

from contracts.models import Contract, Milestone
from contracts.queries import for_room
from contracts.room import Room, _strip
from contracts.tests.conftest import fresh, pay, take
from payments import demo

pytestmark = pytest.mark.django_db


def room(milestone: Milestone, viewer: Any) -> Room:
    return Room(for_room().get(pk=milestone.contract_id), viewer)


@pytest.mark.parametrize("parts", [(1, 1, 1), (1, 999_999), (33_333, 33_333, 33_334), (7,), (1, 2, 3, 4)])
def test_the_strip_is_whole(parts: tuple[int, ...]) -> None:
    strip = _strip([("", "open", part) for part in parts], "EUR")
    assert strip[0]["start"] == 0
    assert strip[-1]["start"] + strip[-1]["percent"] == 100  # type: ignore[operator]
    for one, next_ in zip(strip, strip[1:], strict=False):
        assert one["start"] + one["percent"] == next_["start"]  # type: ignore[operator]


def test_the_money_is_in_one_place_at_a_time(submitted: Milestone, bob: Any) -> None:
    assert [part["kind"] for part in room(submitted, bob).money] == ["escrow"]
    take(submitted)
    assert [part["kind"] for part in room(submitted, bob).money] == ["escrow"]
    demo.settle()
    assert [part["kind"] for part in room(submitted, bob).money] == ["released"]


def test_before_the_money_it_is_still_to_be_funded(milestone: Milestone, bob: Any) -> None:
    assert [part["kind"] for part in room(milestone, bob).money] == ["open"]
    pay(milestone)
    assert [part["kind"] for part in room(milestone, bob).money] == ["escrow"]


def test_a_cancelled_order_has_nothing_in_the_strip(contract: Contract, milestone: Milestone, bob: Any) -> None:
    Milestone.objects.filter(pk=milestone.pk).update(status="cancelled")
    assert room(milestone, bob).money == []
    assert room(milestone, bob).net.minor == 0


def test_the_stepper_shows_where_it_is(submitted: Milestone, bob: Any) -> None:
    states = [stage["state"] for stage in room(submitted, bob).part.stages]
    assert states == ["done", "done", "done", "now", "next"]
    take(submitted)
    demo.settle()
    assert {stage["state"] for stage in room(submitted, bob).part.stages} == {"done"}


def test_only_the_watermarked_rendition_before_the_release(submitted: Milestone, bob: Any, alice: Any) -> None:
    from videos.models import Rendition, Video

    video = Video.objects.get(purpose="delivery")
    for kind in ("watermarked_1080", "mp4_720", "poster"):
        Rendition.objects.create(
            video=video, kind=kind, storage="private", key=kind, content_type="video/mp4", width=2, height=2, size=1
        )
    for viewer in (alice, bob):
        version = room(submitted, viewer).part.version
        assert version is not None
        assert "/watermarked_1080/" in version.films[0].stream
        assert version.films[0].is_watermarked
    take(submitted)
    demo.settle()
    version = room(fresh(submitted), bob).part.version
    assert version is not None
    assert "/mp4_720/" in version.films[0].stream
