"""An amount of money: integer minor units and an ISO 4217 currency. Never a float, never a bare int."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, parse_decimal
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

# Decimals a currency is written with (ISO 4217). Any code absent here is not switched on.
EXPONENTS = {
    "AUD": 2,
    "CAD": 2,
    "CHF": 2,
    "DKK": 2,
    "EUR": 2,
    "GBP": 2,
    "JPY": 0,
    "KRW": 0,
    "KWD": 3,
    "NOK": 2,
    "PLN": 2,
    "SEK": 2,
    "USD": 2,
}

LARGEST = 2**63 - 1  # a bigint column


class CurrencyMismatch(TypeError):
    """Two amounts of different currencies were added or compared."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`minor` is in the currency's smallest unit: Money(1250, "EUR") is 12.50 euro."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in EXPONENTS:
            raise ValueError(f"unknown currency {self.currency!r}")
        if not isinstance(self.minor, int) or isinstance(self.minor, bool):
            raise TypeError("minor units are an int")
        if abs(self.minor) > LARGEST:
            raise ValueError("more than can be kept")

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def of(cls, units: Decimal | int | str, currency: str) -> "Money":
        """From major units ("12.50"). Raises ValueError when it has more decimals than the currency."""
        try:
            scaled = Decimal(units) * 10 ** EXPONENTS[currency]
        except (ArithmeticError, KeyError) as error:
            raise ValueError(f"not an amount: {units!r} {currency!r}") from error
        if not scaled.is_finite() or scaled != scaled.to_integral_value():
            raise ValueError(f"{currency} has {EXPONENTS[currency]} decimals")
        return cls(int(scaled), currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """What a person typed, in their locale's notation. Raises ValueError with a sentence for them."""
        try:
            return cls.of(parse_decimal(text.strip(), locale=_locale()), currency)
        except ValueError as error:
            raise ValueError(_("Enter an amount like %(example)s.") % {"example": "150.00"}) from error

    @property
    def units(self) -> Decimal:
        """In major units, exact."""
        return Decimal(self.minor).scaleb(-EXPONENTS[self.currency])

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return format_currency(self.units, self.currency, locale=_locale())

    @property
    def short(self) -> str:
        """As sentences and cards say it, without decimals when there are none: €450, €450.50."""
        return _short(self, _locale())

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} with {other.currency}")
        return other.minor


def share(amount_minor: int, bps: int) -> int:
    """`bps` basis points of an amount, half up, in minor units; exact in integers."""
    return (amount_minor * bps + 5_000) // 10_000


def fee_of_part(*, released_before: int, part: int, bps: int, taken_before: int) -> int:
    """The fee of a partial release, so that the fees of all parts always sum to the fee of the whole.

    All in minor units of one currency.
    """
    return share(released_before + part, bps) - taken_before


@lru_cache(4096)
def _short(amount: Money, locale: str) -> str:
    # Cards print the same few thousand prices; Babel takes a quarter of a card's time for each.
    units = amount.units
    if units != units.to_integral_value():
        return str(format_currency(units, amount.currency, locale=locale))
    pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace(".00", "")
    return str(format_currency(units, amount.currency, format=pattern, locale=locale, currency_digits=False))


def _locale() -> str:
    return to_locale(get_language() or "en")
