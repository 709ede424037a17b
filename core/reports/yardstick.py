"""The yardstick: what one result can bring in the scope of an answer, which every range is measured with (J-02)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.statistics import nearly
from core.reports.books import Books
from core.reports.due_spend import newest, year_before
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

ENOUGH_SALES = 3
"""Real sales in a year from which on their worth is known without a typed average."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Yardstick:
    """What one result can bring in the scope of an answer, over the 365 days that end with it; minor units, no margin.

    ``dearest`` and ``typical``: as in `core.performance.results`. ``uncertain``: a goal of real sales has fewer than
    three of them and no typed average. ``worths``: goal key -> what one of it is worth today; ``best``: what one of it
    can bring.
    """

    dearest: float
    typical: float
    uncertain: bool
    worths: Mapping[str, Fraction]
    best: Mapping[str, Fraction]


def yardstick(books: Books, end: date, campaign: Campaign | None = None) -> Yardstick:
    """Of the goals that count. ``end``: the first day after the answer.

    A campaign that is for one goal is measured by that goal and by those that have come in it.
    """
    year = year_before(end)
    counting = _counting_today(books.goals(), _goals_of(books, campaign, year))
    sold = _real_sales(books, year, counting)
    dearest_sales = books.dearest_sales(year)
    typed = {key: _typed_worth(goal) for key, goal in counting.items()}
    best = {key: max(worth, Fraction(dearest_sales.get(key, 0))) for key, worth in typed.items()}
    squares, revenue = sum(cell.squares for cell in sold), sum(cell.revenue for cell in sold)
    return Yardstick(
        dearest=nearly(max([Fraction(), *best.values()])),
        typical=nearly(max([Fraction(squares, revenue) if revenue > 0 else Fraction(), *typed.values()])),
        uncertain=any(_uncertain(goal, sold, books.goals()) for goal in counting.values()),
        worths={key: Fraction(goal.worth) for key, goal in counting.items()},
        best=best,
    )


def _goals_of(books: Books, campaign: Campaign | None, year: Period) -> Collection[str] | None:
    """Keys of the goals a campaign is measured by; None for all."""
    if campaign is None or not campaign.goal:
        return None
    goals = books.goals()
    came = {goals[cell.goal].key for cell in books.of_campaign(campaign.key, year) if cell.goal in goals and cell.count}
    return {campaign.goal, *came}


def _counting_today(goals: Mapping[int, Goal], keys: Collection[str] | None) -> dict[str, Goal]:
    """Key -> the newest version of each goal, where it counts; only of ``keys`` where some are given."""
    return {key: goal for key, goal in newest(goals).items() if goal.counts and (keys is None or key in keys)}


def _real_sales(books: Books, year: Period, counting: Collection[str]) -> list[Cell]:
    goals = books.goals()
    cells = (cell for cell in books.by_goal(year) if cell.sales)
    return [cell for cell in cells if cell.goal in goals and goals[cell.goal].key in counting]


def _typed_worth(goal: Goal) -> Fraction:
    return max(Fraction(goal.worth), Fraction(goal.average.minor if goal.average else 0))


def _uncertain(goal: Goal, sold: Sequence[Cell], goals: Mapping[int, Goal]) -> bool:
    """Its worth rests on real sales alone, and there are too few."""
    if goal.average:
        return False
    sales = sum(cell.sales for cell in sold if goals[cell.goal].key == goal.key)
    return sales < ENOUGH_SALES and (sales > 0 or not goal.worth)
