"""What staff take down by a report is gone for everybody but its owner, and back when they were wrong."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse

from accounts.models import User
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile
from creators.queries import films_to_add
from discovery.access import watchable_films
from gigs.models import Gig
from gigs.tests.builders import make_gig, make_video, package
from moderation import targets
from moderation.actions.appeal import lift
from moderation.actions.decide_report import uphold
from moderation.actions.report import report
from moderation.models import Report, Sanction
from reelbyte import outbox
from reelbyte.errors import Refused
from reelbyte.models import AuditEntry, OutboxMessage
from reviews.actions.write_review import write_review
from reviews.models import Review
from reviews.queries import summary
from reviews.tests.conftest import STARS_FOR_CLIENT, STARS_FOR_CREATOR, make_ended
from videos.actions.delete_video import delete_video
from videos.models import Video

pytestmark = pytest.mark.django_db


def taken_down(kind: str, ref: Any, reporter: User, mod: User) -> Sanction:
    """Somebody who sees it reports it, and it is upheld."""
    target = targets.KINDS[kind]
    thing = target.find(str(ref), reporter)
    assert thing is not None
    report(reporter, target, thing, rule="abuse")
    made = Report.objects.get(status="open")
    uphold(made, staff=mod, decision="It insults.", take_down=True)
    return Sanction.objects.get(report=made)


def test_a_review_counts_for_nothing_until_it_is_given_back(alice: User, bob: User, mod: User, login: Any) -> None:
    gig = make_gig(alice, "live")
    for client, words in ((bob, "She is a fool."), (bob, "Good.")):
        contract = make_ended(client, gig)
        good = words == "Good."
        write_review(
            contract, client, stars=STARS_FOR_CREATOR if good else dict.fromkeys(STARS_FOR_CREATOR, 1), text=words
        )
        write_review(contract, alice, stars=STARS_FOR_CLIENT)
    bad = Review.objects.get(text="She is a fool.")
    profile = CreatorProfile.objects.get(user=alice)
    before = (profile.rating_average, profile.rating_count)
    made = taken_down("review", bad.public_id, alice, mod)
    assert made.user == bob
    profile.refresh_from_db()
    gig.refresh_from_db()
    assert (float(profile.rating_average), profile.rating_count) == (4.67, 1)
    assert (float(gig.rating_average), gig.rating_count) == (4.67, 1)
    assert summary(alice).count == 1
    assert "She is a fool." not in login(alice).get(profile.get_absolute_url()).content.decode()
    assert "She is a fool." not in login(alice).get(bad.get_absolute_url()).content.decode()
    own = login(bob).get(bad.get_absolute_url()).content.decode()
    assert "She is a fool." in own
    assert "Taken down by our staff" in own
    assert AuditEntry.objects.filter(action="reviews.taken_down", reason="It insults.").exists()
    lift(made, staff=mod, answer="It is an opinion.")
    profile.refresh_from_db()
    assert (profile.rating_average, profile.rating_count) == before
    assert AuditEntry.objects.filter(action="reviews.restored").exists()


def test_a_film_is_watched_by_nobody_else_and_shown_nowhere_else(alice: User, bob: User, mod: User, login: Any) -> None:
    profile = open_profile(alice)
    film = make_video(alice, "portfolio")
    for rendition in film.renditions.all():
        storages["public"].save(rendition.key, ContentFile(b"a film"))
    item = add_item(profile, film, title="Harbour at six")
    OutboxMessage.objects.all().delete()
    made = taken_down("film", item.public_id, bob, mod)
    assert made.what == "Harbour at six"
    assert not watchable_films(bob).exists()
    assert OutboxMessage.objects.filter(topic="discovery.document", payload={"person": alice.pk}).exists()
    outbox.drain()
    film.refresh_from_db()
    kept = list(film.renditions.all())
    assert {rendition.storage for rendition in kept} == {"private"}
    assert not any(storages["public"].exists(rendition.key) for rendition in kept)
    hers = login(alice)
    page = hers.get(reverse("creators:portfolio-item-edit", args=[item.public_id])).content.decode()
    assert "/video/" in page or "mp4" in page
    assert "taken down" in hers.get(reverse("creators:portfolio")).content.decode()
    item.delete()
    assert films_to_add(profile) == []
    lift(made, staff=mod, answer="We were wrong.")
    outbox.drain()
    film.refresh_from_db()
    assert film.status == "ready"
    assert {rendition.storage for rendition in film.renditions.all()} == {"public"}
    assert films_to_add(profile) == [film]


def test_a_gig_shows_its_next_film_and_takes_no_orders_without_one(alice: User, bob: User, mod: User) -> None:
    first, second = make_video(alice), make_video(alice)
    gig = make_gig(alice, "live", samples=[first, second], packages=[package()])
    taken_down("sample", first.public_id, bob, mod)
    gig.refresh_from_db()
    assert (gig.status, gig.cover) == (Gig.Status.LIVE, second)
    taken_down("sample", second.public_id, bob, mod)
    gig.refresh_from_db()
    assert gig.status == Gig.Status.PAUSED
    # It is still its owner's: they may take it away for good.
    gig.samples.all().delete()
    delete_video(alice, first.public_id)
    assert not Video.objects.filter(pk=first.pk).exists()


def test_a_job_that_staff_closed_is_not_opened_again_by_its_client(bob: User, alice: User, mod: User) -> None:
    from jobs.actions.reopen import reopen
    from jobs.tests.builders import make_job

    job = make_job(bob, "open")
    made = taken_down("job", job.slug, alice, mod)
    job.refresh_from_db()
    with pytest.raises(Refused, match="staff"):
        reopen(job, actor=bob)
    lift(made, staff=mod, answer="It is a real one.")
    job.refresh_from_db()
    assert job.is_open
