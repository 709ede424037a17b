"""Ranges: what chance could have made of the same effort, around every figure; and none where there is no answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money, rounded
from core.performance.performance import Performance
from core.performance.ranges import MoneyRange, cost_per_conversion, excess, lead_rate, ranges, roi

ONE = Fraction(1)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def did(cost: int, *goals: tuple[int, int]) -> Performance:
    """``goals``: (count, return) of each."""
    return Performance(
        currency="EUR",
        cost=cost,
        value=sum(value for _, value in goals),
        counting=sum(count for count, _ in goals),
        by_goal={f"goal-{n}": count for n, (count, _) in enumerate(goals) if count},
        returns={f"goal-{n}": value for n, (_, value) in enumerate(goals) if value},
    )


FOUR = did(560000, (4, 2400000))
GOALS = st.lists(st.tuples(st.integers(1, 10**5), st.integers(1, 10**10)), min_size=1, max_size=4)


@given(st.integers(1, 10**10), GOALS, st.fractions(Fraction(1, 100), 1, max_denominator=100))
def test_every_figure_lies_in_its_range(cost: int, goals: list[tuple[int, int]], margin: Fraction) -> None:
    """The figure shown is never outside of what is said to be likely, to the minor unit."""
    done = did(cost, *goals)
    found = ranges(done, margin)
    shown, each = done.roi, done.cost_per_conversion
    assert found.roi
    assert found.excess
    assert found.excess.high
    assert found.cost_per_conversion
    assert shown is not None
    assert each is not None
    assert found.cost_per_conversion.high is not None
    assert found.roi.low < shown < found.roi.high
    assert found.excess.low.minor - 1 <= done.excess(margin) <= found.excess.high.minor + 1
    assert found.cost_per_conversion.low.minor <= each.minor <= found.cost_per_conversion.high.minor


def test_without_conversions_the_cost_of_one_has_no_upper_end() -> None:
    """250.00 without any: at least 67.77 for one; of the return nothing can be said."""
    found = ranges(did(25000), ONE)
    assert found.cost_per_conversion == MoneyRange(low=eur(6777), high=None)
    assert (found.roi, found.excess, found.lead_rate) == (None, None, None)


@pytest.mark.parametrize("cost", [0, -5000])
def test_without_cost_there_is_neither_roi_nor_cost_per_conversion(cost: int) -> None:
    """As of the figures themselves (D-16)."""
    done = replace(FOUR, cost=cost)
    assert (roi(done, done.value), cost_per_conversion(done)) == (None, None)


@pytest.mark.parametrize("goals", [[(4, 100), (1, -500)], [(0, 500)], [(3, 0)]])
def test_a_return_that_is_not_of_conversions_has_no_range(goals: list[tuple[int, int]]) -> None:
    """Refunds beyond sales, money without a count, and counts without money."""
    assert roi(did(100, *goals), 1) is None
    assert excess(did(100, *goals), ONE) is None


def test_conversions_without_worth_do_not_widen_the_return() -> None:
    """80 leads that do not count leave the range of the four sales as it is."""
    more = replace(FOUR, not_counting=80, by_goal={**FOUR.by_goal, "lead": 80})
    assert ranges(more, ONE) == ranges(FOUR, ONE)


def test_one_dear_sale_among_cheap_ones_is_as_uncertain_as_it_is() -> None:
    """Seven at 15 and one at 225 are far from eight at 41.25: most of the return hangs on the one."""
    equal, unequal = (roi(done, done.value) for done in (did(246765, (8, 33000)), did(246765, (7, 10500), (1, 22500))))
    assert equal
    assert unequal
    assert (str(rounded(equal.low)), str(rounded(equal.high))) == ("-94.23", "-73.65")
    assert (str(rounded(unequal.low)), str(rounded(unequal.high))) == ("-98.27", "-45.81")


def test_a_margin_moves_the_excess_and_not_the_roi() -> None:
    """The ROI of the headline is on the whole return; so is its range."""
    assert ranges(FOUR, Fraction(1, 2)).roi == ranges(FOUR, ONE).roi
    assert ranges(FOUR, Fraction(1, 2)).excess != ranges(FOUR, ONE).excess


@pytest.mark.parametrize(("customers", "leads"), [(0, 0), (5, 4), (-1, 4), (4, 0)])
def test_what_is_no_share_has_no_range(customers: int, leads: int) -> None:
    """More customers than leads came another way."""
    done = Performance(currency="EUR", customers=customers, leads=leads)
    assert (done.lead_rate, lead_rate(done)) == (None, None)
