"""The creator's own page."""

from typing import Any

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile, Skill

pytestmark = pytest.mark.django_db
URL = "/studio/profile/"


def posted(**more: Any) -> dict[str, Any]:
    return {
        "handle": "@Alice",
        "headline": "Macro films",
        "bio": "I film small things.",
        "location": "Lyon",
        "skills": list(Skill.objects.values_list("pk", flat=True)[:2]),
        "currency": "EUR",
        "hourly": "85",
        "project": "",
        "availability": "available",
        "link_vimeo": "https://vimeo.com/alice",
        "languages-TOTAL_FORMS": "2",
        "languages-INITIAL_FORMS": "0",
        "languages-0-code": "fr",
        "languages-0-level": "native",
        "languages-1-code": "",
        "languages-1-level": "fluent",
        **more,
    }


def test_the_first_visit_opens_a_profile(login: Any, alice: User) -> None:
    assert login(alice).get(URL).status_code == 200
    assert CreatorProfile.objects.get().handle == "alice-moreau"


def test_it_saves(login: Any, alice: User) -> None:
    assert login(alice).post(URL, posted())["Location"] == URL
    profile = CreatorProfile.objects.get()
    assert (profile.handle, profile.hourly_minor, profile.project_minor) == ("alice", 8_500, None)
    assert profile.links == {"vimeo": "https://vimeo.com/alice"}
    assert profile.skills.count() == 2
    assert [(row.code, row.level) for row in profile.languages.all()] == [("fr", "native")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"handle": "admin"}, "taken by the house"),
        ({"handle": "carol-adeyemi"}, "That handle is taken"),
        ({"headline": ""}, "required"),
        ({"hourly": "-5"}, "Enter more than nothing"),
        ({"hourly": "60000"}, "more than can be charged"),
        ({"link_vimeo": "javascript:alert(1)"}, "https://"),
        ({"link_youtube": "https://vimeo.com/1"}, "youtube.com"),
        ({"availability": "from_date"}, "from which day"),
        ({"availability": "from_date", "available_from": "2001-01-01"}, "not passed"),
        ({"languages-1-code": "fr"}, "once"),
        ({"availability": "maybe"}, "valid choice"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    login: Any, alice: User, carol: User, change: dict, sentence: str
) -> None:
    open_profile(carol)
    page = login(alice).post(URL, posted(**change))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert CreatorProfile.objects.get(user=alice).headline == ""


def test_one_more_language(login: Any, alice: User) -> None:
    page = login(alice).post(URL, posted(add="languages", headline=""))
    assert page.status_code == 200
    assert b'name="languages-2-code"' in page.content
    assert b"required" not in page.content.split(b"languages-2-code")[0][-200:]


@pytest.mark.parametrize("total", ["x", "-1", "99999", ""])
def test_a_tampered_row_count_is_no_error(login: Any, alice: User, total: str) -> None:
    tampered = {"languages-TOTAL_FORMS": total}
    assert login(alice).post(URL, posted(add="languages", **tampered)).status_code == 200
    assert login(alice).post(URL, posted(**tampered)).status_code in (302, 422)


def test_counted_columns_cannot_be_posted(login: Any, alice: User) -> None:
    login(alice).post(URL, posted(rating_average="5", rating_count="99", finished_count="7", user="1"))
    profile = CreatorProfile.objects.get()
    assert (profile.rating_count, profile.finished_count, profile.user) == (0, 0, alice)
