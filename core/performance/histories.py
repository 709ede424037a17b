"""Histories: what a channel or campaign spent and what came of it, day by day, for the prices of results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.calendar.periods import Period
from core.performance.maturity import due_between
from core.performance.result_price import BLOCKS, ENOUGH_FOR_SWINGS, Record, Swing
from core.performance.results import waves
from core.performance.statistics import nearly
from core.setup.goals import Goal

YEAR = timedelta(days=365)
QUARTER = timedelta(days=91)
"""The days over which too few results are looked for; the year that they are measured by lies before them."""
BLOCK = timedelta(days=28)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Daily:
    """The sums of one local day of the channel or campaign ``key``, in minor units.

    ``goal``: the version of which ``count`` results came; 0 for the day's ``cost``.
    """

    key: str
    day: date
    goal: int = 0
    cost: int = 0
    count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """``spend``: local day -> minor units. ``results``: goal key -> local day -> how many came."""

    spend: Mapping[date, int] = field(default_factory=dict)
    results: Mapping[str, Mapping[date, int]] = field(default_factory=dict)

    def spent(self, period: Period) -> int:
        """In minor units."""
        return _within(self.spend, period)

    def count(self, goal: str, period: Period) -> int:
        """How many results of ``goal`` came; a refund takes from the day of its sale."""
        return _within(self.results.get(goal, {}), period)

    def first_cost(self) -> date | None:
        return min((day for day, minor in self.spend.items() if minor > 0), default=None)

    def last(self, goals: Collection[str], end: date) -> date | None:
        """The last day before ``end`` on which a result of one of ``goals`` came; None where none did."""
        days = (day for goal in goals for day, count in self.results.get(goal, {}).items() if count > 0 and day < end)
        return max(days, default=None)

    def year_of(self, goal: str, end: date) -> Period | None:
        """The 365 days up to and with the last result of ``goal`` before ``end``."""
        last = self.last((goal,), end)
        return Period(start=last + ONE_DAY - YEAR, end=last + ONE_DAY) if last else None

    def record(self, goal: str, delay: int, end: date) -> Record | None:
        """What the results of ``goal`` in `year_of` took; ``delay``: days until half of them have come."""
        year = self.year_of(goal, end)
        if year is None:
            return None
        count = self.count(goal, year)
        due = due_between(self.spend, delay, year.start - ONE_DAY, year.last)
        swing = self._swing(goal, delay, year.end) if count >= ENOUGH_FOR_SWINGS else None
        return Record(count=count, due=due, swing=swing)

    def _swing(self, goal: str, delay: int, end: date) -> Swing:
        """Of the 13 blocks of four weeks before ``end``."""
        counts, dues = [], []
        for number in range(BLOCKS):
            start = end - BLOCK * (BLOCKS - number)
            block = Period(start=start, end=start + BLOCK)
            counts.append(self.count(goal, block))
            came_due = due_between(self.spend, delay, start - ONE_DAY, block.last)
            dues.append(nearly(came_due))
        results = sum(counts)
        return Swing(results=results, waves=waves(counts, dues, results, results))


def histories(days: Iterable[Daily], goals: Mapping[int, Goal]) -> dict[str, History]:
    """The key of a channel or campaign -> its history. ``goals``: version id -> goal."""
    spend: dict[str, dict[date, int]] = {}
    results: dict[str, dict[str, dict[date, int]]] = {}
    for one in days:
        own_spend = spend.setdefault(one.key, {})
        _add(own_spend, one.day, one.cost)
        if one.goal in goals:
            by_goal = results.setdefault(one.key, {})
            own_results = by_goal.setdefault(goals[one.goal].key, {})
            _add(own_results, one.day, one.count)
    return {key: History(spend=own, results=results.get(key, {})) for key, own in spend.items()}


def _add(by_day: dict[date, int], day: date, more: int) -> None:
    by_day[day] = by_day.get(day, 0) + more


def _within(by_day: Mapping[date, int], period: Period) -> int:
    return sum(amount for day, amount in by_day.items() if period.start <= day < period.end)
