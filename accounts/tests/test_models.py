"""People: what the database refuses, and what is derived."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from accounts.actions.block import block, unblock
from accounts.models import ClientProfile, User
from accounts.visibility import blocked_between

pytestmark = pytest.mark.django_db


def test_one_address_is_one_person_however_typed(alice: User) -> None:
    assert User.objects.create_user("Bob@Example.com").email == "bob@example.com"
    with pytest.raises(IntegrityError, match="user_email_once"):
        User.objects.bulk_create([User(email="ALICE@example.com")])


def test_nobody_wears_a_hat_they_do_not_own(alice: User) -> None:
    with pytest.raises(IntegrityError, match="user_active_role_owned"):
        User.objects.filter(pk=alice.pk).update(active_role="client")


@pytest.mark.parametrize(
    ("status", "may"),
    [
        ("active", True),
        ("limited", True),
        ("suspended", False),
        ("banned", False),
        ("closed", False),
    ],
)
def test_who_may_sign_in_follows_from_the_status(alice: User, status: str, may: bool) -> None:
    alice.status = status
    alice.save(update_fields=["status"])
    assert alice.is_active is may
    assert User.objects.filter(pk=alice.pk, is_active=may).exists()


def test_a_company_has_a_name(bob: User) -> None:
    with pytest.raises(IntegrityError, match="client_profile_company_named"):
        ClientProfile.objects.create(user=bob, kind="company")


def test_a_name_is_shown_and_never_the_address() -> None:
    assert "example" not in User(email="someone@example.com").display_name


def test_a_block_hides_both_from_each_other_only(alice: User, bob: User, carol: User) -> None:
    block(alice, bob)
    assert bob not in User.objects.visible_to(alice)
    assert alice not in User.objects.visible_to(bob)
    assert {alice, bob} <= set(User.objects.visible_to(carol))
    assert blocked_between(bob, alice)
    unblock(alice, bob)
    assert alice in User.objects.visible_to(bob)


def test_the_suspended_are_hidden_from_everybody(alice: User, bob: User) -> None:
    User.objects.filter(pk=alice.pk).update(status="suspended")
    assert alice not in User.objects.visible_to(bob)
    assert alice not in User.objects.visible_to(AnonymousUser())
