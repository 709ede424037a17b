"""Targets: what the team aims for, a count at a cost per conversion by a date (article A-05, A-29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, takewhile

from core.calendar.periods import ALL, EndBeforeStart, Period, month_number, months
from core.ledger.splits import largest_remainder
from core.money.money import Money

LONGEST = timedelta(days=3660)
"""The longest target, ten years: beyond it nobody plans by the month."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """An aim. ``start`` and ``end`` are both included. ``campaign`` and ``goal`` are keys."""

    campaign: str
    goal: str
    count: int
    cost_per_conversion: Money
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise EndBeforeStart(start=self.start, end=self.end)

    @property
    def days(self) -> int:
        """The number of days it has to be reached, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def budget(self) -> Money:
        """The most it may cost in all: count × cost per conversion (A-05)."""
        return self.cost_per_conversion.times(self.count)

    def overlaps(self, period: Period) -> bool:
        return self.start < period.end and self.end >= period.start

    def until(self, day: date) -> Period:
        """The days up to and with ``day``, half-open; none before it begins."""
        last = min(day, self.end, ALL.last)
        return Period(start=self.start, end=max(self.start, last + timedelta(days=1)))

    def expected(self, day: date) -> Fraction:
        """The count there should be at the end of ``day``, if each of its days brought the same (D-28)."""
        return Fraction(self.count * self.until(day).days, self.days)

    def monthly_budgets(self) -> tuple[tuple[Period, Money], ...]:
        """Its months, counted from its first day, each with its part of the budget; the parts sum to it (D-18).

        Whole months get the same (A-05); days left over at the end, their share of a month. None beyond `LONGEST`.
        """
        if self.days > LONGEST.days:
            return ()
        whole = list(takewhile(lambda month: month.start <= self.end, map(self._month, count())))
        parts = [self._within(month) for month in whole]
        weights = [Fraction(part.days, month.days) for part, month in zip(parts, whole, strict=True)]
        budgets = largest_remainder(self.budget.minor, weights)
        currency = self.budget.currency
        return tuple((part, Money(minor=b, currency=currency)) for part, b in zip(parts, budgets, strict=True))

    def _month(self, number: int) -> Period:
        """The month ``number`` (0: the first) from its first day on; the 31st is the last day of shorter months."""
        first = month_number(self.start) + number
        start, end = (_day_of(months(number, 1), self.start.day) for number in (first, first + 1))
        return Period(start=start, end=end)

    def _within(self, month: Period) -> Period:
        return Period(start=month.start, end=min(month.end, self.end + timedelta(days=1)))


def _day_of(month: Period, day: int) -> date:
    return month.start + timedelta(days=min(day, month.days) - 1)
