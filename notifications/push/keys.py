"""The key pair by which push services know us (VAPID, RFC 8292)."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid
from py_vapid.utils import b64urlencode


def is_offered() -> bool:
    """Whether this site can push at all."""
    return bool(settings.VAPID_PRIVATE_KEY or settings.VAPID_KEY_FILE)


def pair() -> Vapid:
    """Our key pair: from the environment, else (outside production) from a file that is made when first needed."""
    return Vapid.from_string(settings.VAPID_PRIVATE_KEY or _kept(Path(str(settings.VAPID_KEY_FILE))))


def public_key() -> str:
    """What a browser subscribes with: the uncompressed point, base64url."""
    return b64urlencode(pair().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def new_private_key() -> str:
    """A fresh private key as VAPID_PRIVATE_KEY takes it: 32 bytes, base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return b64urlencode(number.to_bytes(32))


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, prefix=".vapid-") as file:
            file.write(new_private_key())
            file.flush()
            try:
                os.link(file.name, path)  # whole or not at all, and the first of two processes wins
            except FileExistsError:
                pass
    return path.read_text().strip()
