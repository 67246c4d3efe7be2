"""A film that something shows, or that was delivered, is not deleted from under it."""

from typing import Any

import pytest
from django.db import IntegrityError

from contracts.models import Milestone
from contracts.tests.conftest import film
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.models import PortfolioItem
from gigs.models import Gig, GigSample
from reelbyte.errors import Refused
from reelbyte.testing.races import race
from videos.actions.delete_video import delete_video
from videos.models import Video


def in_a_portfolio(alice: Any) -> Video:
    return add_item(open_profile(alice), film(alice, purpose="portfolio"), title="Reel").video


@pytest.mark.django_db
def test_in_a_portfolio(alice: Any) -> None:
    refused(alice, in_a_portfolio(alice), "portfolio item")


@pytest.mark.django_db
def test_a_gigs_cover_and_sample(gig: Gig, alice: Any) -> None:
    refused(alice, gig.cover, "gig")
    sample = GigSample.objects.create(gig=gig, video=film(alice, purpose="sample"), position=0)
    refused(alice, sample.video, "sample")


@pytest.mark.django_db
def test_delivered(submitted: Milestone, alice: Any) -> None:
    refused(alice, Video.objects.get(delivery_link__delivery__milestone=submitted), "delivered video")


@pytest.mark.django_db
def test_taken_out_of_the_portfolio_it_can_go(alice: Any) -> None:
    video = in_a_portfolio(alice)
    PortfolioItem.objects.all().delete()
    delete_video(alice, video.public_id)
    assert not Video.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_put_to_use_as_it_is_deleted_one_of_the_two_happens(alice: Any) -> None:
    profile = open_profile(alice)
    for _ in range(5):
        video = film(alice, purpose="portfolio")
        used, deleted = race(
            lambda video=video: add_item(profile, video, title="Reel"),
            lambda video=video: delete_video(alice, video.public_id),
        )
        assert isinstance(used, IntegrityError) != isinstance(deleted, Refused)
        assert PortfolioItem.objects.filter(video_id=video.pk).exists() == isinstance(deleted, Refused)
        assert Video.objects.filter(pk=video.pk).exists() == isinstance(deleted, Refused)


def refused(owner: Any, video: Video, where: str) -> None:
    with pytest.raises(Refused, match=where):
        delete_video(owner, video.public_id)
    assert Video.objects.filter(pk=video.pk).exists()
