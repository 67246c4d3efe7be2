"""What an order would cost: made by the server from rows, never from numbers a browser sent.

Pure: it asks no queries beyond reading the rows it is given.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from gigs.models import BriefQuestion, Extra, Package
from reelbyte.errors import Refused
from reelbyte.money import Money

QUANTITY_MAXIMUM = 10
DAYS_MINIMUM = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a quote. `amount` is `unit` times `quantity`."""

    kind: str  # "package" or "extra"
    public_id: str
    title: str
    unit: Money
    quantity: int

    @property
    def amount(self) -> Money:
        return self.unit * self.quantity

    def snapshot(self) -> dict[str, Any]:
        """As JSON; amounts in minor units of the quote's currency."""
        return {
            "kind": self.kind,
            "public_id": self.public_id,
            "title": self.title,
            "unit_minor": self.unit.minor,
            "quantity": self.quantity,
            "amount_minor": self.amount.minor,
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """A package with its extras. The total is the sum of the lines, and of nothing else."""

    package: Package
    extras: tuple[Extra, ...]
    quantity: int
    lines: tuple[Line, ...]
    total: Money
    delivery_days: int
    revisions: int
    licence: str
    deliverables: tuple[str, ...] = field(default=())

    @property
    def currency(self) -> str:
        return self.total.currency

    @property
    def delivery(self) -> timedelta:
        return timedelta(days=self.delivery_days)

    def snapshot(self) -> dict[str, Any]:
        """All a contract must remember, as JSON, so that later edits of the gig change nothing agreed.

        Amounts are minor units of `currency`, `delivery_days` whole days, `running_seconds` seconds.
        """
        package, gig = self.package, self.package.gig
        return {
            "gig": {
                "public_id": str(gig.public_id),
                "slug": gig.slug,
                "title": gig.title,
                "category": gig.category.slug,
            },
            "package": {
                "public_id": str(package.public_id),
                "tier": package.tier,
                "title": package.title,
                "description": package.description,
                "deliverables": list(self.deliverables),
                "footage_minutes": package.footage_minutes,
                "running_seconds": package.running_seconds,
                "aspect_ratios": list(package.aspect_ratios),
                "resolution": package.resolution,
                "sound": package.sound,
                "has_captions": package.has_captions,
                "has_source_files": package.has_source_files,
            },
            "lines": [line.snapshot() for line in self.lines],
            "quantity": self.quantity,
            "currency": self.currency,
            "total_minor": self.total.minor,
            "delivery_days": self.delivery_days,
            "revisions": self.revisions,
            "licence": self.licence,
            "brief_questions": [_question(question) for question in gig.brief_questions.all()],
        }


def quote(package: Package, extras: Iterable[Extra] = (), quantity: int = 1) -> Quote:
    """The quote for `package` with `extras`, the whole of it `quantity` times.

    Extras are charged once a piece as the package is; days of extras count once. Raises `Refused` for an
    extra of another gig, one named twice, or a quantity out of range: the page never offers those.
    """
    chosen = tuple(extras)
    if any(extra.gig_id != package.gig_id for extra in chosen) or len({extra.pk for extra in chosen}) != len(chosen):
        raise Refused(_("One of the extras does not belong to this gig. Choose again on its page."))
    if not 1 <= quantity <= QUANTITY_MAXIMUM:
        raise Refused(_("Choose between 1 and %(most)s pieces.") % {"most": QUANTITY_MAXIMUM})
    currency = package.gig.currency
    lines = (
        Line("package", str(package.public_id), package.title, package.price, quantity),
        *(
            Line("extra", str(extra.public_id), extra.title, Money(extra.price_minor, currency), quantity)
            for extra in chosen
        ),
    )
    return Quote(
        package=package,
        extras=chosen,
        quantity=quantity,
        lines=lines,
        total=sum((line.amount for line in lines), Money.zero(currency)),
        delivery_days=max(DAYS_MINIMUM, package.delivery_days + sum(extra.days_delta for extra in chosen)),
        revisions=package.revisions,
        licence=package.licence,
        deliverables=tuple(package.deliverables),
    )


def _question(question: BriefQuestion) -> dict[str, Any]:
    return {
        "public_id": str(question.public_id),
        "text": question.text,
        "kind": question.kind,
        "required": question.required,
    }
