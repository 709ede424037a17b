"""Attribution: the parts sum to the value, whatever the path and the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.imports.attribution import Model, Touch, attributed
from core.money.money import Money

PATH = tuple(Touch(channel=name, days=days) for name, days in (("linkedin", 20), ("google", 8), ("email", 3)))
touches = st.builds(Touch, channel=st.sampled_from(["linkedin", "x"]), days=st.integers(0, 400), direct=st.booleans())


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@given(st.integers(0, 10**14), st.lists(touches, min_size=1, max_size=12), st.sampled_from(Model))
def test_the_parts_sum_to_the_value(minor: int, path: list[Touch], model: Model) -> None:
    """To the minor unit, and no part is below zero."""
    parts = [part.minor for part in attributed(usd(minor), path, model)]
    assert sum(parts) == minor
    assert len(parts) == len(path)
    assert min(parts) >= 0


@pytest.mark.parametrize("model", Model)
def test_one_touch_takes_all(model: Model) -> None:
    """Whatever the model, direct or not."""
    for direct in (True, False):
        assert attributed(usd(100_00), [Touch(channel="x", days=3, direct=direct)], model) == (usd(100_00),)


def test_two_touches_share_by_position() -> None:
    """Half each; of three the one between gets 20 %."""
    assert attributed(usd(100_00), PATH[:2], Model.POSITION) == (usd(50_00), usd(50_00))
    assert attributed(usd(100_00), PATH, Model.POSITION) == (usd(40_00), usd(20_00), usd(40_00))


def test_the_first_and_the_last_that_was_not_direct() -> None:
    """Direct visits are passed over, unless there is nothing else."""
    direct = Touch(channel="", days=0, direct=True)
    assert attributed(usd(100_00), [*PATH, direct]) == (usd(0), usd(0), usd(100_00), usd(0))
    assert attributed(usd(100_00), [direct, direct]) == (usd(0), usd(100_00))
    assert attributed(usd(100_00), PATH, Model.FIRST) == (usd(100_00), usd(0), usd(0))


def test_a_half_life_halves() -> None:
    """Seven days earlier is worth half: two thirds and one third."""
    path = [Touch(channel="x", days=7), Touch(channel="email", days=0)]
    assert attributed(usd(90_00), path, Model.TIME_DECAY) == (usd(30_00), usd(60_00))
