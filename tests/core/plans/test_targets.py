"""Targets: the pace they ask for, and the budget they imply."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import ALL, month_number
from core.money.money import Money
from core.plans.targets import Target

HUNDRED = Money(minor=100_00, currency="EUR")
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
    """They follow each other from its first day to its last, and nothing of the budget is lost."""
    parts = target.monthly_budgets()
    periods = [period for period, _ in parts]
    assert sum(part.minor for _, part in parts) == target.budget.minor
    assert (periods[0].start, periods[-1].last) == (target.start, target.end)
    assert all(one.end == next_.start for one, next_ in pairwise(periods))


@given(targets())
def test_whole_months_are_equal(target: Target) -> None:
    """To the minor unit, however long each month is; the days left over at the end get no more."""
    *whole, last = [part.minor for _, part in target.monthly_budgets()]
    if whole:
        assert max(whole) - min(whole) <= 1
        assert last <= max(whole)


@given(targets())
def test_months_are_counted_from_the_first_day(target: Target) -> None:
    """One begins in each calendar month, on the same day of it, or on the last where it has no such day."""
    starts = [period.start for period, _ in target.monthly_budgets()]
    first = month_number(target.start)
    assert [month_number(start) for start in starts] == list(range(first, first + len(starts)))
    assert all(s.day == target.start.day or (s + timedelta(days=1)).day == 1 for s in starts)


def test_three_months_that_begin_within_one() -> None:
    """22 November to 21 February: the article's 458.34, 458.33 and 458.33."""
    each = Money(minor=2_75, currency="USD")
    target = Target(
        campaign="a", goal="b", count=500, cost_per_conversion=each, start=date(2026, 11, 22), end=date(2027, 2, 21)
    )
    assert [part.minor for _, part in target.monthly_budgets()] == [458_34, 458_33, 458_33]


def test_nobody_plans_a_thousand_years_by_the_month() -> None:
    """The rest of what it says still stands, to the end of the calendar."""
    target = Target(
        campaign="q3", goal="lead", count=9, cost_per_conversion=HUNDRED, start=date(2026, 1, 1), end=date.max
    )
    assert target.monthly_budgets() == ()
    assert target.budget == HUNDRED.times(9)
    assert target.expected(date.max) < 9


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


def test_a_season_of_two_months_and_two_days() -> None:
    """28 September to 29 November: two whole months, and 2 of 30 days."""
    each = Money(minor=9_00, currency="USD")
    season = Target(
        campaign="a", goal="b", count=1500, cost_per_conversion=each, start=date(2026, 9, 28), end=date(2026, 11, 29)
    )
    assert [part.minor for _, part in season.monthly_budgets()] == [6532_26, 6532_26, 435_48]
