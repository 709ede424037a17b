"""Exchange rates: which one stands on a day, and what it makes of an amount."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.exchange import (
    LONGEST_GAP,
    ExchangeRate,
    NothingToExchange,
    RateSource,
    RateUnknown,
    behind,
    days_standing,
    exchange_rate,
    parse_exchange,
    typed_rate,
)
from core.money.money import CurrenciesMixed, Money, NotANumber, NotPositive, NumberUnclear, TooLarge, TooManyDecimals

FRIDAY = date(2026, 8, 7)
QUOTES = {
    date(2026, 8, 6): {"USD": Decimal("1.1"), "PLN": Decimal("4.4")},
    FRIDAY: {"USD": Decimal("1.0950"), "PLN": Decimal("4.38"), "JPY": Decimal("164.25")},
    date(2026, 8, 10): {"USD": Decimal("1.2"), "PLN": Decimal("4.2"), "JPY": Decimal(180)},
}
SATURDAY, MONDAY = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3)
AMOUNTS = st.integers(-(10**9), 10**9)


def published(day: date) -> Mapping[str, Decimal]:
    return QUOTES.get(day, {})


def rate(currency: str, reporting: str, day: date, **typed: str) -> ExchangeRate:
    """``typed``: ``d2026_08_07="1.2"``."""
    by_hand = {date.fromisoformat(key[1:].replace("_", "-")): Fraction(value) for key, value in typed.items()}
    return exchange_rate(currency, reporting, day, by_hand, published)


@pytest.mark.parametrize(
    ("currency", "reporting", "value"),
    [("EUR", "USD", "1.0950"), ("USD", "EUR", "1/1.095"), ("USD", "PLN", "4"), ("JPY", "USD", "1.095/164.25")],
)
def test_rates_are_exact_fractions_of_what_was_published(currency: str, reporting: str, value: str) -> None:
    """For one euro, into the euro, and across it."""
    above, _, below = value.partition("/")
    assert rate(currency, reporting, FRIDAY).value == Fraction(above) / Fraction(below or 1)


@pytest.mark.parametrize(("day", "of"), [(FRIDAY, FRIDAY), (SATURDAY, FRIDAY), (MONDAY, MONDAY)])
def test_a_weekend_takes_the_last_rate_before_it(day: date, of: date) -> None:
    """Never the one after it."""
    found = rate("EUR", "USD", day)
    assert (found.day, found.source) == (of, RateSource.ECB)


def test_both_currencies_must_be_of_one_day() -> None:
    """On the 6th there were no yen: no rate is put together from two days."""
    with pytest.raises(RateUnknown):
        rate("JPY", "USD", date(2026, 8, 6))
    assert rate("USD", "PLN", date(2026, 8, 6)).value == 4


@pytest.mark.parametrize(("days", "stands"), [(LONGEST_GAP, True), (LONGEST_GAP + 1, False)])
def test_a_rate_stands_for_two_weeks(days: int, stands: bool) -> None:
    """After that it is too old to say anything."""
    day = MONDAY + timedelta(days=days)
    if stands:
        assert rate("EUR", "USD", day).day == MONDAY
        return
    with pytest.raises(RateUnknown) as refused:
        rate("EUR", "USD", day)
    assert (refused.value.currency, refused.value.reporting, refused.value.day) == ("EUR", "USD", day)


@pytest.mark.parametrize(("currency", "day"), [("EUR", date(2026, 8, 5)), ("UAH", FRIDAY), ("EUR", date(1998, 12, 31))])
def test_what_was_never_published_is_refused(currency: str, day: date) -> None:
    """Before the first rate, and a currency nobody publishes."""
    with pytest.raises(RateUnknown):
        rate(currency, "USD", day)


@pytest.mark.parametrize(
    ("day", "value", "source"),
    [
        (date(2026, 8, 6), "1.1", RateSource.ECB),
        (FRIDAY, "1.5", RateSource.TYPED),
        (SATURDAY, "1.5", RateSource.TYPED),
        (MONDAY, "1.2", RateSource.ECB),
    ],
)
def test_a_rate_by_hand_goes_first_until_the_next(day: date, value: str, source: RateSource) -> None:
    """On its own day before the published one, and over the weekend; on Monday there is a newer one."""
    found = rate("EUR", "USD", day, d2026_08_07="1.5")
    assert (found.value, found.source) == (Fraction(value), source)


def test_a_rate_by_hand_helps_where_none_is_published() -> None:
    """For a currency of no central bank, and on the days after."""
    assert rate("UAH", "USD", SATURDAY, d2026_08_07="0.0239").value == Fraction("0.0239")


@pytest.mark.parametrize(
    ("amount", "value", "reporting", "minor"),
    [
        (Money(minor=100_00, currency="EUR"), "1.0950", "USD", 109_50),
        (Money(minor=1, currency="EUR"), "0.5", "USD", 1),
        (Money(minor=-1, currency="EUR"), "0.5", "USD", -1),
        (Money(minor=1, currency="EUR"), "0.49", "USD", 0),
        (Money(minor=1_000, currency="JPY"), "0.0067", "USD", 6_70),
        (Money(minor=10_00, currency="USD"), "149.995", "JPY", 1_500),
        (Money(minor=1_000, currency="KWD"), "3.25", "USD", 3_25),
    ],
)
def test_amounts_are_rounded_half_up_to_the_minor_unit(amount: Money, value: str, reporting: str, minor: int) -> None:
    """Whatever decimals the two currencies have."""
    assert made(amount.currency, reporting, value).convert(amount) == Money(minor=minor, currency=reporting)


@given(AMOUNTS, st.fractions("0.0001", "10000"))
def test_converting_is_the_exact_product_rounded_once(minor: int, value: Fraction) -> None:
    """Never more than half a minor unit off; the opposite of an amount becomes the opposite."""
    exchange = made("USD", "PLN", value)
    one = exchange.convert(Money(minor=minor, currency="USD"))
    assert abs(one.minor - minor * value) <= Fraction(1, 2)
    assert exchange.convert(Money(minor=-minor, currency="USD")) == -one


def test_what_cannot_be_converted_is_named() -> None:
    """Another currency than the rate's is a mistake of ours; a product beyond reason is a person's."""
    with pytest.raises(CurrenciesMixed):
        made("USD", "PLN", "4").convert(Money(minor=1, currency="EUR"))
    with pytest.raises(TooLarge):
        made("USD", "PLN", "10000").convert(Money(minor=10**14, currency="USD"))


def test_the_reporting_currency_needs_no_rate() -> None:
    """One of it is one of it."""
    with pytest.raises(NothingToExchange):
        typed_rate("USD", "USD", Decimal(1), FRIDAY)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("0", NotPositive), ("-1", NotPositive), ("four", NotANumber), ("4,200", NumberUnclear), ("1e3", NotANumber),
     ("1000000001", TooLarge), ("0.00000000001", TooManyDecimals)],
)  # fmt: skip
def test_rates_that_cannot_be_read(text: str, problem: type[Exception]) -> None:
    """A rate is a plain number above zero."""
    assert parse_exchange("4.2000") == parse_exchange("4,2") == Decimal("4.2")
    with pytest.raises(problem):
        parse_exchange(text)


def test_the_days_whose_rate_may_stand() -> None:
    """The day itself and the two weeks before it, half-open."""
    days = days_standing(FRIDAY)
    assert (FRIDAY in days, days.last, days.days) == (True, FRIDAY, LONGEST_GAP + 1)


def made(currency: str, reporting: str, value: str | Fraction) -> ExchangeRate:
    return ExchangeRate(
        currency=currency, reporting=reporting, value=Fraction(value), day=FRIDAY, source=RateSource.TYPED
    )


@pytest.mark.parametrize(
    ("newest", "today", "late"),
    [
        ("2025-08-01", "2025-08-02", False),  # Friday's, on Saturday, Sunday and Monday
        ("2025-08-01", "2025-08-03", False),
        ("2025-08-01", "2025-08-04", False),
        ("2025-08-01", "2025-08-05", True),  # on Tuesday Monday's is missing
        ("2025-07-31", "2025-08-02", True),
        ("2025-08-05", "2025-08-05", False),
    ],
)
def test_rates_are_behind_when_a_working_day_is_missing(newest: str, today: str, late: bool) -> None:
    """The last working day before today; what was published today is more than asked for."""
    assert behind(date.fromisoformat(newest), date.fromisoformat(today)) is late
