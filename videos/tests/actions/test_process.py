"""The work on a video: from the outbox row to rows and files, done once, undone cleanly."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.storage import storages

from reelbyte import clock, outbox, policy
from reelbyte.errors import Conflict
from reelbyte.models import OutboxMessage
from videos import hooks, incoming, limits, workplace
from videos.actions.append_chunk import append_chunk
from videos.actions.create_upload import create_upload
from videos.actions.import_file import import_ready
from videos.actions.process import process, watermark
from videos.actions.prune_uploads import prune_uploads
from videos.actions.retry import retry
from videos.actions.start_processing import start_processing
from videos.actions.sweep import sweep
from videos.backends.local import LocalBackend
from videos.errors import ProcessingFailed
from videos.models import Video
from videos.tests.conftest import stored_files

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_public_video_becomes_watchable(alice: Any, clips: Path, processed: Any) -> None:
    video = processed(alice, clips / "landscape.mp4")
    assert (video.status, video.progress, video.failure) == ("ready", 100, "")
    assert (video.width, video.height, video.duration_ms, video.frames) == (320, 180, 2000, 60)
    assert video.sha256 == hashlib.sha256((clips / "landscape.mp4").read_bytes()).hexdigest()
    assert video.poster_url.startswith("/media/public/videos/")
    assert video.preview_url and video.stream_url
    assert {rendition.kind for rendition in video.renditions.all()} == {
        "poster", "poster_small", "preview", "mp4_720",
    }  # fmt: skip
    folder = f"public/{video.folder}"
    assert stored_files() == {
        f"private/{video.original_key}", f"{folder}/poster.webp", f"{folder}/poster_small.webp",
        f"{folder}/preview.mp4", f"{folder}/mp4_720.mp4",
    }  # fmt: skip
    assert [event.to_status for event in video.events.all()] == ["uploading", "uploaded", "processing", "ready"]
    kept = Path(settings.MEDIA_ROOT) / "private" / video.original_key
    assert kept.read_bytes() == (clips / "landscape.mp4").read_bytes(), "the original is kept untouched"


def test_nothing_of_a_delivery_is_at_a_plain_address(alice: Any, clips: Path, processed: Any) -> None:
    video = processed(alice, clips / "prores.mov", "delivery")
    assert video.status == "ready"
    assert {(rendition.kind, rendition.storage) for rendition in video.renditions.all()} == {
        ("watermarked_1080", "private"), ("poster", "private"), ("mp4_720", "private"),
    }  # fmt: skip
    assert video.poster_url == video.stream_url == video.preview_url == ""
    assert not any(name.startswith("public/") for name in stored_files())


def test_the_watermark_names_whose_work_it_is_as_far_as_the_font_can(alice: Any) -> None:
    video = Video(owner=alice, public_id=UUID("01a20c2d-e296-7888-8902-498a085ab787"))
    assert watermark(video) == "Review copy · Alice Moreau · ReelByte"
    alice.name = "山田 太郎"
    assert watermark(video) == "Review copy · 085AB787 · ReelByte"


@pytest.mark.parametrize(
    ("name", "sentence"), [("sound.mp4", "only sound"), ("still.mp4", "still picture"), ("ffv1.mkv", "ffv1")]
)
def test_a_file_we_do_not_take_is_refused_in_a_sentence(
    alice: Any, clips: Path, processed: Any, name: str, sentence: str
) -> None:
    video = processed(alice, clips / name)
    assert (video.status, video.failure_kind, video.can_retry) == ("failed", "refused", False)
    assert sentence in video.failure
    assert stored_files() == set(), "a refused file is not kept"
    with pytest.raises(Conflict):
        retry(alice, video.public_id)


def test_a_film_that_is_too_long_is_told_how_long_it_may_be(
    alice: Any, clips: Path, processed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "portfolio", limits.Limits(10**9, 1, 10**7))
    video = processed(alice, clips / "landscape.mp4")
    assert video.failure == "This video is 0:02 long; here it may be at most 0:01."


def test_hooks_are_called_in_the_transaction_that_marks_it(
    alice: Any, clips: Path, processed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, str]] = []
    monkeypatch.setitem(hooks._ready, "portfolio", [])
    monkeypatch.setitem(hooks._failed, "portfolio", [])
    hooks.on_ready("portfolio", lambda video: called.append(("ready", video.status)))
    hooks.on_failed("portfolio", lambda video: called.append(("failed", video.failure)))
    processed(alice, clips / "small.mkv")
    processed(alice, clips / "sound.mp4")
    assert called == [("ready", "ready"), ("failed", "There is no picture in this file, only sound.")]


def test_a_hook_that_fails_undoes_the_marking_and_it_is_tried_again(
    alice: Any, clips: Path, upload: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(hooks._ready, "portfolio", [lambda video: 1 / 0])
    video = upload(alice, clips / "small.mkv")
    outbox.drain()
    video.refresh_from_db()
    assert (video.status, video.renditions.count()) == ("processing", 0)
    monkeypatch.setitem(hooks._ready, "portfolio", [])
    with clock.after(timedelta(minutes=1)):
        outbox.drain()
    video.refresh_from_db()
    assert (video.status, video.attempt) == ("ready", 2)


def test_a_failure_leaves_no_rendition_and_can_be_retried(
    alice: Any, clips: Path, upload: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any, *arguments: Any, **options: Any) -> None:
        raise ProcessingFailed("Something stopped it.", "the log")

    video = upload(alice, clips / "landscape.mp4")
    with monkeypatch.context() as patch:
        patch.setattr(LocalBackend, "render", broken)
        outbox.drain()
    video.refresh_from_db()
    assert (video.status, video.failure, video.failure_log) == ("failed", "Something stopped it.", "the log")
    assert video.can_retry
    assert stored_files() == {f"incoming/{video.public_id.hex}"}
    retry(alice, video.public_id)
    retry(alice, video.public_id)
    outbox.drain()
    video.refresh_from_db()
    assert (video.status, video.run, video.failure, video.failure_log) == ("ready", 2, "", "")
    assert OutboxMessage.objects.filter(topic="videos.process").count() == 2


def test_a_run_that_is_over_does_nothing_again(alice: Any, clips: Path, processed: Any) -> None:
    video = processed(alice, clips / "small.mkv")
    before = stored_files()
    process(video.pk, 1)
    process(video.pk, 7)
    assert stored_files() == before
    assert video.events.count() == 4


def test_a_file_that_kills_its_workers_is_given_up(alice: Any, clips: Path, upload: Any) -> None:
    video = upload(alice, clips / "small.mkv")
    for _ in range(policy.VIDEO_ATTEMPTS):
        assert start_processing(video.pk, video.run) is not None
    assert start_processing(video.pk, video.run) is None
    video.refresh_from_db()
    assert (video.status, video.can_retry) == ("failed", True)
    assert "again and again" in video.failure


def test_a_worker_that_was_overtaken_writes_nothing(
    alice: Any, clips: Path, upload: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = upload(alice, clips / "small.mkv")
    render = LocalBackend.render

    def slow(self: Any, *arguments: Any, **options: Any) -> Any:
        made = render(self, *arguments, **options)
        monkeypatch.setattr(LocalBackend, "render", render)
        process(video.pk, video.run)  # another worker takes over, and is done first
        return made

    monkeypatch.setattr(LocalBackend, "render", slow)
    process(video.pk, video.run)
    video.refresh_from_db()
    assert (video.status, video.attempt) == ("ready", 2)
    assert [event.to_status for event in video.events.all()].count("ready") == 1


def test_a_lost_lease_stops_the_work(alice: Any, clips: Path, upload: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    video = upload(alice, clips / "landscape.mp4")
    monkeypatch.setattr("videos.actions.process.RENEW_EVERY", 0.0)
    monkeypatch.setattr(outbox, "renew", lambda: False)
    process(video.pk, video.run)
    video.refresh_from_db()
    assert video.status == "processing"
    assert stored_files() == {f"incoming/{video.public_id.hex}"}


def test_the_lease_is_renewed_while_it_works(
    alice: Any, clips: Path, processed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    renew = outbox.renew
    monkeypatch.setattr("videos.actions.process.RENEW_EVERY", 0.0)

    def watched() -> bool:
        asked.append(renew())
        return asked[-1]

    monkeypatch.setattr(outbox, "renew", watched)
    assert processed(alice, clips / "landscape.mp4").status == "ready"
    assert asked
    assert all(asked)


def test_the_sweep_fails_what_the_outbox_gave_up(alice: Any, clips: Path, upload: Any) -> None:
    video = upload(alice, clips / "small.mkv")
    assert sweep() == 0
    OutboxMessage.objects.update(status="dead", last_error="ValueError: no")
    assert sweep() == 1
    assert sweep() == 0
    video.refresh_from_db()
    assert (video.status, video.failure_log, video.can_retry) == ("failed", "ValueError: no", True)


def test_the_sweep_removes_only_dead_workers_folders() -> None:
    with workplace.folder() as living:
        dead = living.with_name("dead")
        dead.mkdir()
        (dead / "half.mp4").write_bytes(b"x")
        dead.with_suffix(".lock").touch()
        assert sweep() == 1
        assert living.exists()
        assert not dead.exists()
    assert not list(workplace.root().iterdir())


def test_abandoned_uploads_and_stray_files_are_pruned(alice: Any, clips: Path, upload: Any) -> None:
    data = (clips / "small.mkv").read_bytes()
    abandoned = create_upload(alice, "portfolio", filename="a.mkv", size=len(data))
    append_chunk(alice, abandoned.public_id, 0, data[:1000])
    waiting = upload(alice, clips / "small.mkv")
    (incoming.folder() / "stray").write_bytes(b"x")
    with clock.after(policy.UPLOAD_ABANDONED - timedelta(hours=1)):
        assert prune_uploads() == 1, "the stray"
        assert Video.objects.count() == 2
    with clock.after(policy.UPLOAD_ABANDONED + timedelta(hours=1)):
        assert prune_uploads() == 1
    assert list(Video.objects.all()) == [waiting]
    assert stored_files() == {f"incoming/{waiting.public_id.hex}"}


def test_an_original_nobody_retried_is_let_go(
    alice: Any, clips: Path, processed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any, *arguments: Any, **options: Any) -> None:
        raise ProcessingFailed("Something stopped it.")

    monkeypatch.setattr(LocalBackend, "render", broken)
    video = processed(alice, clips / "small.mkv")
    with clock.after(policy.FAILED_ORIGINAL_KEPT + timedelta(days=1)):
        assert prune_uploads() == 1
        assert prune_uploads() == 0
    video.refresh_from_db()
    assert not video.can_retry
    assert "30 days" in video.failure
    assert stored_files() == set()


def test_a_finished_clip_is_imported_with_its_renditions(alice: Any, clips: Path, processed: Any) -> None:
    made = processed(alice, clips / "landscape.mp4")
    files = {rendition.kind: Path(storages["public"].path(rendition.key)) for rendition in made.renditions.all()}
    video = import_ready(alice, "sample", clips / "landscape.mp4", renditions=files, meta={"title": "Aurora"})
    assert (video.status, video.title, video.width, video.sha256) == ("ready", "Aurora", 320, made.sha256)
    assert video.stream_url != made.stream_url
    assert (clips / "landscape.mp4").exists(), "what is imported is copied"
    poster = video.rendition("poster")
    assert poster is not None
    assert (poster.width, poster.height) == (320, 180)
