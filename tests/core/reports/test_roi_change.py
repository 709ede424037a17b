"""Changes: the parts of a change of ROI by example, and that they always sum to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.own_currency import Foreign, booked_rates
from core.money.money import Money
from core.money.rounding import rounded
from core.performance.cells import Cell
from core.performance.performance import performance
from core.reports.roi_change import Cause, Change, change
from core.setup.goals import Basis, Goal, Stage

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


FOREIGN = st.lists(
    st.builds(
        Foreign,
        currency=st.sampled_from(["EUR", "GBP", "JPY"]),
        channel=st.sampled_from(["", "linkedin", "x"]),
        goal=st.sampled_from([0, *GOALS]),
        own_cost=st.integers(-(10**4), 10**9),
        cost=st.integers(-(10**4), 10**9),
        own_value=st.integers(-(10**4), 10**9),
        value=st.integers(-(10**4), 10**9),
    ),
    max_size=6,
)


def cost(units: int) -> Cell:
    return Cell(cost=units * 100)


def leads(count: int, each: int, channel: str = "linkedin", goal: int = 1) -> Cell:
    return Cell(channel=channel, goal=goal, count=count, value=count * each * 100)


def parts(before: list[Cell], after: list[Cell]) -> tuple[int, ...]:
    """Cost, volume, mix, value, in points, where they are whole; one currency is no part of it."""
    found = change(before, after, GOALS)
    assert found is not None
    assert all(part.denominator == 1 for part in found.parts.values())
    assert not found.parts[Cause.CURRENCY]
    return tuple(int(part) for cause, part in found.parts.items() if cause is not Cause.CURRENCY)


def test_the_oracle_of_the_ledger() -> None:
    """1,000 for 10 leads at 150 against 1,200 for 18 at 140: +60 points."""
    found = change([cost(1000), leads(10, 150)], [cost(1200), leads(18, 140)], GOALS)
    assert found is not None
    assert found.points == 60
    moved = {Cause.COST: -25, Cause.VOLUME: 100, Cause.MIX: 0, Cause.VALUE: -15}
    assert dict(found.parts) == {Cause.CURRENCY: 0, **moved}


@given(CELLS, CELLS, st.tuples(FOREIGN, FOREIGN))
def test_the_parts_sum_to_the_change(
    before: list[Cell], after: list[Cell], foreign: tuple[list[Foreign], list[Foreign]]
) -> None:
    """Whatever the books hold, in whatever currencies, nothing of the change is unexplained, exactly and as shown."""
    old, new = (performance(cells, GOALS, "USD").roi for cells in (before, after))
    found = change(before, after, GOALS, foreign)
    if old is None or new is None:
        assert found is None
    else:
        assert found is not None
        assert found.points == new - old
        assert sum(found.shown.values()) == rounded(new - old)


@given(CELLS, st.sampled_from(["EUR", "JPY"]), st.integers(1, 10**9))
def test_the_same_books_do_not_move(cells: list[Cell], currency: str, own: int) -> None:
    """Against itself nothing changes, and no part takes from another."""
    foreign = [Foreign(currency=currency, own_cost=own, cost=sum(cell.cost for cell in cells))]
    found = change(cells, cells, GOALS, (foreign, foreign))
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


def euros(own: int, booked: int, *, value: bool = False, channel: str = "", goal: int = 0) -> Foreign:
    """Whole units of a cost, or of a return."""
    if value:
        return Foreign(currency="EUR", channel=channel, goal=goal, own_value=own * 100, value=booked * 100)
    return Foreign(currency="EUR", own_cost=own * 100, cost=booked * 100)


def test_a_dearer_currency_is_currency_and_not_cost() -> None:
    """100.00 EUR both times, at 1.00 and then at 1.25: ROI of 100 % falls to 60 %, by the rate alone."""
    before, after = [cost(100), leads(10, 20)], [cost(125), leads(10, 20)]
    found = change(before, after, GOALS, ([euros(100, 100)], [euros(100, 125)]))
    assert found is not None
    assert {cause: part for cause, part in found.parts.items() if part} == {Cause.CURRENCY: -40}


def test_revenue_from_abroad_moves_with_the_rate_too() -> None:
    """200.00 EUR of revenue at 1.00 and then at 0.90, against a cost at home: 20 points, and no value."""
    before, after = [cost(100), leads(10, 20)], [cost(100), leads(10, 18)]
    old = [euros(200, 200, value=True, channel="linkedin", goal=1)]
    found = change(before, after, GOALS, (old, [euros(200, 180, value=True, channel="linkedin", goal=1)]))
    assert found is not None
    assert {cause: part for cause, part in found.parts.items() if part} == {Cause.CURRENCY: -20}


def test_the_rate_of_before_is_the_weighted_one() -> None:
    """300.00 at 1.00 and 100.00 at 1.40 are 440.00 for 400.00: then 1.10 stands for 1.10, and nothing moved."""
    before, after = [cost(440), leads(10, 88)], [cost(110), leads(10, 22)]
    found = change(before, after, GOALS, ([euros(300, 300), euros(100, 140)], [euros(100, 110)]))
    assert found is not None
    assert found.parts[Cause.CURRENCY] == 0


def test_the_rest_is_told_at_the_rates_of_before() -> None:
    """Twice the euros at a dearer rate: first the rate (1.25 for 1.00), then what was spent more."""
    before, after = [cost(100), leads(10, 20)], [cost(250), leads(10, 20)]
    found = change(before, after, GOALS, ([euros(100, 100)], [euros(200, 250)]))
    assert found is not None
    assert {cause: part for cause, part in found.parts.items() if part} == {Cause.CURRENCY: -20, Cause.COST: -100}


def test_a_currency_new_since_then_moves_nothing() -> None:
    """There is no rate of before to value it at: what it costs is cost."""
    found = change([cost(100), leads(10, 20)], [cost(125), leads(10, 20)], GOALS, ([], [euros(100, 125)]))
    assert found is not None
    assert {cause: part for cause, part in found.parts.items() if part} == {Cause.COST: -40}


def test_a_rate_made_of_credits_alone_is_none() -> None:
    """Where the sums of before do not agree in sign, there is no rate; where both are below zero, there is."""
    assert booked_rates([euros(-1, 3)]) == {}
    assert booked_rates([euros(5, 5), euros(-5, -6)]) == {}
    assert booked_rates([euros(-5, -6)]) == {"EUR": Fraction(6, 5)}
