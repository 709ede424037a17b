"""Gaps: what is missing in a campaign's figures, by which the reader decides whether they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.calendar.periods import ALL
from core.performance.cells import Cell, grouped
from core.performance.performance import Performance, performance
from core.reports.books import Books
from core.setup.categories import Category

ASKED_FOR = (Category.ADS, Category.TOOLS, Category.PEOPLE, Category.MATERIALS, Category.AGENCY)
"""Categories a campaign usually costs something in (article A-10, A-16)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaps:
    """The gaps in the report, by which the reader decides whether the figure can be trusted."""

    categories: tuple[Category, ...] = ()
    without_channel: int = 0
    outside: Performance | None = None
    no_conversions: bool = False


def by_category(cells: Sequence[Cell]) -> dict[str, int]:
    """Cost by category, in the order of the categories.

    One whose costs sum to zero is among them, one without is not.
    """
    spent = grouped((cell for cell in cells if cell.cost or cell.standing), "category")
    sums: dict[str, int] = {}
    for category in Category:
        group = spent.get(category.value, [])
        minor = sum(cell.cost for cell in group)
        if minor or sum(cell.standing for cell in group):
            sums[category.value] = minor
    return sums


def gaps(books: Books, key: str, cells: Sequence[Cell], total: Performance) -> Gaps:
    spent = by_category(cells)
    every = performance(books.of_campaign(key, ALL), books.goals(), books.currency)
    outside = Performance(
        currency=books.currency,
        cost=every.cost - total.cost,
        value=every.value - total.value,
        counting=every.counting - total.counting,
        not_counting=every.not_counting - total.not_counting,
        costs=every.costs - total.costs,
        results=every.results - total.results,
    )
    return Gaps(
        categories=tuple(c for c in ASKED_FOR if c.value not in spent),
        without_channel=sum(cell.count for cell in cells if cell.goal and not cell.channel),
        outside=None if outside.empty else outside,
        no_conversions=not total.conversions,
    )
