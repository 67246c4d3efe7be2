"""What is taken, by what is in it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from messaging.actions.store_attachment import store_attachment
from messaging.models import Attachment
from reelbyte import policy
from reelbyte.errors import Refused

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def upload(content: bytes, name: str = "file.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.parametrize(("form", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "gif")])
def test_pictures_are_drawn_anew_with_a_preview(alice: Any, picture: Any, form: str, ending: str) -> None:
    kept = store_attachment(alice, picture(form, "mood board.exe", (2000, 1000)))
    assert (kept.kind, kept.name, kept.width, kept.height) == ("image", f"mood board.{ending}", 2000, 1000)
    with kept.preview.open() as preview:
        assert max(Image.open(preview).size) == 960


def test_where_a_picture_was_taken_is_left_behind(alice: Any, picture: Any) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    kept = store_attachment(alice, picture("JPEG", "a.jpg", exif=exif, comment=b"SECRET COMMENT"))
    with kept.file.open() as stored:
        assert b"SECRET" not in stored.read()


def test_what_is_glued_behind_a_picture_is_left_behind(alice: Any, picture: Any) -> None:
    glued = picture().read() + b"<script>alert(1)</script>"
    kept = store_attachment(alice, upload(glued, "polyglot.png"))
    with kept.file.open() as stored:
        assert b"<script>" not in stored.read()


def test_pdf_and_text_are_kept_as_they_are(alice: Any) -> None:
    pdf = store_attachment(alice, upload(PDF, "../../etc/brief.png"))
    text = store_attachment(alice, upload("Länge: 30 s\n".encode(), "notes"))
    assert (pdf.kind, pdf.name, pdf.size) == ("pdf", "brief.pdf", len(PDF))
    assert (text.kind, text.name) == ("text", "notes.txt")
    with pdf.file.open() as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03",
        b"PK\x03\x04 an archive",
        b"MZ\x90\x00\x03\x00",
        b"\x89PNG\r\n\x1a\n and nothing more",
        b"GIF89a" + b"\xff" * 40,
        b" \x1b[2J",
    ],
)
def test_anything_else_is_refused_and_leaves_nothing(alice: Any, content: bytes) -> None:
    with pytest.raises(Refused):
        store_attachment(alice, upload(content, "innocent.png"))
    assert not Attachment.objects.exists()


def test_svg_and_html_are_text_and_nothing_else(alice: Any) -> None:
    kept = store_attachment(alice, upload(b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"))
    assert (kept.kind, kept.name, kept.content_type) == ("text", "logo.txt", "text/plain; charset=utf-8")


def test_a_bomb_of_pixels_is_refused_before_it_is_drawn(alice: Any, monkeypatch: Any) -> None:
    out = BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(Refused, match="too many pixels"):
        store_attachment(alice, upload(out.getvalue()))


def test_a_bomb_of_frames_is_refused(alice: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(policy, "PICTURE_MAXIMUM_PIXELS", 64 * 64 * 5)
    out = BytesIO()
    frames = [Image.new("RGB", (64, 64), (shade, 0, 0)) for shade in range(0, 250, 25)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Refused, match="too many pixels"):
        store_attachment(alice, upload(out.getvalue()))


def test_too_big_is_refused(alice: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(policy, "ATTACHMENT_MAXIMUM_BYTES", 10)
    with pytest.raises(Refused, match="MB"):
        store_attachment(alice, upload(b"%PDF-1.7 and more"))
