"""Which addresses are called for push. Browsers tell us theirs, so without a list anybody could have us call any."""

import re

from django.conf import settings

# Read by this pattern alone: two parsers that disagree about "https://good\@evil/" never get to.
ENDPOINT = re.compile(r"(?P<origin>https?://(?P<host>[a-z0-9.-]+)(?P<port>:\d+)?)/[\w.~:/?#=&%+@!$,;*-]*", re.ASCII)


def is_allowed(endpoint: str) -> bool:
    """Whether `endpoint` is an https address of a push service in PUSH_SERVICES, on its usual port."""
    found = ENDPOINT.fullmatch(endpoint)
    if found is None:
        return False
    if found["origin"] in settings.PUSH_SERVICES:
        return True
    usual = endpoint.startswith("https://") and found["port"] in (None, ":443")
    return usual and any(_is_host(found["host"], entry) for entry in settings.PUSH_SERVICES)


def _is_host(host: str, entry: str) -> bool:
    return host == entry or (entry.startswith(".") and host.endswith(entry) and len(host) > len(entry))
