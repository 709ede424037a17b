"""Changes: the parts of a change of ROI by example, and that they always sum to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.changes import Cause, Change, change
from core.goals import Basis, Goal, Stage
from core.money import Money, rounded
from core.performance import Cell, performance

NOTHING = Money(minor=0, currency="USD")
LEAD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=NOTHING)
LATER = Goal(id=2, key="lead", name="Lead", basis=Basis.FIXED, value=NOTHING)
SALE = Goal(id=3, key="sale", name="Sale", basis=Basis.FIXED, value=NOTHING)
SEEN = Goal(id=4, key="seen", name="Seen", basis=Basis.FIXED, value=NOTHING, stage=Stage.LEAD, counts=False)
GOALS = {goal.id: goal for goal in (LEAD, LATER, SALE, SEEN)}

CELLS = st.lists(
    st.builds(
        Cell,
        channel=st.sampled_from(["", "linkedin", "x"]),
        goal=st.sampled_from([0, *GOALS]),
        cost=st.integers(-(10**6), 10**9),
        count=st.integers(-5, 1000),
        value=st.integers(-(10**6), 10**9),
    ),
    max_size=8,
)


def cost(units: int) -> Cell:
    return Cell(cost=units * 100)


def leads(count: int, each: int, channel: str = "linkedin", goal: int = 1) -> Cell:
    return Cell(channel=channel, goal=goal, count=count, value=count * each * 100)


def parts(before: list[Cell], after: list[Cell]) -> tuple[int, ...]:
    """Cost, volume, mix, value, in points, where they are whole."""
    found = change(before, after, GOALS)
    assert found is not None
    assert all(part.denominator == 1 for part in found.parts.values())
    return tuple(int(part) for part in found.parts.values())


def test_the_oracle_of_the_ledger() -> None:
    """1,000 for 10 leads at 150 against 1,200 for 18 at 140: +60 points."""
    found = change([cost(1000), leads(10, 150)], [cost(1200), leads(18, 140)], GOALS)
    assert found is not None
    assert found.points == 60
    assert dict(found.parts) == {Cause.COST: -25, Cause.VOLUME: 100, Cause.MIX: 0, Cause.VALUE: -15}


@given(CELLS, CELLS)
def test_the_parts_sum_to_the_change(before: list[Cell], after: list[Cell]) -> None:
    """Whatever the books hold, nothing of the change is left unexplained, exactly and as shown."""
    old, new = (performance(cells, GOALS, "USD").roi for cells in (before, after))
    found = change(before, after, GOALS)
    if old is None or new is None:
        assert found is None
    else:
        assert found is not None
        assert found.points == new - old
        assert sum(found.shown.values()) == rounded(new - old)


@given(CELLS)
def test_the_same_books_do_not_move(cells: list[Cell]) -> None:
    """Against itself nothing changes, and no part takes from another."""
    found = change(cells, cells, GOALS)
    assert found is None or not any(found.parts.values())


def test_dearer_for_the_same_result_is_cost() -> None:
    """Twice the cost for the same ten leads."""
    assert parts([cost(100), leads(10, 20)], [cost(200), leads(10, 20)]) == (-100, 0, 0, 0)


def test_more_of_the_same_is_volume() -> None:
    """Twice the leads on the same channel at the same worth."""
    assert parts([cost(100), leads(10, 20)], [cost(100), leads(20, 20)]) == (0, 200, 0, 0)


def test_a_better_channel_is_mix() -> None:
    """Ten leads as before, but more of them where one brings more."""
    before = [cost(100), leads(5, 10), leads(5, 30, "x")]
    after = [cost(100), leads(1, 10), leads(9, 30, "x")]
    assert parts(before, after) == (0, 0, 80, 0)


def test_a_new_version_of_a_goal_is_value() -> None:
    """The goal is worth more since then: the same leads bring more."""
    assert parts([cost(100), leads(10, 20)], [cost(100), leads(10, 30, goal=2)]) == (0, 0, 0, 100)


def test_what_is_new_is_mix_and_never_value() -> None:
    """A channel that did not exist before has no value of before to have moved from."""
    before = [cost(100), leads(10, 20)]
    after = [cost(100), leads(10, 20), leads(10, 5, "x")]
    assert parts(before, after) == (0, 200, -150, 0)


def test_the_first_conversions_are_volume() -> None:
    """Where nothing converted before, all that came is more conversions; and where nothing does now, fewer."""
    some, none = [cost(100), leads(10, 20)], [cost(100)]
    assert parts(none, some) == (0, 200, 0, 0)
    assert parts(some, none) == (0, -200, 0, 0)


def test_what_does_not_count_moves_nothing() -> None:
    """Conversions of a goal that brings no return are no volume."""
    assert parts([cost(100), leads(10, 20)], [cost(100), leads(10, 20), leads(99, 0, goal=4)]) == (0, 0, 0, 0)


@pytest.mark.parametrize("free", [[], [leads(1, 1)], [cost(-5)]])
def test_without_a_roi_there_is_no_change(free: list[Cell]) -> None:
    """No cost on one side: no ROI, and so no difference of two."""
    assert change(free, [cost(1)], GOALS) is None
    assert change([cost(1)], free, GOALS) is None


def test_the_largest_part_takes_what_rounding_leaves() -> None:
    """Three thirds of a point are shown as 1.00 in all."""
    third = Fraction(1, 3)
    found = Change(parts={Cause.COST: third, Cause.VOLUME: third + Fraction(1, 900), Cause.VALUE: third})
    assert found.shown == {Cause.COST: Decimal("0.33"), Cause.VOLUME: Decimal("0.34"), Cause.VALUE: Decimal("0.33")}
