"""The creator's own pages, under /studio/. The public profile lives in discovery."""

from django.urls import path

from creators.views import portfolio, profile

app_name = "creators"
urlpatterns = [
    path("studio/profile/", profile.profile_edit, name="profile-edit"),
    path("studio/portfolio/", portfolio.portfolio, name="portfolio"),
    path("studio/portfolio/items/", portfolio.item_create, name="portfolio-item-create"),
    path("studio/portfolio/order/", portfolio.order, name="portfolio-order"),
    path("studio/portfolio/items/<uuid:public_id>/", portfolio.item_edit, name="portfolio-item-edit"),
    path("studio/portfolio/items/<uuid:public_id>/position/", portfolio.item_position, name="portfolio-item-position"),
    path(
        "studio/portfolio/items/<uuid:public_id>/highlight/", portfolio.item_highlight, name="portfolio-item-highlight"
    ),
    path("studio/portfolio/items/<uuid:public_id>/deletion/", portfolio.item_delete, name="portfolio-item-delete"),
]
