"""Where WebSockets are routed, and from which pages they may be opened.

An app with something live has `routing.py` with `websocket_urlpatterns`; it is found by name, so that
this module imports no app.
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings


def websocket_urlpatterns() -> list:
    """Every app's WebSocket routes."""
    patterns: list = []
    for app in settings.OUR_APPS:
        if app in settings.INSTALLED_APPS and find_spec(f"{app}.routing"):
            patterns += import_module(f"{app}.routing").websocket_urlpatterns
    return patterns


def origins() -> list[str]:
    """The origins whose pages may open a socket: the site's own and those trusted for forms."""
    return list(dict.fromkeys([settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]))
