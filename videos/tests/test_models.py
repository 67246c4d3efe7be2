"""What a video says about itself, and what the database refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from videos.models import Rendition, Video

pytestmark = pytest.mark.django_db


def make_video(owner: Any, **fields: Any) -> Video:
    """A row alone, without a file."""
    values = {
        "purpose": "portfolio",
        "original_key": f"originals/{Video.objects.count()}",
        "original_name": "reel.mp4",
        "size": 10,
    }
    return Video.objects.create(owner=owner, **values | fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"received": 11}, "video_received_within_size"),
        ({"size": 0}, "video_received_within_size"),
        ({"status": "uploaded", "received": 9}, "video_complete_on_leaving"),
        ({"status": "failed"}, "video_failed_says_why"),
        ({"failure": "No."}, "video_failed_says_why"),
        ({"status": "ready", "received": 10}, "video_ready_is_measured"),
        ({"status": "lost", "received": 10}, "video_status_known"),
        ({"purpose": "advert"}, "video_purpose_known"),
        ({"progress": 101}, "video_progress_percent"),
    ],
)
def test_the_database_refuses_what_must_not_be(alice: Any, fields: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_video(alice, **fields)


def test_a_review_copy_is_never_public(alice: Any) -> None:
    video = make_video(alice, purpose="delivery")
    with (
        pytest.raises(IntegrityError, match="rendition_review_copy_private"),
        transaction.atomic(),
    ):
        Rendition.objects.create(
            video=video, kind="watermarked_1080", storage="public", key="x", content_type="video/mp4",
            width=1, height=1, size=1,
        )  # fmt: skip


def test_it_has_an_opaque_public_id_at_once(alice: Any) -> None:
    assert make_video(alice).public_id.version == 7


@pytest.mark.parametrize(
    ("milliseconds", "label"),
    [
        (None, ""),
        (300, "0:01"),
        (6_000, "0:06"),
        (61_400, "1:01"),
        (3_723_000, "1:02:03"),
    ],
)
def test_it_labels_its_duration(milliseconds: int | None, label: str) -> None:
    assert Video(duration_ms=milliseconds).duration_label == label


def test_it_knows_its_shape() -> None:
    video = Video(width=1080, height=1920)
    assert (video.aspect, video.orientation) == ("9:16", "portrait")
    assert Video().aspect == ""


def test_addresses_cost_no_query_when_prefetched(alice: Any, django_assert_num_queries: Any) -> None:
    video = make_video(alice)
    poster(video, "poster", 1080)
    found = Video.objects.with_renditions().get()
    with django_assert_num_queries(0):
        assert found.poster_url == found.thumb_url == "/media/public/videos/poster.webp"
        assert found.poster_set == found.stream_url == found.preview_url == ""


def test_a_poster_comes_in_the_sizes_there_are(alice: Any) -> None:
    video = make_video(alice)
    poster(video, "poster", 1080)
    poster(video, "poster_small", 640)
    assert video.thumb_url == "/media/public/videos/poster_small.webp"
    assert video.poster_set == "/media/public/videos/poster_small.webp 640w, /media/public/videos/poster.webp 1080w"


def poster(video: Video, kind: str, width: int) -> None:
    Rendition.objects.create(
        video=video, kind=kind, storage="public", key=f"videos/{kind}.webp", content_type="image/webp",
        width=width, height=1, size=1,
    )  # fmt: skip
