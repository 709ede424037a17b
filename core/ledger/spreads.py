"""Spread: an amount over the days of its service period (D-17).

The rounding is cumulative: what falls on the first k days is round half up (amount × k / N), so any partition of the
days adds up to the whole, to the minor unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.calendar.periods import EndBeforeStart, Period
from core.money.rounding import half_up
from core.problems import Problem
from core.setup.categories import Category

LONGEST = 5 * 366
"""The most days that a cost may be spread over: five years, leap days included."""


ON_THEIR_DAY = frozenset({Category.ADS, Category.PEOPLE})
"""Ad spend and hours belong to their day: such costs are never shared in part, spread, split or repeated."""


@dataclass(eq=False)
class SpreadTooLong(Problem):
    """A service period of more than five years."""

    until: date
    field: str = "until"


def may_spread(category: str) -> bool:
    """Whether a cost of this category may be shared in part, spread, split or repeated (D-17)."""
    return category not in ON_THEIR_DAY


def service_period(day: date, until: date | None) -> Period:
    """The period from ``day`` to ``until``, both included; the day alone where there is no ``until``.

    Raises `EndBeforeStart`, `SpreadTooLong`.
    """
    last = until or day
    if last < day:
        raise EndBeforeStart(start=day, end=last, field="until")
    if (last - day).days >= LONGEST:
        raise SpreadTooLong(until=last)
    return Period(start=day, end=last + timedelta(days=1))


def spread(minor: int, period: Period) -> Iterator[tuple[date, int]]:
    """Each day of ``period`` with its part of ``minor`` units; days whose part is nothing are left out."""
    before = 0
    for number in range(period.days):
        # What falls up to and with this day is rounded, and the day gets what that adds: so the error stays under one
        # unit on every day and is none at the end. Rounding each day's share would lose or gain units.
        until = half_up(Fraction(minor * (number + 1), period.days))
        if until != before:
            yield period.start + timedelta(days=number), until - before
        before = until
