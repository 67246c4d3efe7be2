"""What a browser sends to register a passkey, made without a browser."""

import json
from base64 import urlsafe_b64encode
from typing import Any

from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

USER_PRESENT_AND_VERIFIED = 0x45  # with the credential's data


def registration() -> dict[str, Any]:
    """A credential of nobody's device, as it is stored."""
    handle = b"a passkey's name"
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), handle, key)
    data = AuthenticatorData.create(bytes(32), USER_PRESENT_AND_VERIFIED, 0, credential)
    client = {"type": "webauthn.create", "challenge": _coded(bytes(16)), "origin": "http://localhost"}
    return {
        "id": _coded(handle),
        "rawId": _coded(handle),
        "type": "public-key",
        "response": {
            "clientDataJSON": _coded(json.dumps(client).encode()),
            "attestationObject": _coded(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def _coded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
