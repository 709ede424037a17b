"""Budgets: what is spent of the plan, how much time has passed, and the marks at 80 and 100 percent (D-28)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from core.money.money import Money
from core.plans.budgets import Mark, Spending, spending
from core.setup.campaigns import Campaign

START, END = date(2026, 7, 1), date(2026, 9, 30)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def campaign(start: date | None = START, end: date | None = END, budget: Money | None = None) -> Campaign:
    return Campaign(key="q3", name="Q3", start=start, end=end, budget=budget)


@pytest.mark.parametrize(
    ("spent", "mark"),
    [
        (0, Mark.BELOW),
        (-5, Mark.BELOW),
        (799_99, Mark.BELOW),
        (800_00, Mark.NEARLY),
        (999_99, Mark.NEARLY),
        (1000_00, Mark.ALL),
        (4000_00, Mark.ALL),
    ],
)
def test_the_marks(spent: int, mark: Mark) -> None:
    """At exactly 80 and 100 percent of the plan, and no cent before."""
    assert Spending(budget=eur(1000_00), spent=eur(spent)).mark is mark


def test_nearly_all_is_no_warning_once_the_time_is_over() -> None:
    """A campaign that ended within its budget kept it; one that ended beyond it did not."""
    assert Spending(budget=eur(100), spent=eur(92), days=(92, 92)).mark is Mark.BELOW
    assert Spending(budget=eur(100), spent=eur(92), days=(91, 92)).mark is Mark.NEARLY
    assert Spending(budget=eur(100), spent=eur(109), days=(92, 92)).mark is Mark.ALL


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 6, 30), (0, 92)),
        (date(2026, 7, 1), (1, 92)),
        (date(2026, 8, 9), (40, 92)),
        (date(2026, 9, 30), (92, 92)),
        (date(2027, 1, 1), (92, 92)),
    ],
)
def test_the_time(today: date, days: tuple[int, int]) -> None:
    """Local days, today's included; none before it begins, all once it has ended."""
    found = spending(campaign(budget=eur(100_00)), eur(50_00), today)
    assert found is not None
    assert found.share == Fraction(50)
    assert found.time == Fraction(days[0] * 100, days[1])


def test_what_is_open_has_no_time_and_what_has_no_budget_no_spending() -> None:
    """Where there is no answer there is None."""
    assert spending(campaign(), eur(1), START) is None
    for start, end in ((START, None), (None, END)):
        found = spending(campaign(start, end, eur(100)), eur(1), START)
        assert found is not None
        assert found.time is None
    assert Spending(budget=eur(0), spent=eur(5)).share is None
