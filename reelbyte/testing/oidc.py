"""An OpenID provider on this machine, as Google is one: discovery, authorisation code with PKCE, tokens, keys.

It is as strict with us as a real one, and can be told to fail as real ones do.
"""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "reelbyte", "a-secret-between-us"  # noqa: S105 - of a provider that exists only in tests
LIFE = 300  # seconds of a token


class Provider:
    """What it knows, and how it fails. `person` are the claims of whoever is signed in there.

    `faults`: "denied" (they say no), "down" (nothing but 503), "token refused", "wrong audience", "wrong issuer",
    "expired".
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.person: dict[str, Any] = {}
        self.faults: set[str] = set()
        self.codes: dict[str, dict[str, str]] = {}
        self.used: list[str] = []
        self.key = _key()

    def discovery(self) -> dict[str, Any]:
        """/.well-known/openid-configuration"""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        """The public half, as a JWK set."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to. Raises ValueError for a request no provider would answer."""
        if (asked.get("client_id"), asked.get("response_type")) != (CLIENT_ID, "code"):
            raise ValueError("unknown client")
        if asked.get("code_challenge_method") != "S256" or not asked.get("state"):
            raise ValueError("PKCE and state are needed")
        back = asked["redirect_uri"]
        if "denied" in self.faults:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{back}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code for tokens: once, for the client it was given to, who proves that it asked."""
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        if (
            "token refused" in self.faults
            or asked is None
            or sent.get("client_secret") != CLIENT_SECRET
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or challenge.decode() != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        self.used.append(sent["code"])
        return 200, {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": LIFE,
            "id_token": self.id_token(),
        }

    def id_token(self) -> str:
        """Signed with the key that `keys` shows."""
        now = int(time.time())
        claims = {
            "iss": "https://elsewhere.example" if "wrong issuer" in self.faults else self.url,
            "aud": "somebody-else" if "wrong audience" in self.faults else CLIENT_ID,
            "iat": now - 2 * LIFE if "expired" in self.faults else now,
            "exp": now - LIFE if "expired" in self.faults else now + LIFE,
            **self.person,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})


@cache
def _key() -> rsa.RSAPrivateKey:
    """Made once: that is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path, provider = urlsplit(self.path), self.provider
        if "down" in provider.faults:
            self._answer(503, {})
        elif path.path == "/.well-known/openid-configuration":
            self._answer(200, provider.discovery())
        elif path.path == "/keys":
            self._answer(200, provider.keys())
        elif path.path == "/authorize":
            try:
                back = provider.authorize(_flat(path.query))
            except (ValueError, KeyError) as error:
                self._answer(400, {"error": str(error)})
            else:
                self.send_response(302)
                self.send_header("Location", back)
                self.send_header("Content-Length", "0")
                self.end_headers()
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        sent = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
        status, answer = self.provider.token(sent) if "down" not in self.provider.faults else (503, {})
        self._answer(status, answer)

    def _answer(self, status: int, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Quiet."""


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def provider() -> Iterator[Provider]:
    """One that listens on a free port of this machine while the block runs."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    known = Provider(f"http://127.0.0.1:{server.server_port}")
    handler.provider = known  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
