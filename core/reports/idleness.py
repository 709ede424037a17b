"""Idleness: what has cost money for a year without a result and without an ad (J-03).

Answers and the weekly check ask it here, so that the two never contradict.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from core.performance.blocks import RowKind
from core.performance.cells import Cell, grouped
from core.performance.primary import Primary, primary_set
from core.reports.books import Books, cells_by
from core.reports.due_spend import year_before
from core.setup.campaigns import Campaign
from core.setup.categories import Category


class Idleness:
    """The idleness of rows by ``by`` over the year before ``end``.

    ``primary``: of the whole answer, for what is known without the year. ``campaign``: the one that all of it belongs
    to. The year is read only for what nothing came of as far as is known without it.
    """

    def __init__(self, books: Books, by: RowKind, end: date, primary: Primary, campaign: Campaign | None) -> None:
        self._books = books
        self._by = by
        self._end = end
        self._primary = primary
        self._campaign = campaign

    def fruitless(self, keys: Collection[str], cells: Sequence[Cell]) -> int:
        """What a row has cost in the 365 days, in minor units; 0 where a result came or an ad ran in them.

        ``keys``: of what it sums. ``cells``: cells of it that are read already, whose results and ads count as well.
        """
        if self._lives(cells, self._primary):
            return 0
        year = [cell for key in keys for cell in self._by_key.get(key, ())]
        return 0 if self._lives(year, self._primary_of_year) else max(0, sum(cell.cost for cell in year))

    def _lives(self, cells: Sequence[Cell], primary: Primary) -> bool:
        """Whether an ad stands among their costs, be it paid back by now, or a result came."""
        ads = any(cell.category == Category.ADS and (cell.cost or cell.standing) for cell in cells)
        return ads or any(self._is_result(cell, primary) for cell in cells)

    def _is_result(self, cell: Cell, primary: Primary) -> bool:
        """Whether a result that counts, is of the ``primary`` set, or is what the campaign is for."""
        goal = self._books.goals().get(cell.goal)
        if goal is None or cell.count <= 0:
            return False
        return goal.counts or cell.goal in primary.versions or (cell.campaign, goal.key) in self._aims

    @cached_property
    def _aims(self) -> frozenset[tuple[str, str]]:
        """(campaign, goal) of what a campaign is for, or has a target of."""
        own = {(key, one.goal) for key, one in self._books.campaigns().items()}
        return frozenset(own | {(target.campaign, target.goal) for target in self._books.targets()})

    @cached_property
    def _year(self) -> Sequence[Cell]:
        key = self._campaign.key if self._campaign else None
        return cells_by(self._books, self._by, year_before(self._end), key)

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[Cell]]:
        return grouped(self._year, self._by)

    @cached_property
    def _primary_of_year(self) -> Primary:
        return primary_set(self._year, self._books.goals())
