"""The site's addresses: each app's under its own noun."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from reelbyte import styleguide, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/", views.health, name="health"),
    path("theme/", views.theme, name="theme"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("styleguide/", styleguide.show, name="styleguide"),
    path("media/public/<path:key>", views.public_file, name="public-file"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("videos/", include("videos.urls")),
    path("", include("payments.urls")),
    path("messages/", include("messaging.urls")),
    path("", include("support.urls")),
    path("", include("creators.urls")),
    path("", include("gigs.urls")),
    path("", include("jobs.urls")),
    path("", include("proposals.urls")),
    path("", include("contracts.urls")),
    path("", include("reviews.urls")),
    path("", include("discovery.urls")),
    path("", include("dashboards.urls")),
    path("", include("moderation.urls")),
]
