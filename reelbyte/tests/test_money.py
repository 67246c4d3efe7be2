"""Money: exact, never mixed, split without losing a cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbyte.money import EXPONENTS, CurrencyMismatch, Money, fee_of_part, share

minor = st.integers(min_value=0, max_value=10**12)
bps = st.integers(min_value=0, max_value=10_000)


def test_it_reads_and_writes_major_units() -> None:
    assert Money.of("12.50", "EUR") == Money(1250, "EUR")
    assert Money(1250, "EUR").units == Decimal("12.50")
    assert Money.of("1200", "JPY") == Money(1200, "JPY")
    assert str(Money(123456, "USD")) == "$1,234.56"


@pytest.mark.parametrize("text", ["12.505", "NaN", "Infinity", "", "abc", "1e999999", "9e30"])
def test_it_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(ValueError, match="amount|decimals|more than"):
        Money.of(text, "EUR")


def test_it_never_mixes_currencies() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") < Money(1, "USD")  # noqa: B015


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(EXPONENTS)))
def test_units_and_minor_are_one_value(amount: int, currency: str) -> None:
    assert Money.of(Money(amount, currency).units, currency) == Money(amount, currency)


@given(minor, bps)
def test_a_share_is_never_more_than_half_a_unit_off(amount: int, rate: int) -> None:
    assert abs(share(amount, rate) * 10_000 - amount * rate) <= 5_000


@given(st.lists(minor, min_size=1, max_size=20), bps)
def test_the_fees_of_the_parts_are_the_fee_of_the_whole(parts: list[int], rate: int) -> None:
    released = taken = 0
    for part in parts:
        fee = fee_of_part(released_before=released, part=part, bps=rate, taken_before=taken)
        assert 0 <= fee <= part
        released, taken = released + part, taken + fee
    assert taken == share(sum(parts), rate)
