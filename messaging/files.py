"""What a file is, by what is in it: its name and the type a browser claims are not asked.

Pictures are decoded and written anew, which leaves behind where they were taken and whatever else was hidden in
them. PDF and plain text are kept as they are, and only ever handed out for download.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from messaging.models import Attachment
from reelbyte import policy
from reelbyte.errors import Refused

FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
    "GIF": ("image/gif", "gif"),
}
PREVIEW_SIDE = 960  # pixels: a bubble on a dense screen
TEXT_CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r", "\f"}


@dataclass(frozen=True)
class Inspected:
    """What goes into the storage. `content` None: the upload as it came."""

    kind: Attachment.Kind
    content_type: str
    extension: str
    content: bytes | None = None
    preview: bytes | None = None
    width: int | None = None
    height: int | None = None


def inspect(upload: UploadedFile) -> Inspected:
    """Decide what `upload` is. `Refused` in words for what is too big, empty, broken or of another kind."""
    if not upload.size:
        raise Refused(_("This file is empty."))
    if upload.size > policy.ATTACHMENT_MAXIMUM_BYTES:
        raise Refused(_("Files can have up to %(size)s MB.") % {"size": policy.ATTACHMENT_MAXIMUM_BYTES // 1024**2})
    upload.seek(0)
    if upload.read(5) == b"%PDF-":
        return Inspected(Attachment.Kind.PDF, "application/pdf", "pdf")
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=list(FORMATS))
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _text(upload)
    return _picture(picture)


def shown_name(given: str, extension: str) -> str:
    """The name as it is shown and downloaded: the person's words, the ending that is true."""
    stem = "".join(letter for letter in PurePath(given).stem if letter.isprintable()).strip(" .")[:100] or "file"
    return f"{stem}.{extension}"


def _picture(picture: Image.Image) -> Inspected:
    content_type, extension = FORMATS[str(picture.format)]
    try:
        frames = getattr(picture, "n_frames", 1)
        if picture.width * picture.height * frames > policy.PICTURE_MAXIMUM_PIXELS:
            raise _too_large()
        upright = ImageOps.exif_transpose(picture) if frames == 1 else picture
        content = _encoded(upright, str(picture.format), frames)
        first = next(ImageSequence.Iterator(picture)) if frames > 1 else upright
        small = first.convert("RGBA" if first.has_transparency_data else "RGB")
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        preview = BytesIO()
        small.save(preview, "WEBP", quality=80)
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Refused(_("This picture is damaged and could not be read.")) from None
    return Inspected(
        Attachment.Kind.IMAGE, content_type, extension, content, preview.getvalue(), upright.width, upright.height
    )


def _encoded(picture: Image.Image, form: str, frames: int) -> bytes:
    options: dict[str, Any] = {"save_all": True} if frames > 1 else {}
    if form == "JPEG":
        options |= {"quality": 92}
        picture = picture.convert("RGB")
    picture.info = {key: value for key, value in picture.info.items() if key in ("duration", "loop", "transparency")}
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _text(upload: UploadedFile) -> Inspected:
    upload.seek(0)
    try:
        words = upload.read().decode("utf-8")
    except UnicodeDecodeError:
        words = "\x00"
    if TEXT_CONTROLS & set(words):
        raise Refused(_("Attach a picture (JPEG, PNG, WebP, GIF), a PDF or a plain text. Films go by delivery."))
    return Inspected(Attachment.Kind.TEXT, "text/plain; charset=utf-8", "txt")


def _too_large() -> Refused:
    return Refused(_("This picture has too many pixels. Make it smaller and try again."))
