"""The addresses an upload is sent to, with script and without."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reelbyte import policy
from videos import incoming, originals
from videos.models import Video

pytestmark = pytest.mark.django_db

CREATE = "/videos/uploads/"
JSON = {"accept": "application/json"}
HEAD = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def send(client: Client, url: str, offset: int, data: bytes, **headers: str) -> Any:
    asked = {**JSON, "upload-offset": str(offset), **headers}
    return client.post(url, data, content_type="application/offset+octet-stream", headers=asked)


def announce(client: Client, size: int, purpose: str = "portfolio") -> Any:
    return client.post(CREATE, {"purpose": purpose, "filename": "reel.mp4", "size": size}, headers=JSON)


def test_a_file_arrives_in_parts(alice: Any, login: Any, clips: Path) -> None:
    client, data = login(alice), (clips / "landscape.mp4").read_bytes()
    told = announce(client, len(data)).json()
    assert (told["offset"], told["chunk"], told["status"]) == (0, policy.UPLOAD_CHUNK_BYTES, "uploading")
    answer = send(client, told["upload"], 0, data[:1000])
    assert (answer.status_code, answer["Upload-Offset"]) == (200, "1000")
    # The connection is lost here; another page asks how far it is and goes on.
    asked = client.head(told["upload"])
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("1000", str(len(data)))
    send(client, told["upload"], 1000, data[1000:])
    done = client.post(told["complete"], headers=JSON)
    assert (done.status_code, done.json()["status"]) == (200, "uploaded")
    video = Video.objects.get()
    assert originals.sha256(incoming.path(video), lambda: None) == hashlib.sha256(data).hexdigest()


def test_a_part_at_the_wrong_place_is_told_the_right_one(alice: Any, login: Any) -> None:
    client = login(alice)
    told = announce(client, 100).json()
    send(client, told["upload"], 0, HEAD)
    answer = send(client, told["upload"], 50, b"x")
    assert (answer.status_code, answer["Upload-Offset"]) == (409, str(len(HEAD)))
    early = client.post(told["complete"], headers=JSON)
    assert (early.status_code, early["Upload-Offset"]) == (409, str(len(HEAD)))


@pytest.mark.parametrize("offset", ["", "-1", "1e3", "٣"])
def test_a_part_must_say_where_it_begins(alice: Any, login: Any, offset: str) -> None:
    client = login(alice)
    told = announce(client, 100).json()
    answer = client.post(
        told["upload"], HEAD, content_type="application/offset+octet-stream", headers={**JSON, "upload-offset": offset}
    )
    assert answer.status_code == 422
    assert Video.objects.get().received == 0


def test_a_part_is_never_a_form(alice: Any, login: Any) -> None:
    client = login(alice)
    told = announce(client, 100).json()
    answer = client.post(told["upload"], {"a": "b"}, headers={**JSON, "upload-offset": "0"})
    assert answer.status_code == 422


def test_a_part_that_is_too_large_is_not_read(alice: Any, login: Any) -> None:
    client = login(alice)
    told = announce(client, policy.UPLOAD_CHUNK_BYTES * 2).json()
    answer = send(client, told["upload"], 0, bytes(policy.UPLOAD_CHUNK_BYTES + 1))
    assert answer.status_code == 422
    assert "too large" in answer.json()["error"]


def test_a_refusal_is_a_sentence(alice: Any, bob: Any, login: Any) -> None:
    large = announce(login(alice), policy.REEL_MAXIMUM_BYTES + 1)
    assert (large.status_code, "500" in large.json()["error"]) == (422, True)
    assert announce(login(bob), 10).status_code == 422
    svg = announce(login(alice), 100).json()
    answer = send(login(alice), svg["upload"], 0, b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert (answer.status_code, "not a video" in answer.json()["error"]) == (422, True)


def test_it_needs_the_token_of_the_page(alice: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(CREATE, {"purpose": "portfolio", "filename": "a", "size": 10}).status_code == 403


def test_a_stranger_finds_nothing_and_an_anonymous_visitor_the_login(
    alice: Any, carol: Any, login: Any, client: Client
) -> None:
    told = announce(login(alice), 100).json()
    stranger = login(carol)
    for url in (told["upload"], told["complete"]):
        assert send(stranger, url, 0, HEAD).status_code == 404
    assert stranger.post(told["cancel"], headers=JSON).status_code == 204, "as for one that is gone already"
    assert Video.objects.get().received == 0
    for url in (CREATE, told["upload"], told["complete"], told["cancel"]):
        assert client.post(url).status_code == 302


def test_it_can_be_cancelled(alice: Any, login: Any) -> None:
    client = login(alice)
    told = announce(client, 100).json()
    assert client.post(told["cancel"], headers=JSON).status_code == 204
    assert not Video.objects.exists()
    told = announce(client, 100).json()
    assert client.post(told["cancel"])["Location"] == "/videos/"


def test_without_script_a_form_sends_the_whole_file(alice: Any, login: Any, clips: Path) -> None:
    file = SimpleUploadedFile("reel.mp4", (clips / "landscape.mp4").read_bytes(), "text/html")
    answer = login(alice).post(CREATE, {"purpose": "portfolio", "video_file": file, "next": "/videos/"})
    assert (answer.status_code, answer["Location"]) == (302, "/videos/")
    assert Video.objects.get().status == "uploaded"


def test_without_script_a_refusal_is_told_on_the_next_page(alice: Any, login: Any) -> None:
    file = SimpleUploadedFile("reel.mp4", b"#EXTM3U\n" * 20, "video/mp4")
    answer = login(alice).post(CREATE, {"purpose": "portfolio", "file": file, "next": "//evil.example"}, follow=True)
    assert answer.redirect_chain == [("/videos/", 302)]
    assert "not a video we can read" in answer.content.decode()
    assert not Video.objects.exists()
