"""Repeats: which days they have, what the cost of each serves, and how they pause and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, pairwise, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import month_number, months_later
from core.calendar.weekly import beginning_of, local_day
from core.ledger.entries import Cost
from core.ledger.repeats import STEPS, Every, Repeat, State, first_repeat
from core.money.money import Money
from core.setup.categories import Category

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
rhythms = st.sampled_from([Every.MONTHLY, Every.YEARLY])


def begun(day: date, every: Every = Every.MONTHLY, until: date | None = None) -> Repeat:
    """A repeat whose first cost is of ``day``."""
    amount = Money(minor=49_00, currency="USD")
    cost = Cost(day=day, category=Category.TOOLS, amount=amount, until=until)
    return first_repeat(1, 7, cost, every, "U1")


def following(first: Repeat, number: int) -> list[date]:
    """Its next days, each logged in turn."""
    moved = accumulate(repeat(None, number - 1), lambda one, _: one.moved_on(), initial=first)
    return [one.next_day for one in moved]


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        (date(2026, 1, 31), Every.MONTHLY, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        (date(2027, 12, 30), Every.MONTHLY, ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]),
        (date(2024, 2, 29), Every.YEARLY, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        (date(2026, 8, 3), Every.YEARLY, ["2027-08-03", "2028-08-03", "2029-08-03", "2030-08-03"]),
    ],
)
def test_the_day_of_the_month_stays(day: date, every: Every, expected: list[str]) -> None:
    """The 31st is the last day of shorter months and the 31st again; 29 February is the 28th in other years."""
    assert [str(found) for found in following(begun(day, every), 4)] == expected


@given(days, rhythms)
def test_every_month_or_year_has_one(day: date, every: Every) -> None:
    """No month is left out and none has two, and each day is the first one's or its month's last."""
    found = [day, *following(begun(day, every), 40)]
    assert {month_number(b) - month_number(a) for a, b in pairwise(found)} == {STEPS[every]}
    assert all(one.day == day.day or (one + timedelta(days=1)).day == 1 for one in found)


@given(days, rhythms, st.integers(0, 5000))
def test_the_next_after_any_day(day: date, every: Every, later: int) -> None:
    """Asked for any day, it is the first of its days strictly after it."""
    asked = day + timedelta(days=later)
    first = begun(day, every)
    steps = STEPS[every]
    expected = next(d for n in range(1, 300) if (d := months_later(day, n * steps)) > asked)
    assert first.after(asked) == expected


@pytest.mark.parametrize(
    ("day", "until", "expected"),
    [
        ("2026-01-01", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2026-01-15", "2026-02-14", ["2026-03-14", "2026-04-14", "2026-05-14"]),
        ("2026-01-31", "2026-02-27", ["2026-03-30", "2026-04-29", "2026-05-30"]),
        ("2026-01-01", "2026-01-10", ["2026-02-10", "2026-03-10", "2026-04-10"]),
        ("2026-01-01", "2026-02-05", ["2026-03-05", "2026-04-05", "2026-05-05"]),
    ],
)
def test_until_moves_along(day: str, until: str, expected: list[str]) -> None:
    """A service of a month is a month again, whatever its days; one of ten days is ten days again."""
    first = begun(date.fromisoformat(day), until=date.fromisoformat(until))
    assert [str(first.until(found)) for found in following(first, 3)] == expected


@given(days, rhythms)
def test_services_of_a_whole_step_follow_each_other_without_gap(day: date, every: Every) -> None:
    """A month's service every month, a year's every year: each begins the day after the one before it has ended."""
    last = months_later(day, STEPS[every]) - timedelta(days=1)
    first = begun(day, every, until=last)
    ends = [last, *(first.until(found) for found in following(first, 30))]
    assert [end and end + timedelta(days=1) for end in ends[:-1]] == following(first, 30)


@given(days, rhythms, st.integers(1, 1829))
def test_every_occurrence_can_be_saved(day: date, every: Every, length: int) -> None:
    """However long the first serves, none ends before it begins or serves longer than a cost may."""
    first = begun(day, every, until=day + timedelta(days=length))
    for found in following(first, 30):
        made = first.on(found, None)
        assert made.service.days >= 1
        assert replace(made, day=day, until=first.first.until) == first.first


def test_a_pause_leaves_out_what_would_have_come() -> None:
    """Resumed in April, what was due in February and March does not come; what is due today does."""
    first = begun(date(2026, 1, 10)).paused()
    assert first.state is State.PAUSED
    assert first.resumed(date(2026, 4, 2)).next_day == date(2026, 4, 10)
    assert first.resumed(date(2026, 4, 10)).next_day == date(2026, 4, 10)
    assert first.resumed(date(2026, 1, 20)).next_day == date(2026, 2, 10)


def test_it_comes_until_the_day_it_is_changed_from() -> None:
    """What lies before that day still comes; with the last of them it has ended."""
    first = begun(date(2026, 1, 10)).ended_on(date(2026, 3, 10))
    assert (first.state, first.next_day) == (State.RUNNING, date(2026, 2, 10))
    assert first.moved_on().state is State.ENDED
    assert begun(date(2026, 1, 10)).ended_on(date(2026, 2, 10)).state is State.ENDED
    assert begun(date(2026, 1, 10)).paused().ended_on(date(2026, 3, 10)).state is State.ENDED


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "America/Havana", "Asia/Beirut", "America/Santiago", "Africa/Cairo"])
def test_a_day_begins_at_its_first_instant(zone: str) -> None:
    """Also where the clocks jump over midnight, or show it twice."""
    for number in range(800):
        day = date(2025, 1, 1) + timedelta(days=number)
        instant = beginning_of(day, zone)
        assert local_day(instant, zone) == day
        assert local_day(instant - timedelta(seconds=1), zone) < day
