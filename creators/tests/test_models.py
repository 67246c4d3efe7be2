"""What the database refuses, and who sees whom."""

import pytest
from django.db import IntegrityError, transaction

from accounts.actions.block import block
from accounts.models import User
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"availability": "from_date"},
        {"availability": "maybe"},
        {"hourly_minor": 0},
        {"project_minor": -5},
        {"currency": "eur"},
        {"rating_average": 4},
        {"rating_count": 2},
    ],
)
def test_columns_that_make_no_sense_are_refused(alice: User, columns: dict) -> None:
    profile = open_profile(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreatorProfile.objects.filter(pk=profile.pk).update(**columns)


def test_a_handle_is_one_persons_in_any_case(alice: User, carol: User) -> None:
    open_profile(alice)
    profile = open_profile(carol)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreatorProfile.objects.filter(pk=profile.pk).update(handle="Alice-Moreau")


@pytest.mark.parametrize(
    ("visibility", "anonymous", "member"), [("public", True, True), ("members", False, True), ("hidden", False, False)]
)
def test_who_opens_a_profile(alice: User, bob: User, visibility: str, anonymous: bool, member: bool) -> None:
    profile = open_profile(alice)
    User.objects.filter(pk=alice.pk).update(profile_visibility=visibility)
    alice.refresh_from_db()
    assert CreatorProfile.objects.visible_to(None).contains(profile) == anonymous
    assert CreatorProfile.objects.visible_to(bob).contains(profile) == member
    assert CreatorProfile.objects.visible_to(alice).contains(profile)


def test_a_block_hides(alice: User, bob: User, dave: User) -> None:
    profile = open_profile(alice)
    block(alice, bob)
    assert not CreatorProfile.objects.visible_to(bob).contains(profile)
    assert CreatorProfile.objects.visible_to(dave).contains(profile)
