"""Exchange rates: what an amount in another currency is in the reporting one, by the rate of its own day (D-22).

The last known rate stands until there is a newer one, for two weeks at most. On one day a rate typed by hand goes
before a published one. Published rates are units of a currency for one euro; any two of a day make a cross rate,
exact as a fraction. Nothing is interpolated, and no later rate is ever taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.calendar.periods import Period
from core.money.amounts import written
from core.money.currencies import HISTORIC
from core.money.money import (
    CurrenciesMixed,
    CurrencyDiffers,
    Money,
    currency_of,
    ended,
    parse_positive,
    rounded_money,
    within_reason,
)
from core.problems import Problem

EURO = "EUR"
LONGEST_GAP = 14
"""Days for which a rate stands without a newer one."""

SATURDAY = 5
MOST_PLACES = 10
LARGEST_RATE = 10**9

Published = Callable[[date], Mapping[str, Decimal]]
"""The rates published on just that day: currency -> units of it for one euro; empty on a weekend or holiday."""


class RateSource(StrEnum):
    """The sources of a rate."""

    ECB = "ecb"
    TYPED = "typed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExchangeRate:
    """A rate by which one unit of ``currency`` is ``value`` units of ``reporting`` on ``day``."""

    currency: str
    reporting: str
    value: Fraction
    day: date
    source: RateSource

    def convert(self, amount: Money) -> Money:
        """Converts ``amount`` to the reporting currency, half up to its minor unit.

        Raises `CurrenciesMixed`, `TooLarge`.
        """
        if amount.currency != self.currency:
            raise CurrenciesMixed(one=self.currency, other=amount.currency)
        # The only rounding of an exchange. It starts from whole units: the two currencies may differ in decimals.
        return within_reason(rounded_money(Fraction(amount.units) * self.value, self.reporting))


@dataclass(eq=False)
class RateUnknown(Problem):
    """No rate stands on ``day``: not published, too old, or before the first; a day somebody types one for helps."""

    currency: str
    reporting: str
    day: date
    field: str = "currency"


@dataclass(eq=False)
class CurrencyEnded(RateUnknown):
    """There was no such currency on ``day`` any more: it ended with ``last``."""

    last: date = date.max


@dataclass(eq=False)
class RateInOther(CurrencyDiffers):
    """A rate written with another currency, ``said``, than the reporting one, ``currency``."""


@dataclass(eq=False)
class NothingToExchange(Problem):
    """A rate from the reporting currency to itself."""

    currency: str
    field: str = "currency"


def exchange_rate(
    currency: str, reporting: str, day: date, typed: Mapping[date, Fraction], published: Published
) -> ExchangeRate:
    """The rate that stands on ``day``. ``typed``: by hand, day -> one unit in ``reporting``.

    Raises `RateUnknown`, `CurrencyEnded`.
    """
    _check_time(currency, reporting, day)
    for one in _back_from(day):
        if one in typed:
            return _rate(currency, reporting, typed[one], one, RateSource.TYPED)
        if value := cross(currency, reporting, published(one)):
            return _rate(currency, reporting, value, one, RateSource.ECB)
    raise RateUnknown(currency=currency, reporting=reporting, day=day)


def cross(currency: str, reporting: str, quotes: Mapping[str, Decimal]) -> Fraction | None:
    """One unit of ``currency`` in ``reporting`` by the ``quotes`` of one day; None where one of them has none."""
    rates = {EURO: Decimal(1), **quotes} if quotes else {}
    if currency not in rates or reporting not in rates:
        return None
    return Fraction(rates[reporting]) / Fraction(rates[currency])


def typed_rate(currency: str, reporting: str, rate: Decimal, day: date) -> ExchangeRate:
    """An exchange rate typed by hand. Raises `NothingToExchange`, `CurrencyEnded`."""
    if currency == reporting:
        raise NothingToExchange(currency=currency)
    _check_time(currency, reporting, day)
    return _rate(currency, reporting, Fraction(rate), day, RateSource.TYPED)


def behind(newest: date, today: date) -> bool:
    """Whether ``newest`` is older than the last working day before ``today``: then newer rates may be out."""
    last = today - timedelta(days=1)
    while last.weekday() >= SATURDAY:
        last -= timedelta(days=1)
    return newest < last


def days_standing(day: date) -> Period:
    """The days whose rate may stand on ``day``, half-open."""
    *_, first = _back_from(day)
    return Period(start=first, end=day + timedelta(days=1))


def parse_exchange(text: str, field: str = "rate", *, reporting: str = "", comma: bool = False) -> Decimal:
    """Reads a rate: one unit in the reporting currency; ``reporting``: whose sign or code may stand beside it.

    Raises `NotANumber`, `NotPositive`, `RateInOther` and others.
    """
    amount = written(text)
    if amount and amount.marks and (currency := currency_of(amount.marks, reporting, text, field)) != reporting:
        raise RateInOther(text=text, said=currency, currency=reporting, field=field)
    return parse_positive(amount.number if amount else text, MOST_PLACES, field, largest=LARGEST_RATE, comma=comma)


def _check_time(currency: str, reporting: str, day: date) -> None:
    if ended(currency, day):
        raise CurrencyEnded(currency=currency, reporting=reporting, day=day, last=HISTORIC[currency])


def _back_from(day: date) -> Iterator[date]:
    """The days whose rate may stand on ``day``, itself among them, newest first."""
    for back in range(LONGEST_GAP + 1):
        yield day - timedelta(days=back)


def _rate(currency: str, reporting: str, value: Fraction, day: date, source: RateSource) -> ExchangeRate:
    return ExchangeRate(currency=currency, reporting=reporting, value=value, day=day, source=source)
