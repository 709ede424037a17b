"""Opened figures: a figure of an answer taken apart into the parts of the entries that it is made of.

The sums come from the totals, as the answer's do; the parts from the entries. Both are the same postings, so the parts
of all rows add up to the figure, to the minor unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from core.ledger.entries import Entry
from core.ledger.history_filter import PAGE
from core.money.exchange import ExchangeRate
from core.performance.cells import Cell
from core.reports.books import Books
from core.reports.cover import Paid
from core.reports.figures import NOTHING, Figure, Kind, Part, Place, sum_of
from core.reports.privacy import Veil
from core.setup.categories import Category
from core.setup.goals import Goal

MOST_COUNTED = 500
"""Rows behind a page that are still counted; of more, only the sum is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An entry and the part of it that falls into the figure."""

    entry: Entry
    part: Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Worth:
    """The return of one version of a goal. ``sold``: how many conversions came with their real ``revenue``."""

    goal: Goal
    count: int
    value: int
    revenue: int
    sold: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A figure opened at one page of its rows, newest first; the first is 0.

    ``newer``: the sum of the rows before the page. ``merged``: the costs of the categories ``hidden``, which are not
    listed one by one. ``more``: how many rows come behind it, counted up to `MOST_COUNTED`.
    """

    figures: Sequence[Figure]
    figure: Figure
    rows: Sequence[Row] = ()
    page: int = 0
    newer: Part = NOTHING
    more: int = 0
    hidden: frozenset[str] = frozenset()
    worths: Sequence[Worth] = ()
    rates: Sequence[ExchangeRate] = ()

    @property
    def costs(self) -> dict[str, int]:
        """Cost by category, as far as the figure takes it."""
        return costs(cell for cell in self.figure.cells if cell.category in self.figure.categories)

    @property
    def merged(self) -> Part:
        return self.figure.sum - self.figure.without(self.hidden).sum

    @property
    def shown(self) -> Part:
        return sum_of(row.part for row in self.rows)

    @property
    def older(self) -> Part:
        """The sum of the rows behind the page."""
        return self.figure.sum - self.merged - self.newer - self.shown


def older_page(entries: Iterable[Entry], figure: Figure) -> tuple[tuple[Row, ...], int]:
    """The first rows of ``entries`` that have a part in the figure, and how many come behind them."""
    rows: list[Row] = []
    more = 0
    for row in _rows(entries, figure):
        if len(rows) < PAGE:
            rows.append(row)
        elif (more := more + 1) > MOST_COUNTED:
            break
    return tuple(rows), more


def newer_page(entries: Iterable[Entry], figure: Figure) -> tuple[Row, ...]:
    """The page that ends with the first of ``entries``, which come oldest first."""
    rows: list[Row] = []
    for row in _rows(entries, figure):
        rows.append(row)
        if len(rows) == PAGE:
            break
    return tuple(reversed(rows))


def worths(figure: Figure, goals: Mapping[int, Goal], sold: Mapping[int, int]) -> tuple[Worth, ...]:
    """The worths that the figure rests on, the greatest first.

    ``sold``: version id -> conversions with a real revenue.
    """
    sums: dict[int, Cell] = {}
    for cell in figure.cells:
        if cell.goal in figure.goals and figure.place.holds(cell):
            cell_sum = sums.get(cell.goal, Cell())
            sums[cell.goal] = Cell(
                count=cell_sum.count + cell.count,
                value=cell_sum.value + cell.value,
                revenue=cell_sum.revenue + cell.revenue,
            )
    parts = [
        Worth(goal=goals[key], count=one.count, value=one.value, revenue=one.revenue, sold=sold.get(key, 0))
        for key, one in sums.items()
        if one.count or one.value
    ]
    return tuple(sorted(parts, key=lambda one: (-one.value, -one.count, one.goal.id)))


def hidden(books: Books, figure: Figure, *, veil: Veil) -> frozenset[str]:
    """The categories whose costs are not listed one by one under ``veil``.

    As merged in the whole answer, and in the figure itself (`core.reports.privacy`).
    """
    place = figure.place
    everywhere = replace(place, channels=figure.within, contents=None)
    of_answer = replace(everywhere, campaign=None, campaigns=None) if figure.row_of is Kind.CAMPAIGN else everywhere
    whole = veil.kept_back(costs(figure.whole), partial(_paid, books, of_answer))
    return whole | veil.kept_back(costs(figure.cells), partial(_paid, books, place))


def costs(cells: Iterable[Cell]) -> dict[str, int]:
    """Cost by category, in the order of the categories; those without are left out."""
    sums = dict.fromkeys((category.value for category in Category), 0)
    for cell in cells:
        if cell.category:
            sums[cell.category] += cell.cost
    return {category: minor for category, minor in sums.items() if minor}


def _paid(books: Books, place: Place) -> list[Paid]:
    return [one for one in books.persons(place.period, place.campaign) if place.holds(one)]


def _rows(entries: Iterable[Entry], figure: Figure) -> Iterator[Row]:
    for entry in entries:
        if part := figure.part_of(entry):
            yield Row(entry=entry, part=part)
