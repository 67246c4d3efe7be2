"""One gig."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from creators.models import CreatorProfile
from gigs.models import Gig
from gigs.tests.builders import make_gig, make_video, package

pytestmark = pytest.mark.django_db


@pytest.fixture
def gig(alice: User) -> Gig:
    return make_gig(
        alice,
        "live",
        title="I will film </script><b>your</b> watch",
        packages=[package(), package("standard", 30_000), package("premium", 60_000, has_captions=True)],
        extras=[{"title": "In two days", "price_minor": 5_000, "days_delta": -3}],
        faqs=[{"question": "Do you travel?", "answer": "Gladly."}],
        samples=[make_video(alice), make_video(alice)],
    )


def test_it_shows_what_one_asks_before_ordering(client: Client, gig: Gig) -> None:
    page = client.get(gig.get_absolute_url())
    text = page.content.decode()
    for part in ("€150", "€300", "€600", "In two days", "Do you travel?", "Compare packages", "5 days"):
        assert part in text
    for offer in gig.packages.all():
        assert str(offer.public_id) in text


def test_search_engines_read_data_that_cannot_break_out(client: Client, gig: Gig) -> None:
    text = client.get(gig.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert block is not None
    product = json.loads(block[1])[0]
    assert product["name"] == gig.title
    assert product["offers"]["lowPrice"] == "150.00"
    assert "aggregateRating" not in product
    assert "<b>your</b>" not in text
    assert f'<link rel="canonical" href="{product["url"]}">' in text


def test_the_stage_shows_the_film_asked_for(client: Client, gig: Gig) -> None:
    second = gig.samples.last().video
    answer = client.get(f"{gig.get_absolute_url()}?film={second.public_id}", headers={"HX-Request": "true"})
    assert second.stream_url in answer.content.decode()
    assert b"<html" not in answer.content
    assert client.get(f"{gig.get_absolute_url()}?film=nonsense").status_code == 200


@pytest.mark.parametrize("status", ["draft", "in_review", "paused"])
def test_what_is_not_live_is_its_owners_only(client: Client, login: Any, alice: User, bob: User, status: str) -> None:
    gig = make_gig(alice, status)
    assert client.get(gig.get_absolute_url()).status_code == 404
    assert login(bob).get(gig.get_absolute_url()).status_code == 404
    assert login(alice).get(gig.get_absolute_url()).status_code == 200


def test_the_button_says_why_there_is_no_order(client: Client, gig: Gig) -> None:
    CreatorProfile.objects.update(availability="away")
    text = client.get(gig.get_absolute_url()).content.decode()
    assert "Alice Moreau is away" in text
    assert "Continue" not in text


def test_eight_questions(client: Client, gig: Gig, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        client.get(gig.get_absolute_url())
