"""The charts of the front page: true to the rows, a currency at a time, for whoever may read those."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from contracts.actions.order import place_order
from contracts.tests import conftest as work
from contracts.tests.conftest import wire  # noqa: F401 - a fixture
from gigs.actions.review import approve
from gigs.actions.submit import submit_for_review
from gigs.tests.builders import make_gig
from moderation import insight, targets
from moderation.actions.decide_report import dismiss
from moderation.actions.report import report
from payments import demo
from payments.models import Account
from reelbyte import clock
from reelbyte.money import Money
from support.actions.answer_ticket import answer_as_staff
from support.actions.open_ticket import open_ticket

pytestmark = pytest.mark.django_db


def values(user: User, title: str) -> list[Any]:
    found = [figure for figure in insight.figures(user) if figure.title == title]
    return [bar.value for bar in found[0].chart.bars]


def test_money_is_where_it_was_at_the_end_of_each_week(alice: User, bob: User, mod: User) -> None:
    mod.groups.add(Group.objects.get(name="finance"))
    now = clock.now()
    with clock.at(now - timedelta(weeks=5)):
        package = work.make_gig(alice).packages.get()
        order = place_order(bob, package, order_key=uuid4(), seen=Money(30_000, "EUR"))
        milestone = order.milestones.get()
        work.pay(milestone)
        work.answer(milestone)
    work.hand_over(work.fresh(milestone))
    work.take(work.fresh(milestone))
    demo.settle()
    assert Account.objects.filter(kind="escrow", balance__gt=0).count() == 0
    none, paid = Money(0, "EUR"), Money(30_000, "EUR")
    assert values(mod, "Gross volume") == [none] * 6 + [paid] + [none] * 5
    assert values(mod, "In escrow") == [none] * 6 + [paid] * 5 + [none]


def test_what_waited_is_as_old_as_it_was_then(alice: User, bob: User, dave: User, mod: User) -> None:
    mod.groups.add(Group.objects.get(name="moderator"))
    made = make_gig(alice, "live")
    weeks = insight.weeks()
    with clock.at(weeks[1] + timedelta(hours=3)):
        asked = open_ticket(user=bob, category="other", subject="Hello", text="Is anybody there?")
    with clock.at(weeks[2] + timedelta(hours=4)):
        answer_as_staff(mod, asked, "Yes.")
        handed_in = submit_for_review(make_gig(alice, "draft"), actor=alice)
    with clock.at(weeks[3] + timedelta(hours=1)):
        approve(handed_in, actor=mod)
        first = report(bob, targets.KINDS["gig"], made, rule="stolen")
    with clock.at(weeks[6] + timedelta(hours=2)):
        dismiss(first, staff=mod, decision="It is hers.")
        report(dave, targets.KINDS["gig"], made, rule="spam")
    ages = [age.length for age in values(mod, "Longest wait")]
    week = timedelta(weeks=1)
    assert ages[:3] == [timedelta(), week - timedelta(hours=3), week - timedelta(hours=4)]
    assert [age.queue for age in values(mod, "Longest wait")[1:4]] == ["Questions", "Gigs in review", "Reports"]
    assert ages[3:6] == [week * count - timedelta(hours=1) for count in (1, 2, 3)]
    assert ages[6:11] == [week * count - timedelta(hours=2) for count in (1, 2, 3, 4, 5)]
    assert str(values(mod, "Longest wait")[7]) == "1\xa0week, 6\xa0days (Reports)"


def test_everybody_sees_what_they_may(mod: User, django_assert_max_num_queries: Any) -> None:
    seen = {}
    for name in ("moderator", "finance", "support"):
        mod.groups.set([Group.objects.get(name=name)])
        person = User.objects.get(pk=mod.pk)
        person.get_all_permissions()
        with django_assert_max_num_queries(6):
            seen[name] = {figure.title for figure in insight.figures(person)}
    money, disputes = {"Gross volume", "In escrow"}, {"Disputes opened", "Disputes decided by staff"}
    assert money <= seen["finance"]
    assert not disputes & seen["finance"]
    assert disputes <= seen["moderator"]
    assert not money & seen["moderator"]
