"""What somebody photographs to show who they are."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.images import clean_image


def photograph(name: str = "me.jpg", **options: object) -> SimpleUploadedFile:
    """A small JPEG as a telephone sends it."""
    made = BytesIO()
    Image.new("RGB", (120, 80), (200, 30, 90)).save(made, "JPEG", **options)
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")


def pictures() -> dict[str, SimpleUploadedFile]:
    """Both, as the form posts them."""
    return {"document_file": photograph("passport.jpg"), "selfie_file": photograph("me.jpg")}


def cleaned() -> dict:
    """Both, as the form has cleaned them."""
    return {name: clean_image(upload, side=400) for name, upload in pictures().items()}
