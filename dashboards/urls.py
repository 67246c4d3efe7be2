"""The first page of somebody who is at work here."""

from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [path("dashboard/", views.home, name="home")]
