"""An upload, from its announcement to its end, whatever happens to the connection."""

import hashlib
import resource
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused, TooMany
from reelbyte.models import OutboxMessage
from videos import incoming, originals
from videos.actions.append_chunk import append_chunk
from videos.actions.cancel_upload import cancel_upload
from videos.actions.complete_upload import complete_upload
from videos.actions.create_upload import create_upload, shown_name
from videos.errors import NoSpace, WrongOffset
from videos.models import Video

pytestmark = pytest.mark.django_db

HEAD = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def begin(owner: Any, data: bytes, purpose: str = "portfolio") -> Video:
    return create_upload(owner, purpose, filename="reel.mp4", size=len(data))


def test_it_makes_the_row_before_the_file_under_a_key_of_its_own(alice: Any) -> None:
    video = create_upload(alice, "portfolio", filename="../../etc/passwd", size=10)
    assert (video.status, video.received, video.original_name) == ("uploading", 0, "passwd")
    assert "passwd" not in video.original_key
    assert not incoming.path(video).exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\clips\\a.mp4", "a.mp4"),
        ("a\x00\n.mp4", "a.mp4"),
        ("\u202egpj.mp4", "gpj.mp4"),
        ("", "video"),
        ("x/", "video"),
    ],
)
def test_it_shows_a_name_that_can_be_printed(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_it_refuses_what_is_too_large_or_empty_with_the_limit_in_words(alice: Any) -> None:
    with pytest.raises(Refused, match="at most 500"):
        create_upload(alice, "portfolio", filename="a.mp4", size=policy.REEL_MAXIMUM_BYTES + 1)
    with pytest.raises(Refused, match="empty"):
        create_upload(alice, "portfolio", filename="a.mp4", size=0)
    create_upload(alice, "delivery", filename="a.mov", size=policy.REEL_MAXIMUM_BYTES + 1)


def test_a_client_uploads_for_messages_only(bob: Any) -> None:
    with pytest.raises(Refused, match="Only creators"):
        create_upload(bob, "portfolio", filename="a.mp4", size=10)
    with pytest.raises(Refused, match="not uploaded for that"):
        create_upload(bob, "advert", filename="a.mp4", size=10)
    create_upload(bob, "message", filename="a.mp4", size=10)


def test_it_bounds_what_is_open_and_what_comes_in_a_day(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(policy.UPLOADS_OPEN_MAXIMUM):
        last = create_upload(alice, "portfolio", filename="a.mp4", size=10)
    with pytest.raises(TooMany, match="unfinished"):
        create_upload(alice, "portfolio", filename="a.mp4", size=10)
    cancel_upload(alice, last.public_id)
    monkeypatch.setattr(policy, "UPLOADS_A_DAY", 9)
    with pytest.raises(TooMany, match="one day"):
        create_upload(alice, "portfolio", filename="a.mp4", size=10)
    with clock.after(timedelta(hours=25)):
        create_upload(alice, "portfolio", filename="a.mp4", size=10)


def test_it_bounds_the_bytes_of_a_day(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "UPLOAD_BYTES_A_DAY", 100)
    create_upload(alice, "portfolio", filename="a.mp4", size=60)
    with pytest.raises(TooMany, match="in a day"):
        create_upload(alice, "portfolio", filename="a.mp4", size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), tail=st.binary(min_size=0, max_size=3000))
def test_however_it_is_cut_the_same_file_arrives(alice: Any, data: st.DataObject, tail: bytes) -> None:
    """Random parts, answers that are lost, parts sent twice, parts at a wrong place, writes that die half-way."""
    content = HEAD + tail
    OutboxMessage.objects.all().delete()
    Video.objects.all().delete()  # of the example before
    video = begin(alice, content)
    offset = 0
    while offset < len(content):
        event = data.draw(st.sampled_from(["send", "lost", "twice", "wrong", "torn"]))
        part = content[offset : offset + data.draw(st.integers(1, 700))]
        if event == "wrong":
            elsewhere = data.draw(st.sampled_from([place for place in range(len(content) + 1) if place != offset]))
            with pytest.raises(WrongOffset) as wrong:
                append_chunk(alice, video.public_id, elsewhere, part[:1])
            assert wrong.value.offset == offset
            continue
        if event == "torn":
            # The process died after some bytes and before its commit: the row does not know of them.
            incoming.append(video, offset, b"\xff" * data.draw(st.integers(1, 900)))
            assert Video.objects.get(pk=video.pk).received == offset
        append_chunk(alice, video.public_id, offset, part)
        if event == "twice":
            with pytest.raises((WrongOffset, Refused)):
                append_chunk(alice, video.public_id, offset, part)
        # "lost": the client never saw the answer, and asks.
        offset = Video.objects.get(pk=video.pk).received
    complete_upload(alice, video.public_id)
    video.refresh_from_db()
    assert originals.sha256(incoming.path(video), lambda: None) == hashlib.sha256(content).hexdigest()


def test_nothing_is_written_past_the_announced_size(alice: Any) -> None:
    video = begin(alice, HEAD)
    append_chunk(alice, video.public_id, 0, HEAD[:20])
    with pytest.raises(Refused, match="More has arrived"):
        append_chunk(alice, video.public_id, 20, HEAD[20:] + b"x")
    assert incoming.size(video) == 20


def test_a_part_has_a_largest_size(alice: Any) -> None:
    video = create_upload(alice, "portfolio", filename="a.mp4", size=policy.UPLOAD_CHUNK_BYTES * 2)
    with pytest.raises(Refused, match="at most 5"):
        append_chunk(alice, video.public_id, 0, HEAD + bytes(policy.UPLOAD_CHUNK_BYTES))


@pytest.mark.parametrize("first", [1, 5, 11, 200])
def test_a_file_that_begins_no_video_is_refused_before_the_rest_is_sent(alice: Any, first: int) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' * 10
    video = begin(alice, data)
    with pytest.raises(Refused, match="MP4, MOV, WebM or MKV"):
        append_chunk(alice, video.public_id, 0, data[:first])
        append_chunk(alice, video.public_id, first, data[first:])
    video.refresh_from_db()
    assert (video.status, video.failure_kind) == ("failed", "refused")
    assert "MP4, MOV" in video.failure


def test_a_file_shorter_than_any_video_is_refused(alice: Any) -> None:
    video = begin(alice, b"tiny")
    with pytest.raises(Refused):
        append_chunk(alice, video.public_id, 0, b"tiny")


def test_a_stranger_cannot_add_to_it_nor_see_that_it_exists(alice: Any, carol: Any) -> None:
    video = begin(alice, HEAD)
    for act in (lambda: append_chunk(carol, video.public_id, 0, HEAD), lambda: complete_upload(carol, video.public_id)):
        with pytest.raises(Http404):
            act()
    cancel_upload(carol, video.public_id)
    assert Video.objects.filter(pk=video.pk).exists()


def test_a_disk_that_is_full_leaves_what_was_there_and_nothing_more(alice: Any) -> None:
    """The kernel refuses the write for real: the process may not write larger files for a moment."""
    content = HEAD + bytes(200_000)
    video = begin(alice, content)
    append_chunk(alice, video.public_id, 0, content[:50_000])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, hard))
    try:
        with pytest.raises(NoSpace):
            append_chunk(alice, video.public_id, 50_000, content[50_000:])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    video.refresh_from_db()
    assert (video.received, incoming.size(video)) == (50_000, 50_000)
    append_chunk(alice, video.public_id, 50_000, content[50_000:])
    assert complete_upload(alice, video.public_id).status == "uploaded"


