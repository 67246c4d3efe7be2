"""What other sites and search engines read of every public page that shows one thing."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from creators.models import Category
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig
from jobs.tests.builders import make_job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]

META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
COPIED = re.compile(r'data-copy="([^"]+)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


def test_every_public_page_of_one_thing_can_be_shared(client: Client, alice: User, bob: User) -> None:
    creator = make_creator(alice, ("Tabletop",), bio="I film small things.")
    gig, job = make_gig(alice, "live"), make_job(bob)
    film = creator.portfolio.get()
    category = Category.objects.get(slug="product-films")
    # page: (its address, what it is, whether it has a film to play where it is shared, whether it has a share button)
    pages: list[tuple[str, set[str], bool, bool]] = [
        (gig.get_absolute_url(), {"Product", "VideoObject"}, True, True),
        (creator.get_absolute_url(), {"ProfilePage", "VideoObject"}, True, True),
        (job.get_absolute_url(), {"JobPosting"}, False, True),
        (f"/reels/?film={film.public_id}", {"VideoObject"}, True, True),
        (f"/categories/{category.slug}/", {"CollectionPage", "BreadcrumbList"}, False, False),
    ]
    for url, types, plays, shared in pages:
        text = client.get(url).text
        meta: dict[str, Any] = dict(META.findall(text))
        address = f"{settings.SITE_URL}{url}"
        assert CANONICAL.findall(text) == [address], url
        assert meta["og:url"] == address, url
        assert meta["og:title"], url
        assert meta["og:description"], url
        assert "robots" not in meta, url
        assert {row["@type"] for row in json.loads(DATA.search(text)[1])} >= types, url
        assert ("og:video" in meta) is plays, url
        assert (meta["twitter:card"] == "player") is plays, url
        if plays:
            assert meta["og:image"].startswith(settings.SITE_URL), url
            assert meta["twitter:player:stream"] == meta["og:video"], url
            assert int(meta["twitter:player:width"]) > 0, url
        assert any(copied.endswith(url) for copied in COPIED.findall(text)) is shared, url


def test_what_is_not_for_everybody_asks_not_to_be_kept(client: Client, login: Any, alice: User, bob: User) -> None:
    members = make_job(bob, visibility="members")
    secret = make_job(bob, nda_required=True)
    for browser, url in (
        (login(alice), members.get_absolute_url()),
        (client, "/search/?q=film"),
        (client, "/compare/"),
    ):
        assert 'name="robots" content="noindex"' in browser.get(url).text, url
    page = client.get(secret.get_absolute_url()).text
    assert secret.description not in page
