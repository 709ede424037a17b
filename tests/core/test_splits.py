"""Splits: parts by largest remainder sum to the whole, and none is a unit or more from its due."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.splits import largest_remainder

WEIGHTS = st.lists(st.fractions(0, 1000), min_size=1, max_size=12).filter(any)


@given(st.integers(-(10**14), 10**14), WEIGHTS)
def test_parts_sum_to_the_whole(minor: int, weights: list[Fraction]) -> None:
    """Whatever the weights: nothing is lost, and each part is within one unit of its share."""
    parts = largest_remainder(minor, weights)
    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - minor * weight / sum(weights)) < 1


def test_the_odd_unit_goes_to_the_earlier() -> None:
    """Where remainders are equal; what is taken back is divided alike."""
    assert largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]
    assert largest_remainder(5, [0, 2, 2]) == [0, 3, 2]
