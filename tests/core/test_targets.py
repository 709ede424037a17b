"""Targets: the pace they ask for, and the budget they imply."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from core.periods import ALL, month_number
from core.targets import Target

STARTS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    start = draw(STARTS)
    return Target(
        campaign="q3",
        goal="lead",
        count=draw(st.integers(1, 10**6)),
        cost_per_conversion=Money(minor=draw(st.integers(1, 10**6)), currency="EUR"),
        start=start,
        end=start + timedelta(days=draw(st.integers(0, 800))),
    )


@given(targets())
def test_the_months_sum_to_the_budget(target: Target) -> None:
    """One part for each calendar month it touches, in order."""
    parts = target.monthly_budgets()
    assert sum(part.minor for _, part in parts) == target.budget.minor
    months = [month_number(month) for month, _ in parts]
    assert months == list(range(month_number(target.start), month_number(target.end) + 1))
    assert all(month.day == 1 for month, _ in parts)


@given(targets())
def test_whole_months_are_equal(target: Target) -> None:
    """To the minor unit, however long each month is; the months at the edges get no more."""
    parts = [part.minor for _, part in target.monthly_budgets()]
    inner = parts[1:-1]
    if inner:
        assert max(inner) - min(inner) <= 1
        assert max(parts[0], parts[-1]) <= max(inner) + 1


@given(targets(), st.integers(-10, 900))
def test_the_pace_is_linear(target: Target, day: int) -> None:
    """Nothing before it begins, the whole count on its last day and after, the same each day between."""
    at = target.start + timedelta(days=day)
    today, tomorrow = target.expected(at), target.expected(at + timedelta(days=1))
    assert 0 <= today <= tomorrow <= target.count
    assert target.expected(target.start - timedelta(days=1)) == 0
    assert target.expected(target.end) == target.count
    if target.start <= at < target.end:
        assert (tomorrow - today) * target.days == target.count


@given(targets())
def test_its_days_end_with_the_day_asked_for(target: Target) -> None:
    """Both ends are included; beyond its own days it has none."""
    assert target.until(target.start).days == 1
    assert target.until(ALL.end - timedelta(days=1)).days == target.days
    assert target.until(target.start - timedelta(days=1)).days == 0


def test_a_season_that_begins_within_a_month() -> None:
    """28 September to 29 November: 3 of 30 days, a whole month, 29 of 30 days."""
    each = Money(minor=9_00, currency="USD")
    season = Target(
        campaign="a", goal="b", count=1500, cost_per_conversion=each, start=date(2026, 9, 28), end=date(2026, 11, 29)
    )
    assert [part.minor for _, part in season.monthly_budgets()] == [653_22, 6532_26, 6314_52]
