"""Break-even: at these costs the return × margin is spent to the last unit, and no further."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money
from core.performance.break_even import BreakEven, break_even
from core.performance.performance import Performance


@given(
    st.integers(1, 10**10),
    st.integers(1, 10**4),
    st.integers(1, 10**4),
    st.fractions(Fraction(1, 100), 1, max_denominator=100),
)
def test_at_break_even_nothing_is_won_or_lost(value: int, leads: int, customers: int, margin: Fraction) -> None:
    """Whoever pays exactly so much for each has a margin ROI of nothing, to half a minor unit for each."""
    done = Performance(currency="EUR", value=value, leads=leads, customers=customers, counting=customers)
    found = break_even(done, margin)
    for each, count in ((found.cpl, leads), (found.cpa, customers), (found.each, customers)):
        assert each is not None
        assert abs(each.minor * count - value * margin) <= Fraction(count, 2)
    assert found.roas * margin == 1


def test_a_booking_of_225_at_full_margin_may_cost_225() -> None:
    """75 % of bookings spend 300 (article A-04)."""
    done = Performance(currency="USD", value=225_00 * 8, counting=8)
    assert break_even(done, Fraction(1)).each == Money(minor=225_00, currency="USD")


@pytest.mark.parametrize("value", [0, -500])
def test_without_a_return_there_is_no_break_even(value: int) -> None:
    """Nothing may be paid, which is not an amount to aim for."""
    found = break_even(Performance(currency="EUR", value=value, leads=9, customers=2, counting=2), Fraction(1, 2))
    assert found == BreakEven(roas=Fraction(2))


def test_without_any_there_is_no_break_even_for_one() -> None:
    """A return without leads has no cost per lead to compare."""
    found = break_even(Performance(currency="EUR", value=500, counting=2), Fraction(1))
    assert (found.cpl, found.cpa) == (None, None)
    assert found.each == Money(minor=250, currency="EUR")
