"""Targets: what the team aims for, a count at a cost per conversion by a date (article A-05, A-29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.money import Money
from core.periods import EndBeforeStart, Period, month_number, months
from core.splits import largest_remainder


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """``start`` and ``end`` are both included. ``campaign`` and ``goal`` are keys."""

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
        """How many days it has to be reached, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def budget(self) -> Money:
        """What it may cost in all: count × cost per conversion (A-05)."""
        return self.cost_per_conversion.times(self.count)

    def overlaps(self, period: Period) -> bool:
        return self.start < period.end and self.end >= period.start

    def until(self, day: date) -> Period:
        """Its days up to and with ``day``, half-open; none before it begins."""
        end = min(day, self.end) + timedelta(days=1)
        return Period(start=self.start, end=max(self.start, end))

    def expected(self, day: date) -> Fraction:
        """How many there should be at the end of ``day``, if each of its days brought the same (D-28)."""
        return Fraction(self.count * self.until(day).days, self.days)

    def monthly_budgets(self) -> tuple[tuple[date, Money], ...]:
        """(first of the month, its part of the budget); the parts sum to it (D-18).

        A month weighs the share of it that lies within the target, so whole months are equal (A-05).
        """
        first = month_number(self.start)
        touched = [months(number, 1) for number in range(first, month_number(self.end) + 1)]
        parts = largest_remainder(self.budget.minor, [self._share(month) for month in touched])
        return tuple(
            (month.start, Money(minor=part, currency=self.budget.currency))
            for month, part in zip(touched, parts, strict=True)
        )

    def _share(self, month: Period) -> Fraction:
        first, last = max(month.start, self.start), min(month.last, self.end)
        return Fraction((last - first).days + 1, month.days)
