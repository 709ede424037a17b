"""Closing a month: whatever changes in it afterwards is told as restated. A month is named by its first day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from core.calendar.periods import Period, month_number, months
from core.ledger.entries import Conversion, Cost
from core.problems import Problem

MOST_OFFERED = 60
"""Months that can be chosen: five years, as long as a cost is spread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Closing:
    """The closing of a ``month`` (its first day) by a person; ``reopened_at``: None while it is closed."""

    month: date
    by: str
    at: datetime
    reopened_by: str = ""
    reopened_at: datetime | None = None


@dataclass(eq=False)
class MonthClosed(Problem):
    """The month is closed already."""

    month: date
    field: str = "month"


@dataclass(eq=False)
class MonthNotOver(Problem):
    """Only a month that is over, and lies in the books, is closed."""

    text: str
    field: str = "month"


def month_of(day: date) -> Period:
    return months(month_number(day), 1)


def finished_months(first: date | None, today: date) -> list[date]:
    """The first days of the months that are over, newest first, back to that of ``first``: one where it is None."""
    last = month_number(today) - 1
    oldest = min(last, month_number(first)) if first else last
    numbers = range(last, max(oldest, last - MOST_OFFERED + 1) - 1, -1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def months_of_fact(fact: Cost | Conversion) -> list[date]:
    """The first days of the months an entry stands in: of a cost that is spread, all it serves."""
    last = fact.until if isinstance(fact, Cost) and fact.until else fact.day
    numbers = range(month_number(fact.day), month_number(last) + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def closed_of(fact: Cost | Conversion, closed: Collection[date]) -> tuple[date, ...]:
    """The months of an entry that are ``closed``, oldest first."""
    return tuple(month for month in months_of_fact(fact) if month in closed) if closed else ()
