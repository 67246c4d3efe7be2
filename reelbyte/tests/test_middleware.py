"""Text travels small where no proxy makes it so; what is small already travels as it is."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from reelbyte.middleware import TextGZipMiddleware

BODY = b"<p>one film after another</p>" * 200


def answered(content_type: str, accepts: str = "gzip, br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return TextGZipMiddleware(lambda _request: HttpResponse(BODY, content_type=content_type))(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/css", "text/javascript", "image/svg+xml"])
def test_text_is_compressed_for_who_takes_it(kind: str) -> None:
    answer = answered(kind)
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"
    assert len(answer.content) == int(answer["Content-Length"]) < len(BODY) / 5
    assert gzip.decompress(answer.content) == BODY
    assert answered(kind, accepts="identity").content == BODY


@pytest.mark.parametrize("kind", ["video/mp4", "image/webp", "font/woff2", "application/octet-stream"])
def test_films_and_pictures_are_not(kind: str) -> None:
    answer = answered(kind)
    assert not answer.has_header("Content-Encoding")
    assert answer.content == BODY
