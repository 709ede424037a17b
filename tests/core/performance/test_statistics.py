"""Chance: the interval of a share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.performance.statistics import wilson


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_wilson_holds_the_share(count: int, of: int) -> None:
    """Between nothing and all, around what was seen."""
    count = min(count, of)
    found = wilson(count, of)
    assert 0 <= found.low <= count / of + 1e-12
    assert count / of - 1e-12 <= found.high <= 1
