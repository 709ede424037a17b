"""Closed months: which can be closed, and in which an entry stands."""

from __future__ import annotations

from datetime import date

from core.ledger.closings import MOST_OFFERED, closed_of, finished_months, months_of_fact
from core.ledger.entries import Cost
from core.money.money import Money
from core.setup.categories import Category


def cost(day: date, until: date | None = None) -> Cost:
    return Cost(day=day, category=Category.TOOLS, amount=Money(minor=1, currency="USD"), until=until)


def test_months_that_are_over_newest_first() -> None:
    """Back to the first on the books, never this one; with empty books the last."""
    assert finished_months(date(2025, 11, 30), date(2026, 2, 1)) == [
        date(2026, 1, 1),
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]
    assert finished_months(None, date(2026, 1, 31)) == [date(2025, 12, 1)]
    assert finished_months(date(2027, 1, 1), date(2026, 1, 31)) == [date(2025, 12, 1)]
    assert len(finished_months(date(1990, 1, 1), date(2026, 1, 31))) == MOST_OFFERED


def test_the_months_an_entry_stands_in() -> None:
    """That of its day; of one that is spread, all to its last day."""
    assert months_of_fact(cost(date(2026, 3, 31))) == [date(2026, 3, 1)]
    spread = cost(date(2025, 12, 31), date(2026, 2, 1))
    assert months_of_fact(spread) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert closed_of(spread, {date(2026, 2, 1), date(2026, 3, 1)}) == (date(2026, 2, 1),)
    assert closed_of(spread, {}) == ()
