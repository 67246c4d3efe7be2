"""Staff groups have least rights, and never a way around an action."""

import pytest
from django.contrib.auth.models import Group

from accounts import groups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", groups.GROUPS)
def test_a_group_has_exactly_what_apps_granted(name: str) -> None:
    held = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=name).permissions.select_related("content_type")
    }
    assert held == groups.granted(name)
    assert "accounts.view_user" in held


def test_no_group_may_write_a_person(mod: object) -> None:
    for name in groups.GROUPS:
        assert not {"accounts.add_user", "accounts.change_user", "accounts.delete_user"} & groups.granted(name)
