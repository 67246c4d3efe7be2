"""Keep a file that is about to be sent."""

from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from messaging import files
from messaging.models import Attachment
from reelbyte.storages import private_storage


def store_attachment(owner: User, upload: UploadedFile) -> Attachment:
    """Check `upload` by its content and store it for `owner` to send. `Refused` for what is not taken.

    The row is written before the file, so that nothing lies in the storage that no row knows of; what is not
    sent within a day goes with its file (`messaging.prune_attachments`).
    """
    inspected = files.inspect(upload)
    content = File(upload.file) if inspected.content is None else ContentFile(inspected.content)
    folder = f"messages/{uuid4().hex}"
    attachment = Attachment.objects.create(  # type: ignore[misc]
        owner=owner,
        kind=inspected.kind,
        name=files.shown_name(upload.name or "", inspected.extension),
        content_type=inspected.content_type,
        file=f"{folder}/file.{inspected.extension}",
        preview=f"{folder}/preview.webp" if inspected.preview else "",
        size=upload.size if inspected.content is None else len(inspected.content),
        width=inspected.width,
        height=inspected.height,
    )
    storage = private_storage()
    content.seek(0)
    storage.save(attachment.file.name, content)
    if inspected.preview:
        storage.save(attachment.preview.name, ContentFile(inspected.preview))
    return attachment
