"""Pictures people upload: decided by their content, made anew by us."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from reelbyte import policy

FORMATS = ("JPEG", "PNG", "WEBP")  # never SVG, and none of Pillow's odder readers
QUALITY = 86


def clean_image(upload: Any, *, side: int) -> ContentFile:
    """The picture as WebP within `side` × `side` pixels, upright, its metadata (place, camera) left behind.

    Raises ValidationError for what is too large, too many pixels, or no picture at all: a file's name and
    declared type are never believed, and nothing of the original bytes is kept.
    """
    if upload.size > policy.IMAGE_MAXIMUM_BYTES:
        raise ValidationError(_("That picture is too large: %(size)s MB at most.") % {"size": _megabytes()})
    try:
        opened = Image.open(upload, formats=FORMATS)
        if opened.width * opened.height > policy.IMAGE_MAXIMUM_PIXELS:
            raise ValidationError(_("That picture has too many pixels. Make it smaller and try again."))
        picture = ImageOps.exif_transpose(opened)
        picture = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("That is not a picture we can read. Choose a JPEG, PNG or WebP.")) from error
    made = BytesIO()
    picture.save(made, "WEBP", quality=QUALITY)
    return ContentFile(made.getvalue(), name="picture.webp")


def _megabytes() -> int:
    return policy.IMAGE_MAXIMUM_BYTES // 1024**2
