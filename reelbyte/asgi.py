"""What is live: `/ws/` in production, pages too in `make demo`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reelbyte.settings")
pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402 - needs the application registry
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from reelbyte.live import ExactOrigin, origins, websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": ExactOrigin(AuthMiddlewareStack(URLRouter(websocket_urlpatterns())), origins()),
    }
)
