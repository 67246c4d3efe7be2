"""What staff see and may do."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from accounts.actions.enrol_totp import enrol_totp
from reelbyte.models import AuditEntry
from videos.tests.test_models import make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(login: Any) -> Any:
    """A superuser with a second factor, as the admin asks of staff."""
    chief = get_user_model().objects.create_superuser("root@example.com", name="Root")
    enrol_totp(chief, "JBSWY3DPEHPK3PXP")
    return login(chief)


def test_the_list_and_a_failure_are_readable(desk: Any, alice: Any) -> None:
    video = make_video(
        alice, status="failed", failure="It stopped.", failure_kind="broken", failure_log="moov not found", received=10
    )  # fmt: skip
    listing = desk.get("/admin/videos/video/?q=reel").content.decode()
    assert "It stopped." in listing
    page = desk.get(f"/admin/videos/video/{video.pk}/change/").content.decode()
    assert "moov not found" in page
    assert 'name="status"' not in page, "a state is never edited"


def test_one_can_be_tried_again_and_that_is_audited(desk: Any, alice: Any) -> None:
    broken = make_video(alice, status="failed", failure="It stopped.", failure_kind="broken", received=10, run=1)
    refused = make_video(alice, status="failed", failure="Not a video.", failure_kind="refused", received=10, run=1)
    chosen = {"action": "try_again", "_selected_action": [broken.pk, refused.pk]}
    page = desk.post("/admin/videos/video/", chosen, follow=True).content.decode()
    assert "1 video is queued." in page
    broken.refresh_from_db()
    refused.refresh_from_db()
    assert (broken.status, refused.status) == ("uploaded", "failed")
    assert AuditEntry.objects.filter(action="videos.retried", target_id=str(broken.public_id)).count() == 1


def test_nobody_adds_or_deletes_a_row_by_hand(desk: Any, alice: Any) -> None:
    video = make_video(alice)
    assert desk.get("/admin/videos/video/add/").status_code == 403
    assert desk.post(f"/admin/videos/video/{video.pk}/delete/").status_code == 403
