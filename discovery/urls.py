"""The public pages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from discovery.sitemaps import SITEMAPS
from discovery.views import categories, compare, creators, feed, gigs, home, jobs, recommended, saved, search

app_name = "discovery"
urlpatterns = [
    path("", home.home, name="home"),
    path("reels/", feed.feed, name="feed"),
    path("reels/<uuid:public_id>/like/", feed.like_create, name="like-create"),
    path("reels/<uuid:public_id>/like/removal/", feed.like_delete, name="like-delete"),
    path("creators/<slug:handle>/follow/", feed.follow_create, name="follow-create"),
    path("creators/<slug:handle>/follow/removal/", feed.follow_delete, name="follow-delete"),
    path("search/", search.find, name="search"),
    path("search/suggestions/", search.suggest, name="suggestions"),
    path("saved/", saved.saved_list, name="saved-list"),
    path("saved/lists/", saved.list_create, name="saved-list-create"),
    path("saved/lists/<uuid:public_id>/", saved.list_detail, name="saved-list-detail"),
    path("saved/lists/<uuid:public_id>/name/", saved.list_rename, name="saved-list-rename"),
    path("saved/lists/<uuid:public_id>/removal/", saved.list_delete, name="saved-list-delete"),
    path("saved/items/<uuid:public_id>/list/", saved.item_move, name="saved-item-move"),
    path("saved/items/<uuid:public_id>/removal/", saved.item_delete, name="saved-item-delete"),
    path("saved/searches/", saved.search_save, name="search-save"),
    path("saved/searches/<uuid:public_id>/alerts/", saved.search_alerts, name="search-alerts"),
    path("saved/searches/<uuid:public_id>/removal/", saved.search_delete, name="search-delete"),
    path("saved/<slug:kind>/<slug:ref>/", saved.save, name="save-create"),
    path("saved/<slug:kind>/<slug:ref>/lists/", saved.set_lists, name="save-lists"),
    path("categories/", categories.category_list, name="category-list"),
    path("categories/<slug:slug>/", categories.category_detail, name="category-detail"),
    path("compare/", compare.compare, name="compare"),
    path("gigs/", gigs.gig_list, name="gig-list"),
    path("gigs/<slug:slug>/", gigs.gig_detail, name="gig-detail"),
    path("gigs/<slug:slug>/similar/", recommended.gig_similar, name="gig-similar"),
    path("jobs/for-you/", recommended.jobs_for_you, name="jobs-for-you"),
    path("jobs/<slug:slug>/creators/", recommended.job_creators, name="job-creators"),
    path("jobs/", jobs.job_list, name="job-list"),
    path("jobs/<slug:slug>/", jobs.job_detail, name="job-detail"),
    path("creators/", creators.creator_list, name="creator-list"),
    path("creators/<slug:handle>/", creators.creator_detail, name="creator-detail"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", home.robots, name="robots"),
]
