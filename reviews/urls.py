"""Reviews' addresses."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [
    path("contracts/<uuid:public_id>/review/", views.review, name="review-create"),
    path("reviews/<uuid:public_id>/response/", views.response, name="response-create"),
]
