"""Histories: days summed by key and goal, and the year up to the last result that a price is of."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.money.money import Money
from core.performance.histories import YEAR, Daily, History, histories
from core.performance.maturity import due_between
from core.setup.goals import Basis, Goal

FIRST = date(2026, 1, 1)
WHOLE = Period(start=FIRST, end=FIRST + 2 * YEAR)
WORTH = Money(minor=100, currency="EUR")
VERSIONS = {
    number: Goal(id=number, key=key, name=key, basis=Basis.FIXED, value=WORTH)
    for number, key in ((1, "sale"), (2, "lead"), (3, "sale"))
}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def steady(count: int, step: int = 5) -> History:
    """A result and 100 spent every so many days."""
    days = [day(step * n) for n in range(count)]
    return History(spend=dict.fromkeys(days, 100), results={"sale": dict.fromkeys(days, 1)})


DAYS = st.builds(
    Daily,
    key=st.sampled_from(["", "linkedin", "google"]),
    day=st.integers(0, 400).map(day),
    goal=st.sampled_from([0, 1, 2, 3, 99]),
    cost=st.integers(-500, 5000),
    count=st.integers(-2, 9),
)


@given(st.lists(DAYS, max_size=30))
def test_nothing_is_lost_between_days(days: list[Daily]) -> None:
    """All versions of a goal are one; what is of no goal that is known counts as money only."""
    by_key = histories(days, VERSIONS)
    assert sum(one.spent(WHOLE) for one in by_key.values()) == sum(one.cost for one in days)
    for goal, versions in (("sale", (1, 3)), ("lead", (2,))):
        came = sum(one.count for one in days if one.goal in versions)
        assert sum(one.count(goal, WHOLE) for one in by_key.values()) == came


@given(st.lists(DAYS, max_size=30), st.integers(0, 90))
def test_a_record_is_of_the_year_up_to_the_last_result(days: list[Daily], delay: int) -> None:
    """So many results, and what came due meanwhile; none where no result has come."""
    history = histories(days, VERSIONS).get("linkedin", History())
    end = day(380)
    last = history.last(("sale",), end)
    record = history.record("sale", delay, end)
    assert (record is None) == (last is None)
    if record and last:
        assert record.count == history.count("sale", Period(start=last - YEAR + timedelta(1), end=last + timedelta(1)))
        assert record.due == due_between(history.spend, delay, last - YEAR, last)


def test_a_year_has_365_days() -> None:
    """A result and money of the day before do not belong to it."""
    early, late = day(0), day(365)
    history = History(spend={early: 700, late: 100}, results={"sale": {early: 1, late: 1}})
    record = history.record("sale", 0, late + timedelta(days=1))
    assert record is not None
    assert (record.count, record.due) == (1, Fraction(100))


def test_what_comes_at_the_end_or_later_is_not_known_yet() -> None:
    """Nor is a day from which as much was refunded."""
    history = History(results={"sale": {day(1): 2, day(2): 0, day(9): 1}, "lead": {day(3): 1}})
    assert history.last(("sale",), day(9)) == day(1)
    assert history.last(("sale", "lead"), day(9)) == day(3)
    assert history.last((), day(9)) is None


def test_swings_are_measured_from_fifty_results_on() -> None:
    """Steady ones have none; those in waves make the price less certain."""
    few, many = (steady(count).record("sale", 0, day(400)) for count in (49, 70))
    assert few is not None
    assert many is not None
    assert (few.swing, few.strength) == (None, 12)
    assert many.swing is not None
    assert (many.swing.results, many.swing.waves) == (70, 1.0)
    waving = History(spend=steady(70).spend, results={"sale": {day(0): 30, day(90): 2, day(345): 38}})
    wavy = waving.record("sale", 0, day(400))
    assert wavy is not None
    assert wavy.strength < 3 < 12 < many.strength


def test_the_first_cost_is_the_first_day_money_was_spent() -> None:
    """A credit is none."""
    assert History(spend={day(1): -5, day(2): 0, day(3): 5, day(4): 5}).first_cost() == day(3)
    assert History().first_cost() is None
