"""Periods: the arithmetic loses no day and invents none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import ALL, EndBeforeStart, Period, Slices, iso_week, month_number, months, slices, week_of

TODAY = date(2026, 8, 10)  # a Monday
PERIODS = st.tuples(st.dates(), st.dates()).map(lambda days: Period(start=min(days), end=max(days)))
WHOLE_MONTHS = st.tuples(st.dates(date(2, 1, 1), date(9990, 12, 31)), st.integers(1, 60)).map(
    lambda run: months(month_number(run[0]), run[1])
)


def days(first: str, end: str) -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(end))


@given(st.dates(max_value=date(9999, 12, 20)))
def test_a_week_holds_its_day(day: date) -> None:
    """A week runs from Monday to Monday around the day."""
    week = week_of(day)
    assert day in week
    assert (week.start.weekday(), week.days) == (0, 7)


def test_a_year_of_53_weeks() -> None:
    """The ISO year is not always the calendar's."""
    assert iso_week(date(2026, 12, 28)) == "2026-W53"
    assert iso_week(date(2027, 1, 3)) == "2026-W53"
    assert iso_week(date(2025, 12, 29)) == "2026-W01"


@given(PERIODS, st.dates())
def test_half_open(period: Period, day: date) -> None:
    """The start belongs to a period, the end does not."""
    assert (day in period) == (period.start <= day < period.end)
    assert period.end not in period
    assert period.days == 0 or period.last in period
    assert period.end == date.min or period.last + timedelta(days=1) == period.end


@given(PERIODS)
def test_before_is_adjacent_and_as_long(period: Period) -> None:
    """The period before ends where this one starts and is as long, unless the calendar begins first."""
    before = period.before()
    assert before.end == period.start
    assert before.days == period.days or before.start == date.min


def test_nothing_is_before_everything() -> None:
    """All days have no days before them and a year earlier still begins with the first day."""
    assert ALL.before() == Period(start=date.min, end=date.min)
    assert ALL.before().last == date.min
    assert ALL.minus_a_year().start == date.min


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (days("2025-03-03", "2025-03-10"), days("2024-03-04", "2024-03-11")),  # W10 beside W10
        (days("2026-12-28", "2027-01-04"), days("2025-12-29", "2026-01-05")),  # W53 beside W01
        (days("2026-07-01", "2026-07-31"), days("2025-07-02", "2025-08-01")),  # one day short of a month
    ],
)
def test_a_year_earlier_keeps_the_weekday(now: Period, then: Period) -> None:
    """What is not made of whole months stands beside the same weekdays, 364 days earlier (D-21)."""
    assert now.minus_a_year() == then
    assert now.start.weekday() == then.start.weekday()


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (days("2026-07-01", "2026-08-01"), days("2025-07-01", "2025-08-01")),
        (days("2024-02-01", "2024-03-01"), days("2023-02-01", "2023-03-01")),
        (days("2026-01-01", "2027-01-01"), days("2025-01-01", "2026-01-01")),
        (days("2025-11-01", "2026-02-01"), days("2024-11-01", "2025-02-01")),
    ],
)
def test_months_stand_beside_the_same_months(now: Period, then: Period) -> None:
    """A month, quarter or year moves by twelve months, whatever February does (D-21)."""
    assert now.minus_a_year() == then


@given(WHOLE_MONTHS)
def test_a_year_earlier_has_as_many_months(period: Period) -> None:
    """Twelve months later the earlier period would be this one again, to the day."""
    then = period.minus_a_year()
    assert (then.start.replace(year=then.start.year + 1), then.end.replace(year=then.end.year + 1)) == (
        period.start,
        period.end,
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (days("2026-03-01", "2026-04-01"), days("2026-02-01", "2026-03-01")),
        (days("2026-07-01", "2026-10-01"), days("2026-04-01", "2026-07-01")),
        (days("2026-01-01", "2027-01-01"), days("2025-01-01", "2026-01-01")),
        (days("2026-08-03", "2026-08-10"), days("2026-07-27", "2026-08-03")),
        (days("2026-07-01", "2026-07-31"), days("2026-06-01", "2026-07-01")),  # 30 days, and June happens to have 30
    ],
)
def test_the_previous_of_months_is_months(now: Period, then: Period) -> None:
    """As many calendar months where it is made of them, else as many days."""
    assert now.previous() == then


