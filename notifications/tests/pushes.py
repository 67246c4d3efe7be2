"""A push service on this machine, as strict as a real one: it checks who calls, and reads what a browser would."""

import base64
import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One browser's subscription, and what it was shown."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"0123456789abcdef"
    shown: list[dict] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)  # given before the good one

    @property
    def keys(self) -> dict[str, str]:
        """What the browser gives the site, beside its endpoint."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": b64(point), "auth": b64(self.secret)}


class PushService:
    """`with PushService() as service:`; `service.browser()` subscribes one. Status 0 hangs up without an answer."""

    def __init__(self) -> None:
        self.browsers: dict[str, Browser] = {}
        self.elsewhere = Event()  # somebody followed a redirect
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "PushService":
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def browser(self) -> Browser:
        path = f"/push/{uuid4().hex}"
        self.browsers[path] = Browser(self.origin + path)
        return self.browsers[path]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        if request.path == "/elsewhere":
            self.elsewhere.set()
        browser = self.browsers.get(request.path)
        if browser is None:
            return self._reply(request, 404)
        if browser.answers:
            return self._reply(request, *browser.answers.pop(0))
        try:
            check_caller(request.headers["Authorization"], self.origin)
            assert int(request.headers["TTL"]) > 0
            assert request.headers["Content-Encoding"] == "aes128gcm"
        except Exception:
            return self._reply(request, 403)
        text = http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.secret, version="aes128gcm")
        browser.shown.append(json.loads(text))
        browser.headers.append({name.lower(): value for name, value in request.headers.items()})
        return self._reply(request, 201)

    def _reply(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str] | None = None) -> None:
        if status == 0:
            request.close_connection = True
            return
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()


def check_caller(authorization: str, origin: str) -> None:
    """RFC 8292: a JWT signed by the key the subscription was made with, for this service and not for long."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme.lower() == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _, signature = parts["t"].rpartition(".")
    raw = unb64(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(unb64(signed.split(".")[1]))
    assert claims["aud"] == origin
    assert claims["sub"].startswith("mailto:")
    assert time.time() < claims["exp"] <= time.time() + 24 * 3600
