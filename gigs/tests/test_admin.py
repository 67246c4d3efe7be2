"""The desk for gigs."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from gigs.models import Gig
from gigs.tests.builders import make_gig, package

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(mod: Any, login: Any) -> Any:
    """A moderator's browser, with the rights of their group and a second factor."""
    mod.groups.add(Group.objects.get(name="moderator"))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    return login(mod)


def test_one_click_approves_and_a_reason_sends_back(alice: User, desk: Any) -> None:
    first, second = make_gig(alice, "in_review"), make_gig(alice, "in_review")
    page = desk.get(reverse("admin:gigs_gig_change", args=[first.pk]))
    assert b"Approve" in page.content
    desk.post(reverse("admin:gigs_gig_approval", args=[first.pk]))
    url = reverse("admin:gigs_gig_rejection", args=[second.pk])
    assert desk.post(url, {"reason": " "}).status_code == 422
    desk.post(url, {"reason": "The price is in the film."})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Gig.Status.LIVE, Gig.Status.DRAFT)
    assert second.events.get().reason == "The price is in the film."


def test_without_the_right_nothing_is_decided(alice: User, mod: Any, login: Any) -> None:
    gig = make_gig(alice, "in_review")
    mod.user_permissions.add(Permission.objects.get(codename="view_gig"))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    login(mod).post(reverse("admin:gigs_gig_approval", args=[gig.pk]))
    gig.refresh_from_db()
    assert gig.status == Gig.Status.IN_REVIEW


def test_lists_are_readable_and_searchable(alice: User, desk: Any) -> None:
    gig = make_gig(alice, "live", packages=[package()])
    for url in ("admin:gigs_gig_changelist", "admin:gigs_package_changelist", "admin:gigs_gigevent_changelist"):
        assert desk.get(reverse(url), {"q": "film"}).status_code == 200
    page = desk.get(reverse("admin:gigs_package_change", args=[gig.packages.get().pk]))
    assert "€150.00" in page.content.decode()


def test_moderators_get_their_rights_by_their_group() -> None:
    rights = Group.objects.get(name="moderator").permissions.values_list("codename", flat=True)
    assert {"review_gig", "view_gig", "view_creatorprofile", "change_skill"} <= set(rights)
