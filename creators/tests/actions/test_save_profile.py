"""Saving a profile."""

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile
from creators.actions.save_profile import ProfileContent, save_profile
from creators.models import Skill
from reelbyte import policy
from reelbyte.errors import Refused

pytestmark = pytest.mark.django_db


def test_it_writes_columns_skills_and_languages(alice: User) -> None:
    skills = list(Skill.objects.all()[:3])
    profile = save_profile(
        open_profile(alice), ProfileContent({"headline": "Macro films"}, skills, [("fr", "native"), ("en", "fluent")])
    )
    save_profile(profile, ProfileContent({}, skills[:1], [("en", "native")]))
    profile.refresh_from_db()
    assert profile.headline == "Macro films"
    assert list(profile.skills.all()) == skills[:1]
    assert [(row.code, row.level) for row in profile.languages.all()] == [("en", "native")]


def test_a_taken_handle_is_refused_in_words(alice: User, carol: User) -> None:
    open_profile(alice)
    with pytest.raises(Refused, match="taken"):
        save_profile(open_profile(carol), ProfileContent({"handle": "alice-moreau"}))


def test_too_many_skills_are_refused(alice: User) -> None:
    with pytest.raises(Refused):
        save_profile(open_profile(alice), ProfileContent({}, list(Skill.objects.all()[: policy.SKILLS_MAXIMUM + 1])))


def test_counted_columns_are_not_for_forms(alice: User) -> None:
    with pytest.raises(ValueError, match="not for a form"):
        save_profile(open_profile(alice), ProfileContent({"rating_average": 5}))
