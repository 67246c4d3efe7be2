"""Reporting, and answering a sanction."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("reports/<slug:kind>/<str:ref>/", views.report_create, name="report-create"),
    path("appeals/<str:token>/", views.appeal_create, name="appeal-create"),
]
