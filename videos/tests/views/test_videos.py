"""The owner's pages."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from videos.models import Video
from videos.tests.test_models import make_video

pytestmark = pytest.mark.django_db


def failed(owner: Any, kind: str = "broken") -> Video:
    return make_video(owner, status="failed", received=10, failure="It broke & stopped.", failure_kind=kind, run=1)


def test_the_list_shows_what_is_theirs_within_its_budget(
    alice: Any, carol: Any, login: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make_video(alice, original_name=f"reel-{number}.mp4")
    make_video(carol, original_name="other.mp4", original_key="originals/other")
    client = login(alice)
    with django_assert_max_num_queries(12):
        page = client.get("/videos/").content.decode()
    assert "reel-29.mp4" in page
    assert "reel-0.mp4" not in page
    assert "other.mp4" not in page
    assert "?cursor=" in page


def test_the_next_page_is_a_fragment_for_htmx(alice: Any, login: Any) -> None:
    make_video(alice)
    page = login(alice).get("/videos/", headers={"hx-request": "true"}).content.decode()
    assert "reel.mp4" in page
    assert "<html" not in page


def test_an_empty_list_says_what_it_is_for(bob: Any, login: Any) -> None:
    assert "No videos yet" in login(bob).get("/videos/").content.decode()


def test_the_status_polls_while_something_happens_and_then_stops(alice: Any, login: Any) -> None:
    client = login(alice)
    working = make_video(alice, status="processing", received=10, progress=42)
    fragment = client.get(f"/videos/{working.public_id}/status/").content.decode()
    assert 'hx-trigger="every 2s"' in fragment
    assert 'value="42"' in fragment
    assert "<html" not in fragment
    done = failed(alice)
    fragment = client.get(f"/videos/{done.public_id}/status/").content.decode()
    assert "hx-trigger" not in fragment
    assert "It broke &amp; stopped." in fragment
    assert "Try again" in fragment


def test_a_refused_file_offers_no_retry(alice: Any, login: Any) -> None:
    fragment = login(alice).get(f"/videos/{failed(alice, 'refused').public_id}/status/").content.decode()
    assert "Try again" not in fragment


def test_retry_queues_it(alice: Any, login: Any) -> None:
    video = failed(alice)
    answer = login(alice).post(f"/videos/{video.public_id}/retry/", headers={"hx-request": "true"})
    assert "Waiting to be prepared" in answer.content.decode()
    again = login(alice).post(f"/videos/{video.public_id}/retry/")
    assert again["Location"] == f"/videos/{video.public_id}/"
    video.refresh_from_db()
    assert (video.status, video.run) == ("uploaded", 2)
    refused = failed(alice, "refused")
    assert login(alice).post(f"/videos/{refused.public_id}/retry/").status_code == 409


def test_a_ready_video_has_its_player(alice: Any, login: Any, clips: Path, processed: Any) -> None:
    video = processed(alice, clips / "landscape.mp4")
    page = login(alice).get(f"/videos/{video.public_id}/").content.decode()
    assert video.stream_url in page
    delivery = processed(alice, clips / "small.mkv", "delivery")
    page = login(alice).get(f"/videos/{delivery.public_id}/").content.decode()
    assert f"/videos/{delivery.public_id}/mp4_720/" in page
    assert "/media/public" not in page


@pytest.mark.parametrize("path", ["", "status/"])
def test_a_stranger_gets_404(alice: Any, carol: Any, login: Any, client: Client, path: str) -> None:
    url = f"/videos/{make_video(alice).public_id}/{path}"
    assert login(carol).get(url).status_code == 404
    assert client.get(url).status_code == 302
    assert login(carol).post(f"/videos/{failed(alice).public_id}/retry/").status_code == 404


def test_names_are_only_ever_text(alice: Any, login: Any) -> None:
    make_video(alice, original_name="<script>alert(1)</script>.mp4")
    assert "<script>alert(1)" not in login(alice).get("/videos/").content.decode()


def test_a_finished_film_offers_to_be_deleted(alice: Any, login: Any, monkeypatch: Any) -> None:
    from videos.views import videos

    deleted: list = []
    monkeypatch.setattr(videos, "delete_video", lambda owner, public_id: deleted.append(public_id))
    client, working = login(alice), make_video(alice, status="processing", received=10)
    url = f"/videos/{working.public_id}/deletion/"
    assert url not in client.get(working.get_absolute_url()).content.decode()
    assert client.post(url).url == "/videos/"
    answer = client.post(url, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/videos/")
    assert deleted == [working.public_id] * 2
