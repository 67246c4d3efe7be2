"""The public pages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from discovery.sitemaps import SITEMAPS
from discovery.views import creators, feed, gigs, home, jobs

app_name = "discovery"
urlpatterns = [
    path("", home.home, name="home"),
    path("reels/", feed.feed, name="feed"),
    path("reels/<uuid:public_id>/like/", feed.like_create, name="like-create"),
    path("reels/<uuid:public_id>/like/removal/", feed.like_delete, name="like-delete"),
    path("creators/<slug:handle>/follow/", feed.follow_create, name="follow-create"),
    path("creators/<slug:handle>/follow/removal/", feed.follow_delete, name="follow-delete"),
    path("gigs/", gigs.gig_list, name="gig-list"),
    path("gigs/<slug:slug>/", gigs.gig_detail, name="gig-detail"),
    path("jobs/", jobs.job_list, name="job-list"),
    path("jobs/<slug:slug>/", jobs.job_detail, name="job-detail"),
    path("creators/", creators.creator_list, name="creator-list"),
    path("creators/<slug:handle>/", creators.creator_detail, name="creator-detail"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", home.robots, name="robots"),
]
