"""The site's addresses: each app's under its own noun."""

from importlib.util import find_spec

from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from reelbyte import styleguide, views


def _app(prefix: str, name: str) -> list[URLPattern | URLResolver]:
    return [path(prefix, include(f"{name}.urls"))] if apps.is_installed(name) and find_spec(f"{name}.urls") else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/", views.health, name="health"),
    path("theme/", views.theme, name="theme"),
    path("styleguide/", styleguide.show, name="styleguide"),
    path("media/public/<path:key>", views.public_file, name="public-file"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    *_app("", "accounts"),
    *_app("", "notifications"),
    *_app("videos/", "videos"),
    *_app("", "payments"),
    *_app("messages/", "messaging"),
    *_app("", "creators"),
    *_app("", "gigs"),
    *_app("", "contracts"),
    *_app("", "reviews"),
    *_app("dashboard/", "dashboards"),
    *_app("", "moderation"),
    *_app("", "discovery"),
]
