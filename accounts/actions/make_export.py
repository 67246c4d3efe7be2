"""Put everything about somebody into one file."""

import json
import shutil
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string

from accounts import hooks
from accounts.exporting import Enclosed
from accounts.models import DataExport, User
from reelbyte import clock, policy
from reelbyte.storages import private_storage


def make_export(export_id: int) -> DataExport | None:
    """Make the file of a waiting export, and tell. Done before, or no longer wanted: None.

    Delivered twice, the second one writes over the first. The archive is built beside the storage, in a file of
    its own that nobody else can open.
    """
    export = DataExport.objects.select_related("user").filter(pk=export_id, status=DataExport.Status.WAITING).first()
    if export is None:
        return None
    storage = private_storage()
    with TemporaryFile() as built:
        _build(built, export.user)
        size = built.tell()
        built.seek(0)
        storage.delete(export.key)
        storage.save(export.key, File(built))
    with transaction.atomic():
        locked = DataExport.objects.select_for_update().get(pk=export_id)
        if locked.status != DataExport.Status.WAITING:
            return None
        locked.status, locked.size = DataExport.Status.READY, size
        locked.expires_at = clock.now() + policy.EXPORT_KEPT
        locked.save(update_fields=["status", "size", "expires_at"])
        hooks.export_ready(locked)
    return locked


def _build(target, user: User) -> None:  # noqa: ANN001 - a binary file
    left_out: list[str] = []
    room = policy.EXPORT_FILES_MAXIMUM_BYTES
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, collect in hooks.exports().items():
            part = collect(user)
            archive.writestr(f"{name}.json", json.dumps(part.data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            for one in part.files:
                size = one.size or _size(one)
                if size is None:
                    continue
                if size > room:
                    left_out.append(f"{name}/{one.name}")
                    continue
                room -= size
                _enclose(archive, f"files/{name}/{one.name}", one)
        archive.writestr(
            "README.txt",
            render_to_string("accounts/export.txt", {"person": user, "at": clock.now(), "left_out": left_out}),
        )


def _enclose(archive: ZipFile, name: str, one: Enclosed) -> None:
    """Copied in pieces, and not squeezed: films and pictures are."""
    entry = ZipInfo(name, clock.now().timetuple()[:6])
    entry.compress_type = ZIP_STORED
    with one.storage.open(one.key, "rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1024**2)


def _size(one: Enclosed) -> int | None:
    """None for what is no longer there."""
    return one.storage.size(one.key) if one.storage.exists(one.key) else None
