"""Daily results: the parts of a period's total add up to it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.imports.daily_results import by_day
from core.imports.readings import Result
from core.money.money import Money

FIRST = date(2026, 9, 1)


@given(st.integers(1, 10_000), st.integers(0, 10**10), st.integers(1, 400))
def test_the_parts_add_up(count: int, minor: int, days: int) -> None:
    """To the result and to the minor unit, within the days of the period, and none of them without a result."""
    last = FIRST + timedelta(days=days)
    whole = Result(day=FIRST, until=last, count=count, revenue=Money(minor=minor, currency="EUR"), campaign="autumn")
    parts = by_day(whole)
    assert sum(part.count for part in parts) == count
    assert sum(part.revenue.minor for part in parts if part.revenue) == minor
    assert all(FIRST <= part.day <= last and part.count > 0 and part.until is None for part in parts)
    assert {part.campaign for part in parts} == {"autumn"}


def test_a_result_of_a_day_stays_as_it_is() -> None:
    result = Result(day=FIRST, count=3)
    assert by_day(result) == [result]
    assert [part.revenue for part in by_day(Result(day=FIRST, until=FIRST + timedelta(days=1), count=2))] == [
        None,
        None,
    ]
