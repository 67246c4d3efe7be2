"""The two files of an identity check, sealed on the way in and unsealed on the way out."""

from collections.abc import Mapping

from django.core.files.base import ContentFile

from accounts.models import IdentityCheck
from reelbyte import vault
from reelbyte.storages import private_storage


def write(check: IdentityCheck, files: Mapping[str, ContentFile]) -> None:
    """Keep `files` ("document", "selfie") for the check. Whatever fails, nothing of them stays behind."""
    storage = private_storage()
    try:
        for name, content in files.items():
            content.seek(0)
            storage.save(check.key(name), ContentFile(vault.seal(content.read())))
    except BaseException:
        remove(check)
        raise


def read(check: IdentityCheck, name: str) -> bytes:
    """One file as WebP. Raises FileNotFoundError once it is gone, `vault.Unreadable` if no key opens it."""
    if not check.has_files:
        raise FileNotFoundError(name)
    with private_storage().open(check.key(name), "rb") as sealed:
        return vault.unseal(sealed.read())


def remove(check: IdentityCheck) -> None:
    """Both files go. Asked again, it is so."""
    storage = private_storage()
    for name in IdentityCheck.File.values:
        storage.delete(check.key(name))
