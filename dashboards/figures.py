"""How it goes: the few numbers of one side of a person, and their twelve months as bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from contracts import queries as contracts
from contracts.transitions import Party
from gigs import queries as gigs
from jobs.models import Job
from payments import queries as payments
from reelbyte.charts import DATED_EVERY, Chart, chart, money_chart, weeks


@dataclass(frozen=True)
class Figure:
    """One number that matters, and the page that tells more about it."""

    label: str
    value: Any
    icon: str
    url: str
    more: str = ""


@dataclass(frozen=True)
class Figures:
    """`charts`: one of each currency that moved in the last twelve months.

    `interest`: people who looked at a creator's gigs, by week, with the orders of that week as marks.
    """

    numbers: list[Figure]
    charts: list[Chart]
    interest: Chart | None = None


def figures(user: User) -> Figures:
    """Of the role that `user` is in now. Nine queries for a creator, five for a client."""
    live = contracts.counts(user)
    if user.acts_as_creator:
        numbers = [_contracts(live[Party.CREATOR]), *_earned(user)]
        return Figures(numbers, _charts(payments.earned_by_month(user)), _interest(user))
    numbers = [_contracts(live[Party.CLIENT]), _jobs(user), *_spent(user)]
    return Figures(numbers, _charts(payments.spent_by_month(user)))


def _earned(user: User) -> Iterator[Figure]:
    url = reverse("payments:earnings")
    for purse in payments.earnings(user):
        yield Figure(_("Available"), purse.available, "wallet", url, _("ready to withdraw"))
        yield Figure(_("In escrow"), purse.in_escrow, "shield-check", url, _("until accepted"))


def _spent(user: User) -> Iterator[Figure]:
    url = reverse("payments:transaction-list")
    for spent in payments.spending(user):
        if spent.in_escrow:
            yield Figure(_("In escrow"), spent.in_escrow, "shield-check", url, _("yours until you accept"))
        yield Figure(_("Paid to creators"), spent.released, "hand-coins", url)


def _jobs(user: User) -> Figure:
    jobs = Job.objects.owned_by(user).filter(status=Job.Status.OPEN)
    count, proposals = jobs.aggregate(count=Count("pk"), proposals=Sum("proposal_count", default=0)).values()
    more = ngettext("%(count)d proposal", "%(count)d proposals", proposals) % {"count": proposals}
    return Figure(_("Open jobs"), count, "briefcase", reverse("jobs:job-mine"), more if count else "")


def _charts(moved: dict[str, payments.Months]) -> list[Chart]:
    return [money_chart(months) for months in moved.values()]


def _interest(user: User) -> Chart | None:
    views = gigs.views_by_week(user, weeks())
    if not any(people for _week, people in views):
        return None
    return chart(views, marks=contracts.orders_by_week(user, views[0][0]), every=DATED_EVERY)


def _contracts(live: int) -> Figure:
    return Figure(_("Live contracts"), live, "handshake", reverse("contracts:contract-list"))
