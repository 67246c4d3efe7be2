"""A real worker, killed in the middle of a transcode: the video is done once, and nothing is left behind."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from reelbyte import outbox
from reelbyte.models import OutboxMessage
from reelbyte.testing.processes import wait_until, worker
from videos import workplace
from videos.actions.sweep import sweep
from videos.models import Video
from videos.tests.conftest import H264, ffmpeg, stored_files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def long_clip(clips: Path) -> Path:
    """One that takes long enough to be killed in."""
    path = clips / "long.mp4"
    if not path.exists():
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30", "-t", "20", *H264, path)
    return path


def status(video: Video) -> tuple[str, int]:
    video.refresh_from_db()
    return video.status, video.progress


def ffmpegs_in(folder: Path) -> list[int]:
    """Processes that work in that folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").resolve().is_relative_to(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_a_worker_killed_in_a_transcode_leaves_nothing_and_the_next_one_finishes(
    alice: Any, upload: Any, long_clip: Path, tmp_path: Path
) -> None:
    video = upload(alice, long_clip)
    root = Path(settings.MEDIA_ROOT)
    with worker(tmp_path / "first.log", queues="media") as first:
        outbox.sweep()
        wait_until(lambda: status(video)[1] > 0 and ffmpegs_in(workplace.root()), "the transcode to run", timeout=90)
        first.kill()
    assert status(video)[0] == "processing"
    wait_until(lambda: not ffmpegs_in(workplace.root()), "ffmpeg to end with its worker", timeout=10)
    assert outbox.sweep() == 0, "its lease still runs: nobody starts a second one beside it"
    assert not any(name.startswith(("public/", "private/")) for name in stored_files())

    # What waiting for the end of the lease would do.
    OutboxMessage.objects.filter(topic="videos.process").update(leased_until=None)
    assert sweep() == 1, "the dead worker's folder"
    with worker(tmp_path / "second.log", queues="media"):
        outbox.sweep()  # as beat would, unless a second hint is still in the queue
        wait_until(lambda: status(video)[0] == "ready", "the second worker to finish", timeout=120)
        wait_until(lambda: OutboxMessage.objects.filter(status="done").exists(), "the outbox to be told")
    assert (video.attempt, video.run) == (2, 1)
    assert [event.to_status for event in video.events.all()] == [
        "uploading", "uploaded", "processing", "processing", "ready",
    ]  # fmt: skip
    kept = {f"private/{video.original_key}", *(f"public/{made.key}" for made in video.renditions.all())}
    assert stored_files() == kept, "no file without a row, no row without a file"
    assert not list(workplace.root().iterdir())
    assert not list((root / "incoming").iterdir())


def test_a_hint_delivered_twice_does_the_work_once(alice: Any, upload: Any, clips: Path, tmp_path: Path) -> None:
    video = upload(alice, clips / "small.mkv")
    message = OutboxMessage.objects.get(topic="videos.process")
    with worker(tmp_path / "worker.log", queues="media", concurrency=2):
        for _ in range(4):
            outbox.hint(message.pk, message.topic)
        wait_until(lambda: status(video)[0] == "ready", "it to be ready", timeout=120)
    assert video.attempt == 1
    assert [event.to_status for event in video.events.all()].count("ready") == 1
