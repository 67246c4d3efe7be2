"""A film goes with its files, unless something shows it."""

from pathlib import Path
from typing import Any

import pytest

from reelbyte import outbox
from reelbyte.errors import Conflict
from videos.actions.delete_video import delete_video
from videos.models import Video
from videos.tests.conftest import stored_files
from videos.tests.test_models import make_video

pytestmark = pytest.mark.django_db


def test_row_and_files_are_gone(processed: Any, alice: Any, clips: Path) -> None:
    video = processed(alice, clips / "landscape.mp4")
    assert video.is_ready
    assert stored_files()
    for _ in range(2):
        delete_video(alice, video.public_id)
    assert not Video.objects.exists()
    assert stored_files()  # only after the commit, and by the worker
    outbox.drain()
    assert not stored_files()


def test_nobody_deletes_another_s(processed: Any, alice: Any, carol: Any, clips: Path, login: Any) -> None:
    video = processed(alice, clips / "landscape.mp4")
    delete_video(carol, video.public_id)
    login(carol).post(f"/videos/{video.public_id}/deletion/")
    assert Video.objects.filter(pk=video.pk).exists()


def test_what_is_not_finished_is_cancelled_not_deleted(alice: Any) -> None:
    with pytest.raises(Conflict):
        delete_video(alice, make_video(alice).public_id)
