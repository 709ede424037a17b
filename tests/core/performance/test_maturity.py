"""Maturity: due spend by the worked numbers of docs/judgements.md, and how it behaves at its edges."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.rounding import half_up
from core.performance.maturity import MATURE, due, due_at, due_between, mature_through, share
from tests.data import read_judgements

FIRST = date(2026, 1, 1)
WORKED = read_judgements()["J-06"]
NEW = [case for case in WORKED if "counts_as" in case]
SINCE_THE_LAST = [case for case in WORKED if "due_since" in case]


def day(number: int) -> date:
    """Day 1 is the first on which anything was spent."""
    return FIRST + timedelta(days=number - 1)


def spent(case: dict[str, Any]) -> dict[date, int]:
    return {day(number): int(case["per_day"]) * 100 for number in range(1, case["days"] + 1)}


def test_no_worked_number_is_left_out() -> None:
    """Each is of one of the two kinds below."""
    assert len(NEW) + len(SINCE_THE_LAST) == len(WORKED) == 5


@pytest.mark.parametrize("case", NEW)
def test_a_new_unit_has_its_due_spend(case: dict[str, Any]) -> None:
    """On its last day, from its first on."""
    assert half_up(due(spent(case), case["delay"], day(case["days"]))) == cents(case["counts_as"])


@pytest.mark.parametrize("case", SINCE_THE_LAST)
def test_due_spend_since_the_last_result(case: dict[str, Any]) -> None:
    """What came due behind its day: also of the money spent before, and after nothing is spent any more."""
    today = day(case.get("stopped_until", case["days"]))
    came_due = due_between(spent(case), case["delay"], day(case["last_result_day"]), today)
    assert half_up(came_due) == cents(case["due_since"])


def cents(text: str) -> Fraction:
    return Fraction(text) * 100


@given(st.integers(0, 400), st.integers(0, 4000))
def test_a_share_grows_from_nothing_to_all(delay: int, age: int) -> None:
    """Half of it has come after the delay, and it never falls."""
    assert 0 <= share(delay, age) <= share(delay, age + 1) <= 1
    assert share(delay, delay) == pytest.approx(0.5 if delay else 1)


@given(st.integers(0, 4000))
def test_without_a_delay_all_of_it_is_due_on_the_day_itself(age: int) -> None:
    """So spend counts as it was spent, to the cent."""
    assert share(0, age) == 1
    assert due({FIRST: 12345}, 0, FIRST + timedelta(days=age)) == 12345


def test_on_the_day_itself_nothing_is_due_where_results_take_time() -> None:
    """Nor is anything that is spent later."""
    assert due({FIRST: 12345, day(2): 500}, 14, FIRST) == 0


@given(st.dictionaries(st.integers(1, 300), st.integers(-(10**6), 10**9), max_size=20), st.integers(0, 120))
def test_due_spend_adds_up(minor: dict[int, int], delay: int) -> None:
    """Two windows side by side are as much as the one that holds both, to the last bit."""
    spend = {day(number): amount for number, amount in minor.items()}
    first, second = (due_between(spend, delay, day(a), day(b)) for a, b in ((0, 100), (100, 310)))
    assert first + second == due(spend, delay, day(310))


@given(st.integers(0, 400))
def test_mature_through_is_the_last_day_with_nine_tenths(delay: int) -> None:
    """The day after it has less, unless results come at once."""
    through = mature_through(delay, FIRST)
    age = (FIRST - through).days
    assert share(delay, age) >= MATURE
    assert not delay or share(delay, age - 1) < MATURE


@pytest.mark.parametrize(("delay", "days"), [(0, 0), (14, 47), (57, 190)])
def test_mature_through_by_hand(delay: int, days: int) -> None:
    """3.32 times the delay, rounded up to a day."""
    assert mature_through(delay, FIRST) == FIRST - timedelta(days=days)


@given(
    st.dictionaries(st.integers(1, 300), st.integers(-(10**6), 10**9), max_size=20),
    st.integers(0, 120),
    st.lists(st.integers(0, 400), min_size=1, max_size=5).map(sorted),
)
def test_due_spend_at_many_moments_is_the_same(minor: dict[int, int], delay: int, moments: list[int]) -> None:
    """In one pass instead of one each, to a thousandth of a minor unit."""
    spend = {day(number): amount for number, amount in minor.items()}
    days = [day(number) for number in moments]
    assert due_at(spend, delay, days) == pytest.approx([float(due(spend, delay, at)) for at in days], abs=1e-3)