@given(PERIODS)
def test_the_previous_ends_where_this_begins(period: Period) -> None:
    """Nothing lies between the two, and no day is in both."""
    assert period.previous().end == period.start


@given(PERIODS, st.dates(max_value=date(9999, 12, 30)))
def test_what_has_passed_ends_with_the_day(period: Period, day: date) -> None:
    """The part up to and with the day; of what has not begun, all."""
    passed = period.until(day)
    assert passed.start == period.start
    assert passed == period if day < period.start else (passed.last <= day and passed.end <= period.end)


@given(PERIODS, st.integers(0, 4000))
def test_the_first_days_are_as_many_as_asked(period: Period, count: int) -> None:
    """From its first day, or up to its last where it has fewer; no day after its end."""
    first = period.first_days(count)
    assert first.days == count or first.start == date.min
    assert first.start == period.start if count <= period.days else first.end == period.end


@pytest.mark.parametrize(
    ("period", "calendar"),
    [
        (days("2026-08-03", "2026-08-10"), True),
        (days("2026-08-01", "2026-09-01"), True),
        (days("2026-08-04", "2026-08-11"), False),
        (days("2026-08-03", "2026-08-17"), False),
    ],
)
def test_weeks_and_months_are_units_of_the_calendar(period: Period, calendar: bool) -> None:
    """An ISO week and whole months are; seven days from a Tuesday and a fortnight are not."""
    assert period.calendar is calendar


def test_nothing_stands_before_the_first_year() -> None:
    """In the first year of the calendar there is no year earlier."""
    assert days("0001-03-01", "0001-04-01").minus_a_year().days == 0


def test_a_period_cannot_end_before_it_starts() -> None:
    """The wrong order is refused wherever a period is made; an empty one is fine."""
    with pytest.raises(EndBeforeStart):
        Period(start=date(2026, 8, 2), end=date(2026, 8, 1))
    assert Period(start=TODAY, end=TODAY).days == 0


@given(PERIODS)
def test_slices_cover_a_period_once(period: Period) -> None:
    """Months and added days, less the days taken away, hold every day of the period once and no other day."""
    parts = slices(period)
    for day in _around(period, parts):
        assert _times(parts, day) == (day in period), day
    assert (parts.months.start.day, parts.months.end.day) == (1, 1) or not parts.months.days


@given(PERIODS.filter(lambda period: period.end.year < 9999))
def test_slices_take_the_shorter_way(period: Period) -> None:
    """No edge costs more than half a month of days."""
    parts = slices(period)
    assert max(edge.days for edge in (*parts.plus, *parts.minus)) <= 16


@given(st.dates(max_value=date(9999, 10, 31)))
def test_slices_find_the_single_month(day: date) -> None:
    """A period of one calendar month is that month, whichever it is."""
    start = day.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1)
    assert slices(Period(start=start, end=end)).months == Period(start=start, end=end)


def test_slices_by_example() -> None:
    """Few days are added, many are what is left of a month; the last days of the calendar do not overflow."""
    parts = slices(days("2026-01-30", "2026-04-23"))
    assert parts.plus[0] == days("2026-01-30", "2026-02-01")
    assert parts.months == days("2026-02-01", "2026-05-01")
    assert parts.minus[1] == days("2026-04-23", "2026-05-01")
    week = days("2026-03-09", "2026-03-16")
    assert slices(week).plus[0] == week
    whole = slices(ALL)
    assert (whole.months.start, whole.months.end, whole.plus[1].end) == (date.min, date(9999, 12, 1), date.max)
    end = Period(start=date(9999, 12, 5), end=date.max)
    assert slices(end).plus[0] == end


def _around(period: Period, parts: Slices) -> set[date]:
    """The days at every edge there is, and their neighbours."""
    edges = [period, parts.months, *parts.plus, *parts.minus]
    found = {day for edge in edges for day in (edge.start, edge.last)}
    steps = (timedelta(days=-1), timedelta(), timedelta(days=1))
    safe = (day for day in found if date(1, 1, 2) < day < date(9999, 12, 30))
    return {day + step for day in safe for step in steps}


def _times(parts: Slices, day: date) -> int:
    """How often a sum over the slices counts this day."""
    added = sum(day in part for part in (parts.months, *parts.plus))
    return added - sum(day in part for part in parts.minus)
