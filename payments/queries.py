"""What people see of their money."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from payments.models import Account, Earning, Movement, Operation, PaymentIntent, PayoutMethod
from reelbyte import clock
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User

MONTHS = 12
EARNED = (Movement.Kind.EARNING, Movement.Kind.REVERSAL)
SPENT = (Movement.Kind.PAYMENT, Movement.Kind.REFUND, Movement.Kind.REFUND_CAME_BACK)


@dataclass(frozen=True)
class Earnings:
    """A creator's money in one currency. What is in escrow is gross, the rest is net of the fee."""

    currency: str
    available: Money
    clearing: Money
    held: Money
    in_escrow: Money
    on_the_way: Money
    withdrawn: Money

    @property
    def is_empty(self) -> bool:
        return not any((self.available, self.clearing, self.held, self.in_escrow, self.on_the_way, self.withdrawn))


def earnings(user: "User") -> list[Earnings]:
    """One entry a currency that ever moved for this creator, the fullest first; five queries."""
    owner = str(user.public_id)
    payable: dict[str, int] = {}
    on_the_way: dict[str, int] = {}
    for kind, currency, balance in Account.objects.filter(
        kind__in=(Account.Kind.PAYABLE, Account.Kind.PAYOUT_IN_TRANSIT), ref=owner
    ).values_list("kind", "currency", "balance"):
        (payable if kind == Account.Kind.PAYABLE else on_the_way)[currency] = balance
    waiting = Earning.objects.filter(user=user, status__in=Earning.WAITING)
    left = F("net_minor") - F("taken_back_minor")
    clearing: dict[str, int] = {}
    held: dict[str, int] = {}
    for status, currency, total in waiting.order_by().values_list("status", "currency").annotate(total=Sum(left)):
        (held if status == Earning.Status.HELD else clearing)[currency] = total
    funded = PaymentIntent.objects.filter(payee=user, status=PaymentIntent.Status.FUNDED)
    escrow = _sums(Account.objects.filter(kind=Account.Kind.ESCROW, ref__in=funded.values("escrow_ref")), F("balance"))
    operations = Operation.objects.filter(user=user)
    releasing = _sums(
        operations.filter(kind=Operation.Kind.RELEASE, status__in=(*Operation.UNDER_WAY, Operation.Status.FAILED)),
        F("amount_minor"),
    )
    withdrawn = _sums(operations.filter(kind=Operation.Kind.PAYOUT, status=Operation.Status.SETTLED), F("amount_minor"))
    currencies = {*payable, *escrow, *releasing, *withdrawn}
    found = [
        Earnings(
            currency=code,
            available=Money(payable.get(code, 0) - clearing.get(code, 0) - held.get(code, 0), code),
            clearing=Money(clearing.get(code, 0), code),
            held=Money(held.get(code, 0), code),
            in_escrow=Money(escrow.get(code, 0) + releasing.get(code, 0), code),
            on_the_way=Money(on_the_way.get(code, 0), code),
            withdrawn=Money(withdrawn.get(code, 0), code),
        )
        for code in currencies
    ]
    return sorted(
        found, key=lambda one: (-(one.available.minor + one.clearing.minor + one.in_escrow.minor), one.currency)
    )


def _sums(rows: QuerySet[Any], amount: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("currency").annotate(total=Sum(amount)))


def movements(user: "User") -> QuerySet[Movement]:
    """Everything in a person's history, newest first."""
    return Movement.objects.filter(user=user).select_related("counterpart").order_by("-at", "-id")


def _earned(user: "User", currency: str) -> QuerySet[Movement]:
    return Movement.objects.filter(user=user, currency=currency, kind__in=EARNED).order_by()


type Months = list[tuple[datetime, Money]]


def earned_by_month(user: "User") -> dict[str, Months]:
    """By currency: net earned in each of the last twelve months, oldest first, empty months too. One query."""
    return _by_month(Movement.objects.filter(user=user, kind__in=EARNED))


def spent_by_month(user: "User") -> dict[str, Months]:
    """The same of what a client has paid, less what came back."""
    spent = _by_month(Movement.objects.filter(user=user, kind__in=SPENT))
    return {code: [(month, -amount) for month, amount in months] for code, months in spent.items()}


def no_months(currency: str) -> Months:
    """Of somebody with whom nothing has moved in `currency` yet."""
    return [(_months_back(count), Money.zero(currency)) for count in range(MONTHS - 1, -1, -1)]


def _by_month(rows: QuerySet[Movement]) -> dict[str, Months]:
    lately = rows.filter(at__gte=_months_back(MONTHS - 1)).order_by().annotate(month=TruncMonth("at", tzinfo=UTC))
    found: dict[str, dict[datetime, int]] = {}
    for month, code, total in lately.values_list("month", "currency").annotate(total=Sum("amount_minor")):
        found.setdefault(code, {})[month] = total
    return {
        code: [(month, Money(sums.get(month, 0), code)) for month, _nothing in no_months(code)]
        for code, sums in sorted(found.items())
    }


@dataclass(frozen=True)
class Spending:
    """A client's money in one currency: what has reached creators, and what is held for them."""

    currency: str
    released: Money
    in_escrow: Money


def spending(user: "User") -> list[Spending]:
    """One entry a currency that this client ever paid in; two queries."""
    paid = _sums(Movement.objects.filter(user=user, kind__in=SPENT), F("amount_minor"))
    funded = PaymentIntent.objects.filter(payer=user, status=PaymentIntent.Status.FUNDED)
    held = _sums(Account.objects.filter(kind=Account.Kind.ESCROW, ref__in=funded.values("escrow_ref")), F("balance"))
    return [
        Spending(code, released=Money(-total - held.get(code, 0), code), in_escrow=Money(held.get(code, 0), code))
        for code, total in sorted(paid.items())
    ]


def _months_back(count: int) -> datetime:
    """Midnight (UTC) of the first day of the month `count` months ago."""
    now = clock.now().astimezone(UTC)
    index = now.year * 12 + now.month - 1 - count
    return now.replace(year=index // 12, month=index % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class ClientTotal:
    """What one client has brought, net, and in how many releases."""

    name: str
    total: Money
    releases: int


def by_client(user: "User", currency: str, limit: int = 10) -> list[ClientTotal]:
    """The clients who brought most, first."""
    rows = (
        _earned(user, currency)
        .filter(counterpart__isnull=False)
        .values("counterpart__name", "counterpart_id")
        .annotate(total=Sum("amount_minor"), releases=Count("pk"))
        .order_by("-total")[:limit]
    )
    return [ClientTotal(row["counterpart__name"], Money(row["total"], currency), row["releases"]) for row in rows]


def methods(user: "User") -> QuerySet[PayoutMethod]:
    """A creator's active payout methods, newest first."""
    return PayoutMethod.objects.filter(user=user, status=PayoutMethod.Status.ACTIVE).order_by("-created_at", "-id")


def withdrawals(user: "User") -> QuerySet[Operation]:
    """A creator's withdrawals, newest first."""
    rows = Operation.objects.filter(user=user, kind=Operation.Kind.PAYOUT)
    return rows.select_related("method").order_by("-created_at", "-id")
