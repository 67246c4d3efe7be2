"""A file as an answer, whole or in the part that was asked for (RFC 9110, section 14).

Django's FileResponse knows no ranges, and without them Safari plays nothing and nobody can seek. In production
the proxy sends the bytes of private files: settings.ACCEL_REDIRECT_PREFIX names its internal location over them.
"""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, storages
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe, quote_etag

BLOCK = 256 * 1024  # bytes read at once: what a slow client holds in memory
# What a browser may show in place. Everything else, SVG and HTML above all, is saved instead.
SHOWN = ("image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm", "text/vtt")
# Opened by itself, a browser wraps a film in a page of its own, which may load that film and nothing else.
SANDBOX = "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


class Unsatisfiable(Exception):
    """The range begins behind the end of the file. Answered with 416."""


def file_response(  # noqa: PLR0913 - each says one thing about the answer
    request: HttpRequest,
    storage_name: str,
    key: str,
    *,
    content_type: str = "",
    filename: str = "",
    download: bool = False,
    cache_control: str = "private, no-store",
) -> HttpResponseBase:
    """The file `key` of storages[storage_name], as 200, 206, 304, 412 or 416.

    The caller has authorised. `filename` is what a saved file is called; `download` makes the browser save it, as
    does a type it should not show. A bucket is answered with a redirect to its own (signed) address.
    Raises Http404 for a key that is not there or that leads out of the storage.
    """
    storage = storages[storage_name]
    path = _path(storage, key)
    if path is None:
        return HttpResponseRedirect(storage.url(key))
    kind = content_type or mimetypes.guess_type(key)[0] or "application/octet-stream"
    response = _body(request, storage_name, key, path)
    response.headers["Content-Type"] = kind
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Accept-Ranges"] = "bytes"
    disposition = content_disposition_header(download or kind not in SHOWN, filename)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte (both sent) of `header`, or None: send everything.

    Everything is sent for what is not a range of bytes, is malformed, or asks for several ranges at once (which a
    server may decline, and which no player needs). Raises Unsatisfiable.
    """
    unit, _equals, value = header.partition("=")
    first, dash, last = (part.strip() for part in value.partition("-"))
    if unit.strip().lower() != "bytes" or not dash or not _digits(first) or not _digits(last) or not first + last:
        return None
    if not first:
        length = int(last)
        if length == 0 or size == 0:
            raise Unsatisfiable
        return max(size - length, 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last), size - 1) if last else size - 1


def _digits(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdigit() and len(text) < 20)  # noqa: PLR2004 - more than any file


def _path(storage: Storage, key: str) -> Path | None:
    """Where the file is on this machine, or None for a bucket."""
    try:
        path = Path(storage.path(key))
    except NotImplementedError:
        return None
    except (SuspiciousFileOperation, ValueError):
        raise Http404 from None
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):  # a name too long, or with a null byte
        pass
    raise Http404


def _body(request: HttpRequest, storage_name: str, key: str, path: Path) -> HttpResponseBase:
    if storage_name == "private" and settings.ACCEL_REDIRECT_PREFIX:
        prefix = settings.ACCEL_REDIRECT_PREFIX.rstrip("/")
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix}/{quote(key)}"})
    status = path.stat()
    etag = quote_etag(f"{status.st_mtime_ns:x}-{status.st_size:x}")
    modified = int(status.st_mtime)
    try:
        span = _wanted(request, status.st_size, etag, modified)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{status.st_size}"})
    response = _part(request, path, status.st_size, span)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    conditional = get_conditional_response(  # its stubs know plain answers only
        request,
        etag=etag,
        last_modified=modified,
        response=response,  # type: ignore[arg-type]
    )
    if conditional is not response:
        response.close()
    return conditional or response


def _wanted(request: HttpRequest, size: int, etag: str, modified: int) -> tuple[int, int] | None:
    header = request.headers.get("Range", "")
    if not header or request.method != "GET":
        return None
    condition = request.headers.get("If-Range", "").strip()
    # A file that has changed since the first part was sent is sent whole again, never mixed with the old one.
    if condition and condition != etag and parse_http_date_safe(condition) != modified:
        return None
    return parse_range(header, size)


def _part(request: HttpRequest, path: Path, size: int, span: tuple[int, int] | None) -> HttpResponseBase:
    first, last = span or (0, size - 1)
    length = last - first + 1
    headers = {"Content-Length": str(length)}
    if span:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    file = path.open("rb")
    file.seek(first)
    # Under ASGI a plain iterator would be read to its end into memory before the first byte is sent.
    blocks = _async_blocks(file, length) if isinstance(request, ASGIRequest) else _blocks(file, length)
    response = StreamingHttpResponse(blocks, status=206 if span else 200, headers=headers)
    response._resource_closers.append(file.close)  # type: ignore[attr-defined]
    return response


def _blocks(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (block := file.read(min(BLOCK, length))):
        length -= len(block)
        yield block


async def _async_blocks(file: BinaryIO, length: int) -> AsyncIterator[bytes]:
    while length > 0 and (block := await asyncio.to_thread(file.read, min(BLOCK, length))):
        length -= len(block)
        yield block
