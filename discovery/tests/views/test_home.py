"""The front door."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from discovery.tests.builders import make_creator
from gigs.tests.builders import make_gig

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_documents")]


def test_an_empty_house_still_has_a_door(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert b"Hire by the reel." in page.content


def test_it_shows_creators_gigs_and_true_numbers(client: Client, alice: User, carol: User) -> None:
    make_creator(alice)
    make_gig(alice, "live", title="I will film your watch")
    make_gig(carol, "draft", title="I will be shown to nobody")
    page = client.get("/")
    assert b"Alice Moreau" in page.content
    assert b"I will film your watch" in page.content
    assert b"shown to nobody" not in page.content
    assert page.context["numbers"].gigs == 1
    assert page.context["numbers"].creators == 1


def test_it_asks_few_questions(client: Client, alice: User, carol: User, django_assert_max_num_queries: Any) -> None:
    for person in (alice, carol):
        make_creator(person, films=3)
        make_gig(person, "live")
    with django_assert_max_num_queries(10):
        client.get("/")
    with django_assert_max_num_queries(5):
        client.get("/")  # the tree and the numbers are kept


def test_robots_and_sitemap(client: Client, alice: User, settings: Any) -> None:
    make_creator(alice)
    live, draft = make_gig(alice, "live"), make_gig(alice, "draft")
    assert b"Disallow: /studio/" in client.get("/robots.txt").content
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"{settings.SITE_URL}{live.get_absolute_url()}" in sitemap
    assert draft.slug not in sitemap
    assert f"{settings.SITE_URL}/creators/alice-moreau/" in sitemap
