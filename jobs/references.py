"""What a client shows creators: films and files, kept with the job and given to nobody who may not read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from jobs.models import Job, JobFile
from messaging import files
from messaging.files import Inspected
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.storages import private_storage
from videos.models import Video


@dataclass(frozen=True)
class Reference:
    """A file that has been looked at and may be kept."""

    upload: UploadedFile
    inspected: Inspected

    @property
    def size(self) -> int:
        return self.upload.size or 0 if self.inspected.content is None else len(self.inspected.content)

    @property
    def name(self) -> str:
        """The person's words, the ending that is true."""
        stem = "".join(letter for letter in PurePath(self.upload.name or "").stem if letter.isprintable())
        return f"{stem.strip(' .')[:150] or 'file'}.{self.inspected.extension}"


def inspect(upload: UploadedFile) -> Reference:
    """By content, as in messages: a picture (made anew), a PDF, a plain text. Raises Refused in words."""
    return Reference(upload, files.inspect(upload))


def set_references(job: Job, *, videos: Sequence[Video], kept: Sequence[JobFile], added: Sequence[Reference]) -> None:
    """Make the job's references these films, the files of its own that are kept, and the added ones.

    Runs inside the caller's transaction. A row is there before its file; a file goes when its row has gone for good.
    Raises Refused for more than policy allows.
    """
    if len(kept) + len(added) > policy.JOB_FILES_MAXIMUM:
        raise Refused(_("A job has at most %(most)s files.") % {"most": policy.JOB_FILES_MAXIMUM})
    if len(videos) > policy.JOB_VIDEOS_MAXIMUM:
        raise Refused(_("A job has at most %(most)s films.") % {"most": policy.JOB_VIDEOS_MAXIMUM})
    _set_videos(job, videos)
    gone = job.files.filter(video__isnull=True).exclude(pk__in=[row.pk for row in kept])
    for key in [name for row in gone for name in (row.file.name, row.preview.name) if name]:
        transaction.on_commit(partial(private_storage().delete, key))
    gone.delete()
    for place, reference in enumerate(added):
        _keep(job, reference, place + len(kept))


def _set_videos(job: Job, videos: Sequence[Video]) -> None:
    job.files.filter(video__isnull=False).exclude(video__in=videos).delete()
    for place, video in enumerate(videos):
        JobFile.objects.update_or_create(
            job=job, video=video, defaults={"position": place, "name": video.label[:200], "size": video.size}
        )


def _keep(job: Job, reference: Reference, place: int) -> None:
    folder, small = f"jobs/{uuid4().hex}", reference.inspected.preview
    row = JobFile.objects.create(
        job=job,
        file=f"{folder}/file.{reference.inspected.extension}",
        preview=f"{folder}/preview.webp" if small else "",
        kind=reference.inspected.kind,
        name=reference.name,
        content_type=reference.inspected.content_type,
        size=reference.size,
        position=place,
    )
    remade = reference.inspected.content
    content: File = ContentFile(remade) if remade is not None else File(reference.upload.file)
    content.seek(0)
    private_storage().save(str(row.file.name), content)
    if small:
        private_storage().save(str(row.preview.name), ContentFile(small))
