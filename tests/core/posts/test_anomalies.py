"""Anomalies: unusual and large enough to matter, or silence (D-27)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.posts.anomalies import usual

BASE = (100, 110, 95, 105, 98, 102, 107, 101)
SAME = (50, 50, 50, 50, 50, 50, 50, 57)


@pytest.mark.parametrize(
    ("value", "alerts"),
    [(160, True), (120, False), (115, False), (101, False), (40, True)],
    ids=["far", "far, but 18.2 % only", "near", "usual", "far below"],
)
def test_what_stands_out(value: int, alerts: bool) -> None:
    """Both rules at once, above and below."""
    assert usual(BASE).stands_out(value, floor=10) == alerts


def test_what_is_too_small_to_matter() -> None:
    """Under the floor nothing is said."""
    assert usual(BASE).stands_out(160, floor=58)
    assert not usual(BASE).stands_out(160, floor=59)


def test_where_all_were_the_same_only_the_floors_count() -> None:
    """No deviation at all has no z; one that differed is enough for the mean deviation."""
    assert usual(SAME).z(80) is not None
    still = usual([50] * 8)
    assert still.z(80) is None
    assert still.stands_out(80, floor=30)
    assert not still.stands_out(60, floor=5)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.integers(0, 10**6))
def test_the_middle_is_never_unusual(values: list[int], value: int) -> None:
    """z is 0 there, and grows with the distance."""
    found = usual(values)
    z = found.z(value)
    if z is not None:
        assert (z > 0) == (value > found.middle)
        assert not found.stands_out(int(found.middle), floor=1)
