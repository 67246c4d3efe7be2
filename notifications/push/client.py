"""One call to a push service."""

import json
from datetime import timedelta
from typing import Any

import requests
from django.conf import settings
from pywebpush import WebPushException, webpush
from requests import exceptions
from urllib3.exceptions import NewConnectionError

from notifications.models import PushSubscription
from notifications.push import keys, services
from reelbyte import policy

TIMEOUT = (5, 10)  # seconds to connect, and between bytes
PAUSE_LONGEST = timedelta(hours=1)
GONE = (404, 410)


class Gone(Exception):
    """The browser no longer has that subscription."""


class Refused(Exception):
    """The service will not take this message, now or later."""


class NotSent(Exception):
    """It did not get there; `after` is when to try again, if the service said so."""

    def __init__(self, why: str, after: timedelta | None = None) -> None:
        self.after = after
        super().__init__(why)


class Unknown(Exception):
    """It may have got there: no answer came."""


class _Session(requests.Session):
    """Goes nowhere but where it was sent: a redirect would leave the list of services."""

    def post(self, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        return super().post(url, *args, **{**kwargs, "allow_redirects": False})


def send(subscription: PushSubscription, message: dict, *, topic: str, urgent: bool) -> None:
    """Encrypt `message` for the browser and hand it to its push service.

    `topic` (at most 32 characters of base64url) replaces an undelivered message of the same topic. Raises Gone,
    Refused, NotSent or Unknown.
    """
    if not services.is_allowed(subscription.endpoint):
        raise Refused("not a push service that we call")
    try:
        with _Session() as session:
            webpush(
                {
                    "endpoint": subscription.endpoint,
                    "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
                },
                json.dumps(message),
                vapid_private_key=keys.pair(),
                vapid_claims={"sub": settings.VAPID_SUBJECT},
                ttl=int(policy.PUSH_KEPT.total_seconds()),
                headers={"Topic": topic, "Urgency": "high" if urgent else "normal"},
                timeout=TIMEOUT,
                requests_session=session,
            )
    except WebPushException as error:
        raise _answered(error) from error
    except exceptions.RequestException as error:
        if _never_connected(error):
            raise NotSent(type(error).__name__) from error
        raise Unknown(type(error).__name__) from error


def _answered(error: WebPushException) -> Exception:
    status = error.status_code
    if status in GONE:
        return Gone()
    if status == 429 or (status is not None and status >= 500):
        return NotSent(f"answered {status}", _pause(error.retry_after))
    return Refused(f"answered {status}" if status else str(error.message))


def _pause(header: str | None) -> timedelta | None:
    """Retry-After in seconds; its other form, a date, is left to our own pauses."""
    if not header or not header.isascii() or not header.isdigit():
        return None
    return min(timedelta(seconds=int(header[:9])), PAUSE_LONGEST)


def _never_connected(error: exceptions.RequestException) -> bool:
    if isinstance(error, exceptions.ConnectTimeout | exceptions.SSLError | exceptions.ProxyError):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)
