"""What is kept encrypted at rest: identity files, tax numbers. A copy of the storage or of the database reads nothing.

Keys are the site's (`VAULT_KEYS`), never the database's. The first encrypts, every one decrypts: put a new one in
front, and take an old one away once nothing is left that it sealed.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """No key of this site opens it: it was sealed with one that is gone, or somebody has changed it."""


def seal(data: bytes) -> bytes:
    """`data` encrypted and authenticated with the newest key (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _fernet().encrypt(data)


def unseal(sealed: bytes) -> bytes:
    """What was given to `seal`. Raises Unreadable."""
    try:
        return _fernet().decrypt(sealed)
    except InvalidToken:
        raise Unreadable from None


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.VAULT_KEYS])
