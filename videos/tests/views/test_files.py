"""Private files: by a ticket that was given out, for that file, for that time, and by nothing else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reelbyte import clock, policy
from videos.models import Video
from videos.signing import signed_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(alice: Any, clips: Path, processed: Any) -> Video:
    return processed(alice, clips / "landscape.mp4", "delivery")


def test_a_ticket_opens_its_file_in_ranges(delivery: Video, client: Client, clips: Path) -> None:
    data = (clips / "landscape.mp4").read_bytes()
    url = signed_url(delivery, "original", download=True)
    answer = client.get(url)
    assert answer.getvalue() == data
    assert answer["Content-Disposition"] == 'attachment; filename="landscape.mp4"'
    assert answer["Cache-Control"].startswith("private")
    assert answer["X-Content-Type-Options"] == "nosniff"
    part = client.get(url, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.getvalue()) == (206, data[10:20])
    copy = client.get(signed_url(delivery, "watermarked_1080"))
    assert (copy.status_code, copy["Content-Type"]) == (200, "video/mp4")
    assert not copy["Content-Disposition"].startswith("attachment")


def test_a_ticket_expires(delivery: Video, client: Client) -> None:
    url = signed_url(delivery, "original")
    stream = signed_url(delivery, "watermarked_1080")
    with clock.after(policy.SIGNED_URL - timedelta(seconds=2)):
        assert client.get(url).status_code == 200
    with clock.after(policy.SIGNED_URL + timedelta(seconds=1)):
        assert client.get(url).status_code == 404
        assert client.get(stream).status_code == 200, "a player asks for parts as long as it plays"
    with clock.after(policy.SIGNED_STREAM + timedelta(seconds=1)):
        assert client.get(stream).status_code == 404
    short = signed_url(delivery, "mp4_720", expires=timedelta(seconds=10))
    with clock.after(timedelta(seconds=11)):
        assert client.get(short).status_code == 404


def test_a_ticket_opens_nothing_else(delivery: Video, client: Client, alice: Any, clips: Path, processed: Any) -> None:
    other = processed(alice, clips / "small.mkv", "delivery")
    url = signed_url(delivery, "watermarked_1080")
    until, download, token = url.rstrip("/").rpartition("/")[2].split(".")
    stem = f"/videos/{delivery.public_id}"
    for forged in (
        url.replace("watermarked_1080", "original"),
        url.replace("watermarked_1080", "mp4_720"),
        url.replace(str(delivery.public_id), str(other.public_id)),
        f"{stem}/watermarked_1080/{int(until) + 9999}.{download}.{token}/",
        f"{stem}/watermarked_1080/{until}.1.{token}/",
        f"{stem}/watermarked_1080/{until}.{download}.{token[:-2]}AA/",
        f"{stem}/watermarked_1080/{until}.{download}./",
        f"{stem}/watermarked_1080/{until}/",
        f"{stem}/watermarked_1080/.../",
        f"{stem}/watermarked_1080/{token}/",
    ):
        assert client.get(forged).status_code == 404, forged


def test_a_kind_that_was_not_made_is_not_there(delivery: Video, client: Client) -> None:
    assert client.get(signed_url(delivery, "preview")).status_code == 404
    with pytest.raises(ValueError, match="no kind"):
        signed_url(delivery, "secret")


def test_a_private_file_is_at_no_other_address(delivery: Video, client: Client) -> None:
    for key in (delivery.original_key, f"../private/{delivery.original_key}", f"{delivery.folder}/mp4_720.mp4"):
        for place in ("public", "private"):
            assert client.get(f"/media/{place}/{key}").status_code == 404


def test_keys_can_be_changed_without_breaking_what_was_given_out(
    delivery: Video, client: Client, settings: Any
) -> None:
    url = signed_url(delivery, "original")
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-sign-with"
    assert client.get(url).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [before]
    assert client.get(url).status_code == 200
