"""The creator's own pages of gigs, under /studio/. The public ones live in discovery."""

from django.urls import path

from gigs.views import gigs, states

app_name = "gigs"
urlpatterns = [
    path("studio/gigs/", gigs.gig_list, name="gig-list"),
    path("studio/gigs/new/", gigs.gig_create, name="gig-create"),
    path("studio/gigs/<slug:slug>/", gigs.gig_edit, name="gig-edit"),
    path("studio/gigs/<slug:slug>/publication/", states.publication, name="publication-create"),
    path("studio/gigs/<slug:slug>/withdrawal/", states.withdrawal, name="withdrawal-create"),
    path("studio/gigs/<slug:slug>/pause/", states.pause, name="pause-create"),
    path("studio/gigs/<slug:slug>/resumption/", states.resumption, name="resumption-create"),
]
