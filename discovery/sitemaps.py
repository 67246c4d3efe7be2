"""What search engines are told about: the lists, live gigs, public creators, open public jobs."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from creators.models import CreatorProfile
from discovery.taxonomy import labels
from gigs.models import Gig
from jobs.models import Job
from support.models import Page


class _Ours(Sitemap):
    """Addresses of this site as SITE_URL says, not as the visitor's Host header does."""

    limit = 5_000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(_Ours):
    def items(self) -> list[str]:
        lists = ["discovery:gig-list", "discovery:creator-list", "discovery:job-list", "discovery:category-list"]
        words = ["support:page-list", "support:terms", "support:privacy"]
        return ["discovery:home", "discovery:feed", *lists, *words]

    def location(self, item: str) -> str:
        return reverse(item)


class Help(_Ours):
    def items(self) -> QuerySet[Page]:
        return Page.objects.exclude(topic=Page.Topic.LEGAL).order_by("id")


class Categories(_Ours):
    def items(self) -> list[str]:
        return list(labels())

    def location(self, item: str) -> str:
        return reverse("discovery:category-detail", args=[item])


class Gigs(_Ours):
    def items(self) -> QuerySet[Gig]:
        return Gig.objects.listed().order_by("id").only("slug", "updated_at")

    def lastmod(self, item: Gig) -> datetime:
        return item.updated_at


class Creators(_Ours):
    def items(self) -> QuerySet[CreatorProfile]:
        return CreatorProfile.objects.listed().order_by("id").only("handle", "updated_at")

    def lastmod(self, item: CreatorProfile) -> datetime:
        return item.updated_at


class Jobs(_Ours):
    def items(self) -> QuerySet[Job]:
        return Job.objects.listed_to(None).order_by("id").only("slug", "updated_at")

    def lastmod(self, item: Job) -> datetime:
        return item.updated_at


SITEMAPS = {"pages": Pages, "categories": Categories, "help": Help, "gigs": Gigs, "creators": Creators, "jobs": Jobs}