def test_a_disk_that_lost_what_it_had_promised_sends_the_client_back(alice: Any) -> None:
    content = HEAD + bytes(1000)
    video = begin(alice, content)
    append_chunk(alice, video.public_id, 0, content[:800])
    incoming.path(video).write_bytes(content[:300])
    with pytest.raises(WrongOffset) as wrong:
        append_chunk(alice, video.public_id, 800, content[800:])
    assert wrong.value.offset == 300
    append_chunk(alice, video.public_id, 300, content[300:])
    complete_upload(alice, video.public_id)
    assert incoming.path(video).read_bytes() == content


def test_completing_queues_the_work_once(alice: Any) -> None:
    video = begin(alice, HEAD)
    with pytest.raises(WrongOffset):
        complete_upload(alice, video.public_id)
    append_chunk(alice, video.public_id, 0, HEAD)
    assert complete_upload(alice, video.public_id).status == "uploaded"
    assert complete_upload(alice, video.public_id).status == "uploaded"
    assert OutboxMessage.objects.filter(topic="videos.process").count() == 1
    assert [event.to_status for event in video.events.all()] == ["uploading", "uploaded"]
    with pytest.raises(Conflict):
        append_chunk(alice, video.public_id, len(HEAD), b"x")


def test_cancelling_leaves_nothing(alice: Any, django_capture_on_commit_callbacks: Any) -> None:
    video = begin(alice, HEAD)
    append_chunk(alice, video.public_id, 0, HEAD)
    path: Path = incoming.path(video)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_upload(alice, video.public_id)
    assert not Video.objects.exists()
    assert not path.exists()
    cancel_upload(alice, video.public_id)


def test_what_is_complete_cannot_be_cancelled(alice: Any) -> None:
    video = begin(alice, HEAD)
    append_chunk(alice, video.public_id, 0, HEAD)
    complete_upload(alice, video.public_id)
    with pytest.raises(Conflict):
        cancel_upload(alice, video.public_id)
