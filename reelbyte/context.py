"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from reelbyte import policy

POLICY = policy.for_templates()


def site(request: HttpRequest) -> dict[str, Any]:
    """The policy numbers, the chosen theme and where this site lives."""
    return {
        "policy": POLICY,
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in ("dark", "light") else "",
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "demo": settings.DEMO or settings.DEBUG,
    }
