"""Which gateway moves the money: the one named in the settings for what is new, its own for what is under way."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from payments.gateways.base import Gateway

GATEWAYS = {"sandbox": "payments.gateways.sandbox.SandboxGateway"}


def current() -> Gateway:
    """The gateway for new payments: a name above, or a dotted path to a class."""
    return _load(settings.PAYMENT_GATEWAY)


def get(name: str) -> Gateway:
    """The gateway that a row was made with."""
    gateway = current()
    return gateway if gateway.name == name else _load(name)


@cache
def _load(name: str) -> Gateway:
    return import_string(GATEWAYS.get(name, name))()
