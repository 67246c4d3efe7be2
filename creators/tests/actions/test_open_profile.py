"""Opening a profile happens once."""

import pytest

from accounts.models import User
from creators.actions.open_profile import open_profile

pytestmark = pytest.mark.django_db


def test_it_opens_once_with_a_handle_from_the_name(alice: User) -> None:
    profile = open_profile(alice)
    assert profile.handle == "alice-moreau"
    assert open_profile(alice) == profile


def test_a_taken_handle_gives_another(alice: User, carol: User) -> None:
    carol.name = "Alice Moreau"
    assert open_profile(alice).handle != open_profile(carol).handle
