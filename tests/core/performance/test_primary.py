"""The primary set of an answer: results that count and results that do not are never one figure (J-01)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money
from core.performance.cells import Cell, grouped
from core.performance.performance import performance
from core.performance.primary import primary_set
from core.setup.goals import Basis, Goal, Stage
from tests.data import read_judgements

WORKED = read_judgements()["J-01"]


def goal(number: int, key: str, stage: Stage, *, counts: bool) -> Goal:
    """Worth 100.00."""
    return Goal(
        id=number,
        key=key,
        name=key,
        basis=Basis.FIXED,
        value=Money(minor=100_00, currency="USD"),
        stage=stage,
        counts=counts,
    )


GOALS = {
    1: goal(1, "sale", Stage.CUSTOMER, counts=True),
    2: goal(2, "lead", Stage.LEAD, counts=False),
    3: goal(3, "visit", Stage.OTHER, counts=False),
}


def two(amount: object) -> str:
    """Money with its decimals."""
    assert isinstance(amount, Money)
    return str(amount.units)


def test_the_worked_number() -> None:
    """1,000 each; thirty leads each and two sales on one of them."""
    channels = {"linkedin": (2, 30), "facebook": (0, 30)}
    cells = [
        cell
        for channel, (sales, leads) in channels.items()
        for cell in (
            Cell(channel=channel, category="ads", cost=1000_00, standing=1),
            Cell(channel=channel, goal=1, count=sales, value=sales * 100_00, standing=1),
            Cell(channel=channel, goal=2, count=leads, standing=1),
        )
    ]
    primary = primary_set(cells, GOALS)
    total = performance(cells, GOALS, "USD", primary)
    assert (total.conversions, two(total.price_of("sale"))) == (WORKED["total"]["sales"], WORKED["total"]["per_sale"])
    for channel, group in grouped(cells, "channel").items():
        said, row = WORKED["channels"][channel], performance(group, GOALS, "USD", primary)
        assert (row.conversions, row.by_goal["lead"]) == (said["sales"], said["leads"])
        assert two(row.price_of("lead")) == said["per_lead"]
        price = row.price_of("sale")
        assert (price and two(price)) == said["per_sale"]


def test_where_none_counts_the_latest_stage_is_counted() -> None:
    """Leads before visits, and never their sum."""
    cells = [Cell(goal=2, count=3), Cell(goal=3, count=500)]
    assert performance(cells, GOALS, "USD").conversions == 3
    assert performance(cells[1:], GOALS, "USD").conversions == 500


def test_a_mixture_of_goals_has_no_price() -> None:
    """Only counts stand, goal by goal."""
    goals = {**GOALS, 4: goal(4, "licence", Stage.OTHER, counts=True)}
    cells = [Cell(category="ads", cost=100_00), Cell(goal=1, count=2, value=1), Cell(goal=4, count=3, value=1)]
    mixed = performance(cells, goals, "USD")
    assert (mixed.conversions, mixed.cost_per_conversion) == (5, None)
    assert (two(mixed.price_of("sale")), two(mixed.price_of("licence"))) == ("50.00", "33.33")


CELLS = st.lists(
    st.builds(Cell, channel=st.sampled_from("abc"), goal=st.sampled_from([1, 2, 3]), count=st.integers(0, 50)),
    max_size=12,
)


@given(CELLS)
def test_rows_sum_to_their_total_in_counts(cells: list[Cell]) -> None:
    """As they do in money."""
    primary = primary_set(cells, GOALS)
    total = performance(cells, GOALS, "USD", primary)
    rows = [performance(group, GOALS, "USD", primary) for group in grouped(cells, "channel").values()]
    assert sum(row.conversions for row in rows) == total.conversions
    for key in ("sale", "lead", "visit"):
        assert sum(row.by_goal.get(key, 0) for row in rows) == total.by_goal.get(key, 0)
