"""What staff see of people, and how little they can do by hand."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.actions.block import block
from accounts.actions.enrol_totp import enrol_totp
from accounts.models import ClientProfile, User
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def desk(mod: User, login: Any) -> Any:
    mod.groups.add(Group.objects.get(name="moderator"))
    enrol_totp(mod, SECRET)
    return login(mod)


@pytest.fixture
def root(login: Any, db: None) -> Any:
    person = User.objects.create_superuser("root@example.com", name="Root")
    enrol_totp(person, SECRET)
    return login(person)


def test_every_list_and_page_is_readable(root: Any, alice: User, bob: User) -> None:
    ClientProfile.objects.create(user=bob, kind="company", company_name="Ropeworks")
    block(alice, bob)
    for path in (
        "accounts/user/",
        f"accounts/user/{bob.pk}/change/",
        "accounts/clientprofile/",
        "accounts/block/",
        "account/emailaddress/",
        "mfa/authenticator/",
        "usersessions/usersession/",
        "notifications/notification/",
        "notifications/delivery/",
        "accounts/user/?q=alice",
    ):
        assert root.get(f"/admin/{path}").status_code == 200, path


def test_a_secret_is_never_shown(root: Any) -> None:
    person = User.objects.get(email="root@example.com")
    row = person.authenticator_set.get()
    html = root.get(f"/admin/mfa/authenticator/{row.pk}/change/").content.decode()
    assert row.data["secret"] not in html
    assert SECRET not in html


def test_a_moderator_reads_and_does_not_write(desk: Any, alice: User, mod: User) -> None:
    assert desk.get(f"/admin/accounts/user/{alice.pk}/change/").status_code == 200
    answer = desk.post(f"/admin/accounts/user/{mod.pk}/change/", {"is_superuser": "on", "name": "Boss"})
    assert answer.status_code == 403
    mod.refresh_from_db()
    assert not mod.is_superuser


def test_suspending_takes_a_reason_and_is_recorded(desk: Any, alice: User) -> None:
    form = {"action": "suspend", "_selected_action": [alice.pk]}
    desk.post("/admin/accounts/user/", {**form, "reason": ""})
    alice.refresh_from_db()
    assert alice.is_active
    desk.post("/admin/accounts/user/", {**form, "reason": "fake reviews"})
    alice.refresh_from_db()
    assert not alice.is_active
    assert AuditEntry.objects.get(action="accounts.suspended").reason == "fake reviews"
    desk.post("/admin/accounts/user/", {**form, "action": "reinstate", "reason": "appeal upheld"})
    alice.refresh_from_db()
    assert alice.is_active


def test_support_cannot_sanction(login: Any, mod: User, alice: User) -> None:
    mod.groups.add(Group.objects.get(name="support"))
    enrol_totp(mod, SECRET)
    form = {"action": "suspend", "_selected_action": [alice.pk], "reason": "grudge"}
    login(mod).post("/admin/accounts/user/", form)
    alice.refresh_from_db()
    assert alice.is_active
