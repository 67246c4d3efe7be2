"""Files in parts, as players and download managers ask for them."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import AsyncClient, Client
from hypothesis import given
from hypothesis import strategies as st

from reelbyte import ranges

CONTENT = bytes(range(256)) * 40  # 10,240 bytes
URL = "/media/public/tests/film.mp4"


# A response that is closed looks after the connections, which is a database's business.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def film() -> Iterator[None]:
    storage = storages["public"]
    for name in ("film.mp4", "page.html", "drawing.svg", "empty.mp4"):
        storage.delete(f"tests/{name}")
        storage.save(f"tests/{name}", ContentFile(b"" if name == "empty.mp4" else CONTENT))
    yield
    for name in ("film.mp4", "page.html", "drawing.svg", "empty.mp4"):
        storage.delete(f"tests/{name}")


def get(url: str = URL, **headers: str) -> Any:
    return Client().get(url, headers=headers)


def test_it_sends_everything_when_nothing_is_asked() -> None:
    answer = get()
    assert (answer.status_code, answer.getvalue()) == (200, CONTENT)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == "10240"
    assert answer["Content-Type"] == "video/mp4"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-1", CONTENT[:2], "bytes 0-1/10240"),
        ("bytes=0-0", CONTENT[:1], "bytes 0-0/10240"),
        ("bytes=10000-", CONTENT[10000:], "bytes 10000-10239/10240"),
        ("bytes=-5", CONTENT[-5:], "bytes 10235-10239/10240"),
        ("bytes=10-99999", CONTENT[10:], "bytes 10-10239/10240"),
        ("bytes=-99999", CONTENT, "bytes 0-10239/10240"),
        ("Bytes = 3 - 4", CONTENT[3:5], "bytes 3-4/10240"),
    ],
)
def test_it_sends_the_part_asked_for(asked: str, part: bytes, told: str) -> None:
    answer = get(range=asked)
    assert (answer.status_code, answer.getvalue(), answer["Content-Range"]) == (206, part, told)
    assert answer["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_it_says_how_long_the_file_is_when_the_part_is_behind_its_end(asked: str) -> None:
    answer = get(range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=1-2,5-6", "bytes=-", "bytes", "bytes=１-２", "bytes=--5"]
)
def test_it_ignores_what_is_no_single_range_of_bytes(asked: str) -> None:
    assert ranges.parse_range(asked, len(CONTENT)) is None


def test_an_empty_file_is_sent_whole_and_has_no_part() -> None:
    assert get("/media/public/tests/empty.mp4").status_code == 200
    assert get("/media/public/tests/empty.mp4", range="bytes=0-").status_code == 416


def test_head_tells_the_length_and_sends_nothing() -> None:
    answer = Client().head(URL, headers={"range": "bytes=0-1"})
    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, "10240", b"")


def test_a_changed_file_is_never_mixed_with_its_old_self() -> None:
    etag = get()["ETag"]
    assert get(range="bytes=0-1", if_range=etag).status_code == 206
    assert get(range="bytes=0-1", if_range='"other"').status_code == 200
    assert get(if_none_match=etag).status_code == 304
    os.utime(storages["public"].path("tests/film.mp4"), ns=(1, 1))
    assert get(range="bytes=0-1", if_range=etag).status_code == 200


@pytest.mark.parametrize("name", ["page.html", "drawing.svg"])
def test_what_could_run_in_a_page_is_saved_not_shown(name: str) -> None:
    answer = get(f"/media/public/tests/{name}")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("key", ["../private/x", "..%2f..%2fmanage.py", "tests", "tests/none.mp4", "%00", "a" * 5000])
def test_nothing_outside_the_folder_is_reached(key: str) -> None:
    assert get(f"/media/public/{key}").status_code == 404


def test_the_proxy_sends_private_files_when_there_is_one(settings: Any, rf: Any) -> None:
    settings.ACCEL_REDIRECT_PREFIX = "/internal/"
    storages["private"].delete("tests/a b.mp4")
    storages["private"].save("tests/a b.mp4", ContentFile(CONTENT))
    answer = ranges.file_response(rf.get("/"), "private", "tests/a b.mp4", filename="Schnitt ü.mp4", download=True)
    assert (answer["X-Accel-Redirect"], answer.content) == ("/internal/tests/a%20b.mp4", b"")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Schnitt")
    assert answer["Cache-Control"] == "private, no-store"
    storages["private"].delete("tests/a b.mp4")


def test_it_streams_under_asgi_without_reading_ahead() -> None:
    async def fetch() -> tuple[bool, bytes]:
        answer = await AsyncClient().get(URL, headers={"range": "bytes=100-9999"})
        return answer.is_async, b"".join([part async for part in answer])

    assert async_to_sync(fetch)() == (True, CONTENT[100:10000])


@given(st.text(alphabet="0123456789-=, bytes", max_size=20), st.integers(0, 10_000))
def test_whatever_is_asked_the_part_lies_in_the_file(header: str, size: int) -> None:
    try:
        span = ranges.parse_range(header, size)
    except ranges.Unsatisfiable:
        return
    if span is not None:
        assert 0 <= span[0] <= span[1] < size
