"""Ranges beside figures: of what one conversion costs, and of the share of leads that buy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money
from core.performance.performance import Performance
from core.performance.ranges import MoneyRange, cost_per_conversion, lead_rate


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def did(cost: int, count: int) -> Performance:
    """So many of one goal."""
    return Performance(currency="EUR", cost=cost, conversions=count, by_goal={"sale": count}, primary=("sale",))


FOUR = did(560000, 4)


@given(st.integers(1, 10**10), st.integers(1, 10**5), st.floats(1, 20))
def test_what_one_costs_lies_in_its_range(cost: int, count: int, waves: float) -> None:
    """The figure shown is never outside of what is said to be likely, to the minor unit; waves only widen it."""
    each, calm, found = (
        did(cost, count).cost_per_conversion,
        *(cost_per_conversion(did(cost, count), phi) for phi in (1.0, waves)),
    )
    assert each
    assert calm
    assert calm.high
    assert found
    assert calm.low.minor <= each.minor <= calm.high.minor
    assert found.low.minor <= calm.low.minor
    assert found.high is None or found.high.minor >= calm.high.minor


def test_without_conversions_the_cost_of_one_has_no_upper_end() -> None:
    """250.00 without any: at least 67.77 for one."""
    assert cost_per_conversion(did(25000, 0)) == MoneyRange(low=eur(6777), high=None)


def test_what_nobody_could_pay_is_no_upper_end() -> None:
    """Of one result in high waves: the fewest that may have come are next to nothing."""
    assert cost_per_conversion(did(25000, 1), waves=30.0) == MoneyRange(low=eur(1393), high=None)


@pytest.mark.parametrize("cost", [0, -5000])
def test_without_cost_there_is_no_cost_per_conversion(cost: int) -> None:
    """As of the figure itself (D-16)."""
    assert cost_per_conversion(replace(FOUR, cost=cost)) is None


def test_a_mixture_of_goals_has_no_price_and_no_range() -> None:
    """Sales and licences are not one thing (J-01)."""
    assert cost_per_conversion(replace(FOUR, primary=("sale", "licence"))) is None


@pytest.mark.parametrize(("customers", "leads"), [(0, 0), (5, 4), (-1, 4), (4, 0)])
def test_what_is_no_share_has_no_range(customers: int, leads: int) -> None:
    """More customers than leads came another way."""
    done = Performance(currency="EUR", customers=customers, leads=leads)
    assert (done.lead_rate, lead_rate(done)) == (None, None)
