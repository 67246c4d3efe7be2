"""How the market did in the last twelve weeks, as charts: each shown to whoever may read the rows it counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncWeek
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.models import User
from contracts.disputes import DisputeStatus
from contracts.models import Dispute
from moderation.queues import QUEUES
from payments.models import Account, Entry, PaymentIntent
from reelbyte import clock, policy
from reelbyte.charts import DATED_EVERY, WEEKS, Chart, chart, money_chart, weeks
from reelbyte.money import Money


@dataclass(frozen=True)
class Figure:
    """One chart: `said` is its sum or how it stands now, `note` what that is of."""

    title: str
    said: Any
    note: str
    chart: Chart

    @property
    def label(self) -> str:
        return f"{self.title}: {self.said} {self.note}"


@dataclass(frozen=True)
class Age:
    """How long the oldest of what waited had waited, and where it was."""

    length: timedelta
    words: str = "–"
    queue: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({self.queue})" if self.queue else self.words

    def __int__(self) -> int:
        return int(self.length.total_seconds())


def figures(user: Any) -> list[Figure]:
    """Every chart this person may see. Six queries at most."""
    return [figure for right, made in SOURCES if not right or user.has_perm(right) for figure in made(user)]


def _joined(user: Any) -> list[Figure]:
    members = User.objects.filter(is_staff=False)
    return [_counted(_("Sign-ups"), dict(_by_week(members, "date_joined").annotate(total=Count("pk"))))]


def _volume(user: Any) -> list[Figure]:
    """What clients have paid; not what was sent back at once because nothing was to be paid any more."""
    paid = _by_week(PaymentIntent.objects.filter(status=PaymentIntent.Status.FUNDED), "paid_at", "currency")
    sums = {(week, code): total for week, code, total in paid.annotate(total=Sum("amount_minor"))}
    found = []
    for code in _currencies(code for _week, code in sums):
        bars = money_chart([(week, Money(sums.get((week, code), 0), code)) for week in weeks()], every=DATED_EVERY)
        found.append(Figure(_("Gross volume"), bars.total, _("paid in twelve weeks"), bars))
    return found


def _escrow(user: Any) -> list[Figure]:
    """What is held now, and back from there: what was held at a week's end is what came and went since taken off."""
    held = Account.objects.filter(kind=Account.Kind.ESCROW).order_by().values_list("currency")
    now = dict(held.annotate(total=Sum("balance")).filter(total__gt=0))
    moved = _by_week(Entry.objects.filter(account__kind=Account.Kind.ESCROW), "txn__created_at", "currency")
    moves = {(week, code): total for week, code, total in moved.annotate(total=Sum("amount"))}
    found = []
    for code in _currencies([*now, *(code for _week, code in moves)]):
        points, balance = [], now.get(code, 0)
        for week in reversed(weeks()):
            points.append((week, Money(balance, code)))
            balance -= moves.get((week, code), 0)
        bars = money_chart(points[::-1], every=DATED_EVERY)
        found.append(Figure(_("In escrow"), bars.last, _("held now"), bars))
    return found


def _disputes(user: Any) -> list[Figure]:
    opened = _by_week(Dispute.objects.annotate(what=Value("opened")), "opened_at", "what")
    decided = Dispute.objects.filter(status=DisputeStatus.DECIDED).annotate(what=Value("decided"))
    both = opened.annotate(total=Count("pk")).union(
        _by_week(decided, "closed_at", "what").annotate(total=Count("pk")), all=True
    )
    counts: dict[str, dict[datetime, int]] = {"opened": {}, "decided": {}}
    for week, what, total in both.order_by():
        counts[what][week] = total
    return [
        _counted(_("Disputes opened"), counts["opened"]),
        _counted(_("Disputes decided by staff"), counts["decided"]),
    ]


def _ages(user: Any) -> list[Figure]:
    """The oldest of what waited at the end of each week, among the queues this person may read."""
    ends = [*weeks()[1:], clock.now()]
    asked = [
        _waited(queue.waits(), ends).annotate(queue=Value(str(queue.title)))
        for queue in QUEUES
        if user.has_perm(queue.right)
    ]
    if not asked:
        return []
    names = [f"at_{number}" for number in range(WEEKS)]
    rows = [query.values_list("queue", *names) for query in asked]
    ages = [Age(timedelta())] * WEEKS
    for queue, *oldest in rows[0].union(*rows[1:], all=True).order_by():
        for number, (since, end) in enumerate(zip(oldest, ends, strict=True)):
            if since is not None and end - since > ages[number].length:
                ages[number] = Age(end - since, timesince(since, end), queue)
    bars = chart(list(zip(weeks(), ages, strict=True)), every=DATED_EVERY)
    return [Figure(_("Longest wait"), bars.last.words, bars.last.queue or _("nothing waits"), bars)]


SOURCES: Sequence[tuple[str, Callable[[Any], list[Figure]]]] = (
    ("accounts.view_user", _joined),
    ("payments.view_paymentintent", _volume),
    ("payments.view_account", _escrow),
    ("contracts.view_dispute", _disputes),
    ("", _ages),
)


def _by_week(rows: QuerySet[Any], at: str, *by: str) -> Any:
    """Rows since the first week, grouped by (week, *by): to be annotated with a sum."""
    since = rows.order_by().filter(**{f"{at}__gte": weeks()[0]})
    return since.annotate(week=TruncWeek(at, tzinfo=UTC)).values_list("week", *by)


def _waited(rows: QuerySet[Any], ends: Sequence[datetime]) -> QuerySet[Any]:
    """One row: for each of `ends`, since when the oldest had waited that was still there."""
    oldest = {
        f"at_{number}": Min("came", filter=Q(came__lt=end) & (Q(went__isnull=True) | Q(went__gt=end)))
        for number, end in enumerate(ends)
    }
    there = Q(went__isnull=True) | Q(went__gt=ends[0])
    return rows.order_by().filter(there).values(one=Value(1)).annotate(**oldest)


def _counted(title: str, counts: dict[datetime, int]) -> Figure:
    bars = chart([(week, counts.get(week, 0)) for week in weeks()], every=DATED_EVERY)
    return Figure(title, bars.total, _("in twelve weeks"), bars)


def _currencies(found: Iterable[str]) -> list[str]:
    """Those there is something of; the house's own when there is nothing yet."""
    return sorted(set(found)) or [policy.CURRENCIES[0]]
