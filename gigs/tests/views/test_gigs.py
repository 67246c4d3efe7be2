"""The creator's own gigs: the form, whole and by its parts."""

from typing import Any

import pytest

from accounts.models import User
from creators.models import Category
from gigs.models import Gig
from gigs.tests.builders import DESCRIPTION, make_gig, make_video, package

pytestmark = pytest.mark.django_db
NEW = "/studio/gigs/new/"


def posted(video: Any = None, **more: Any) -> dict[str, Any]:
    """The form as a browser sends it, with one package."""
    data = {
        "title": "I will film your watch",
        "category": Category.objects.get(slug="product-films-tabletop-macro").pk,
        "tags": "Macro, watch",
        "description": DESCRIPTION,
        "currency": "EUR",
        "queue_limit": "3",
        "basic-title": "One film",
        "basic-price": "150.50",
        "basic-delivery_days": "5",
        "basic-revisions": "2",
        "basic-deliverables": "1 film, 15 s\n\n3 stills",
        "basic-aspect_ratios": ["9:16", "16:9"],
    }
    for name in ("extras", "faqs", "questions"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    if video is not None:
        data["video"] = str(video.public_id)
    return data | more


def test_a_gig_is_made_in_one_form(login: Any, alice: User) -> None:
    extras = {
        "extras-TOTAL_FORMS": "2",
        "extras-0-title": "Tomorrow",
        "extras-0-price": "40",
        "extras-0-days_delta": "-4",
    }
    questions = {
        "questions-TOTAL_FORMS": "1",
        "questions-0-text": "Which watch?",
        "questions-0-kind": "short",
        "questions-0-required": "on",
    }
    answer = login(alice).post(NEW, posted(make_video(alice), **extras, **questions))
    gig = Gig.objects.get()
    assert answer["Location"] == f"/studio/gigs/{gig.slug}/"
    offer = gig.packages.get()
    assert (offer.price_minor, offer.delivery_days, offer.revisions) == (15_050, 5, 2)
    assert offer.deliverables == ["1 film, 15 s", "3 stills"]
    assert offer.aspect_ratios == ["9:16", "16:9"]
    assert (gig.tags, gig.queue_limit, gig.status) == (["macro", "watch"], 3, "draft")
    assert (gig.extras.get().price_minor, gig.extras.get().days_delta) == (4_000, -4)
    assert gig.brief_questions.get().required
    assert gig.cover is not None


def test_save_and_publish_goes_to_review(login: Any, alice: User) -> None:
    answer = login(alice).post(NEW, posted(make_video(alice), publish="1"))
    assert answer["Location"] == "/studio/gigs/"
    assert Gig.objects.get().status == Gig.Status.IN_REVIEW


def test_what_is_missing_for_the_public_is_told_and_the_draft_kept(login: Any, alice: User) -> None:
    page = login(alice).post(NEW, posted(publish="1"), follow=True)
    assert Gig.objects.get().status == Gig.Status.DRAFT
    assert b"Add a film" in page.content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"basic-price": "4"}, "Between €5 and €50,000"),
        ({"basic-price": "abc"}, "Enter an amount"),
        ({"basic-price": "10.505"}, "Enter an amount"),
        ({"basic-price": ""}, "Price: This field is required"),
        ({"basic-delivery_days": "0"}, "Between 1 and 180"),
        ({"tags": "a,b,c,d,e,f"}, "at most"),
        ({"standard-offered": "on", "standard-title": "More"}, "Standard: Price: This field is required"),
        ({"category": "1"}, "Select a valid choice"),
    ],
)
def test_mistakes_are_told_and_input_is_kept(login: Any, alice: User, change: dict, sentence: str) -> None:
    page = login(alice).post(NEW, posted(**{"description": "Kept words.", **change}))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Kept words." in page.content.decode()
    assert not Gig.objects.exists()


def test_somebody_elses_film_is_refused(login: Any, alice: User, carol: User) -> None:
    page = login(alice).post(NEW, posted(make_video(carol)))
    assert page.status_code == 422
    assert b"upload it again" in page.content
    assert not Gig.objects.exists()


def test_what_is_typed_in_a_tier_that_is_not_offered_is_no_mistake(login: Any, alice: User) -> None:
    login(alice).post(NEW, posted(**{"premium-price": "abc", "premium-title": "x"}))
    assert Gig.objects.get().packages.get().tier == "basic"


def test_one_more_row_keeps_what_was_typed_and_scolds_nobody(login: Any, alice: User) -> None:
    page = login(alice).post(NEW, posted(title="", add="faqs"))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="faqs-0-question"' in text
    assert 'value="150.50"' in text
    assert "This field is required" not in text
    assert not Gig.objects.exists()


@pytest.mark.parametrize("total", ["x", "-1", "99999", ""])
def test_a_tampered_row_count_is_no_error(login: Any, alice: User, total: str) -> None:
    assert login(alice).post(NEW, posted(**{"extras-TOTAL_FORMS": total, "add": "extras"})).status_code == 200
    assert login(alice).post(NEW, posted(**{"extras-TOTAL_FORMS": total})).status_code in (302, 422)


def test_no_column_but_those_of_the_form_is_written(login: Any, alice: User, carol: User) -> None:
    theirs = make_gig(carol)
    login(alice).post(
        NEW,
        posted(
            status="live",
            rating_average="5",
            rating_count="9",
            creator=theirs.creator_id,
            from_minor="1",
            published_at="2020-01-01",
        ),
    )
    gig = Gig.objects.get(creator__user=alice)
    assert (gig.status, gig.rating_count, gig.from_minor, gig.published_at) == ("draft", 0, 15_050, None)


def test_editing_shows_and_keeps_every_part(login: Any, alice: User) -> None:
    gig = make_gig(
        alice,
        packages=[package(), package("premium", 99_900)],
        extras=[{"title": "Captions", "price_minor": 2_000}],
        faqs=[{"question": "When?", "answer": "Soon."}],
    )
    text = login(alice).get(f"/studio/gigs/{gig.slug}/").content.decode()
    for part in ('value="150"', 'value="999"', "Captions", "Soon."):
        assert part in text


def test_a_gig_in_review_is_read_not_changed(login: Any, alice: User) -> None:
    gig = make_gig(alice, "in_review")
    assert login(alice).get(f"/studio/gigs/{gig.slug}/").status_code == 200
    assert login(alice).post(f"/studio/gigs/{gig.slug}/", posted(make_video(alice), title="Other")).status_code == 409
    gig.refresh_from_db()
    assert gig.title != "Other"


def test_the_list_asks_few_questions(login: Any, alice: User, django_assert_max_num_queries: Any) -> None:
    for status in ("draft", "live", "paused"):
        make_gig(alice, status)
    client = login(alice)
    client.get("/studio/gigs/")
    with django_assert_max_num_queries(10):
        assert client.get("/studio/gigs/").status_code == 200


@pytest.mark.parametrize("url", [NEW, "/studio/gigs/", "/studio/profile/", "/studio/portfolio/"])
def test_only_creators_have_a_studio(client: Any, login: Any, bob: User, url: str) -> None:
    assert client.get(url).status_code == 302
    assert login(bob).get(url).status_code == 302
    assert login(bob).post(url).status_code == 403


def test_a_strangers_gig_is_not_there(login: Any, alice: User, carol: User) -> None:
    gig = make_gig(alice, "live")
    for address in ("", "publication/", "pause/", "resumption/", "withdrawal/"):
        assert login(carol).post(f"/studio/gigs/{gig.slug}/{address}").status_code == 404
    gig.refresh_from_db()
    assert gig.is_live
