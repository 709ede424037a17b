"""Due spend: which part of a row's cost had the time to bring its results, by the delay of the row's goal (J-05, J-06).

Nothing of it is read where no goal that counts takes time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from core.calendar.periods import Period
from core.performance.blocks import RowKind, block_edges
from core.performance.cells import Cell, grouped
from core.performance.maturity import due_at
from core.performance.result_price import PriceSources, Record, judged_goal
from core.plans.targets import Target
from core.reports.books import Books, cells_by
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

YEAR = timedelta(days=365)
LOOKED_BACK = 10
"""Delays before the first day looked at: of what was spent earlier, less than a thousandth is still to come."""


class DueSpend:
    """The due spend of each row of an answer.

    ``worths``: key -> what one can bring, of each goal that counts in the scope. ``period``: the answer's days as far
    as they have passed. ``campaign``: the one that all of it belongs to.
    """

    def __init__(
        self, books: Books, worths: Mapping[str, Fraction], by: RowKind, period: Period, campaign: Campaign | None
    ) -> None:
        self._books = books
        self._worths = worths
        self._by = by
        self._period = period
        self._campaign = campaign
        self._delays = {key: goal.delay for key, goal in newest(books.goals()).items() if key in worths and goal.delay}

    def delay(self, keys: Collection[str]) -> int:
        """Days until half of the results of a row's goal have come; 0: they come at once. ``keys``: of what it sums."""
        return self._delays.get(self._goal(keys) or "", 0) if self._delays else 0

    def of(self, keys: Collection[str], cost: int) -> int:
        """What came due in the period, in minor units: never more than the row's ``cost``, which the ranges are of.

        Money that was spent before counts with the share that came due meanwhile.
        """
        delay = self.delay(keys)
        if not delay or cost <= 0:
            return cost
        before, at = due_at(self._spent(keys), delay, (_day_before(self._period.start), self._period.last))
        return min(cost, max(0, round(at - before)))

    def of_blocks(self, keys: Collection[str], costs: Sequence[int]) -> Sequence[float]:
        """What came due in each four-week block of the year; its cost where results come at once."""
        delay = self.delay(keys)
        if not delay:
            return costs
        moments = [_day_before(edge) for edge in block_edges(self._period.end)]
        came_due = due_at(self._spent(keys), delay, moments)
        return [after - before for before, after in pairwise(came_due)]

    def _goal(self, keys: Collection[str]) -> str | None:
        """The goal the row is judged by, of those that count."""
        own = self._campaign_of(keys)
        return judged_goal(
            PriceSources(
                goal=own.goal if own and own.goal in self._worths else None,
                targets=_prices([target for target in self._targets if own and target.campaign == own.key]),
                own={goal: Record(count=count, due=Fraction()) for goal, count in self._counts(keys).items()},
                break_even=self._worths,
            )
        )

    def _campaign_of(self, keys: Collection[str]) -> Campaign | None:
        """The one campaign that the row belongs to; a row of several has none."""
        if self._campaign or self._by != "campaign" or len(keys) != 1:
            return self._campaign
        [key] = keys
        return self._books.campaigns().get(key)

    def _counts(self, keys: Collection[str]) -> dict[str, int]:
        """Goal -> how many came in the row within 365 days."""
        goals, counts = self._books.goals(), Counter[str]()
        for cell in (cell for key in keys for cell in self._year.get(key, ()) if cell.goal in goals):
            counts[goals[cell.goal].key] += cell.count
        return counts

    def _spent(self, keys: Collection[str]) -> Mapping[date, int]:
        days = Counter[date]()
        for key in keys:
            days.update(self._spending.get(key, {}))
        return days

    @cached_property
    def _targets(self) -> Sequence[Target]:
        """Those for a goal that counts, which ran in the period."""
        return [one for one in self._books.targets() if one.goal in self._worths and one.overlaps(self._period)]

    @cached_property
    def _year(self) -> Mapping[str, Sequence[Cell]]:
        """Key of a row -> its sums of 365 days."""
        key = self._campaign.key if self._campaign else None
        return grouped(cells_by(self._books, self._by, year_before(self._period.end), key), self._by)

    @cached_property
    def _spending(self) -> Mapping[str, Mapping[date, int]]:
        """Key of a row -> what was spent on each day that anything may still come of."""
        looked_at = min(self._period.start, block_edges(self._period.end)[0])
        start = _earlier(looked_at, LOOKED_BACK * max(self._delays.values()))
        by_key: dict[str, Counter[date]] = {}
        for spent in self._books.spending(start, self._period.end, self._campaign.key if self._campaign else None):
            by_key.setdefault(getattr(spent, self._by), Counter())[spent.day] += spent.cost
        return by_key


def newest(goals: Mapping[int, Goal]) -> dict[str, Goal]:
    """Key -> the newest version of each goal. ``goals``: every version by its id."""
    return {goal.key: goal for _, goal in sorted(goals.items())}


def year_before(end: date) -> Period:
    """The 365 days before ``end``; fewer where the calendar itself begins."""
    return Period(start=_earlier(end, YEAR.days), end=end)


def _prices(targets: Sequence[Target]) -> dict[str, Fraction]:
    """Goal -> the dearest price of one."""
    prices: dict[str, Fraction] = {}
    for target in targets:
        prices[target.goal] = max(prices.get(target.goal, Fraction()), Fraction(target.cost_per_conversion.minor))
    return prices


def _day_before(day: date) -> date:
    return _earlier(day, 1)


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))
