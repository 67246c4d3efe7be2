"""The front page of the desk: what waits, for whoever may see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.actions.enrol_totp import enrol_totp
from accounts.models import User
from gigs.tests.builders import make_gig
from moderation import queues, targets
from moderation.actions.report import report
from reelbyte import clock
from support.actions.open_ticket import open_ticket

pytestmark = pytest.mark.django_db


def test_everything_that_waits_with_the_age_of_the_oldest(
    alice: User, bob: User, dave: User, mod: User, django_assert_num_queries: Any
) -> None:
    mod.groups.add(Group.objects.get(name="moderator"))
    begun = clock.now() - timedelta(days=3)
    with clock.at(begun):
        gig = make_gig(alice, "live")
        report(bob, targets.KINDS["gig"], gig, rule="stolen")
    report(dave, targets.KINDS["gig"], gig, rule="spam")
    make_gig(alice, "in_review")
    open_ticket(user=bob, category="other", subject="Hello", text="Is anybody there?")
    assert mod.has_perm("moderation.view_report")
    with django_assert_num_queries(1):
        shown = {str(row.title): row for row in queues.waiting(mod)}
    assert (shown["Reports"].count, shown["Reports"].oldest) == (2, begun)
    assert shown["Gigs in review"].count == 1
    assert shown["Questions"].count == 1
    assert (shown["Appeals"].count, shown["Appeals"].oldest) == (0, None)


def test_each_group_sees_its_own(mod: User) -> None:
    mod.groups.add(Group.objects.get(name="finance"))
    titles = {str(row.title) for row in queues.waiting(mod)}
    assert "Payments in quarantine" in titles
    assert "Reports" not in titles


def test_every_queue_leads_to_a_desk_that_opens_narrowed(
    mod: User, login: Any, django_assert_max_num_queries: Any
) -> None:
    for name in ("moderator", "finance", "support"):
        mod.groups.add(Group.objects.get(name=name))
    enrol_totp(mod, "JBSWY3DPEHPK3PXP")
    desk = login(mod)
    desk.get(reverse("admin:index"))
    with django_assert_max_num_queries(12):
        page = desk.get(reverse("admin:index")).content.decode()
    for queue in queues.QUEUES:
        assert queue.url in page
        # A filter the desk does not know is answered by a redirect.
        assert desk.get(queue.url).status_code == 200, queue.url
