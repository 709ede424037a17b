"""The rules that these judgements take the place of (D-23 to D-26), as they were: the negative control.

They are written out here, since the program is to forget them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from core.performance.gamma import gamma_quantile
from core.performance.results import Interval
from tests.simulate.companies import Unit
from tests.simulate.looks import looks

ALPHA = 0.05
TAIL = ALPHA / 2
WINDOW, HISTORY = 28, 90
ENOUGH = 10
"""Conversions below which nothing was judged."""

ROUNDING = 1e-9

Goals = Sequence[tuple[int, float]]
"""(count, return) of each goal that brought something."""

Company = Sequence[tuple[str, Unit]]
"""(goal, unit that brings results of it)."""


def alert_in_a_year(company: Company) -> bool:
    """D-24: a unit without a result in 28 days, where e^-λ is at most α / units at the price of the commonest goal."""
    return any(_alert(company, day) for _, day in looks())


def _alert(company: Company, day: int) -> bool:
    price = _price_of_the_commonest_goal(company, day - WINDOW)
    barren = [unit for _, unit in company if not _results(unit, day - WINDOW, day)]
    spent = [unit.spent[day] - unit.spent[day - WINDOW] for unit in barren]
    units = sum(unit.spent[day] > unit.spent[day - WINDOW] for _, unit in company)
    return bool(price) and any(math.exp(-amount / price) <= ALPHA / units for amount in spent if amount)


def _price_of_the_commonest_goal(company: Company, day: int) -> float:
    """All that was spent in 90 days / the results of that goal; 0 where none came."""
    counts: dict[str, int] = {}
    for goal, unit in company:
        counts[goal] = counts.get(goal, 0) + _results(unit, day - HISTORY, day)
    most = max(counts.values())
    return sum(unit.spent[day] - unit.spent[day - HISTORY] for _, unit in company) / most if most else 0.0


def _results(unit: Unit, after: int, until: int) -> int:
    return bisect_right(unit.results, until) - bisect_right(unit.results, after)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A unit as the rules of before saw it: each result of a goal is worth that goal's average."""

    cost: float
    goals: Goals

    @property
    def total(self) -> float:
        return sum(value for _, value in self.goals)

    @property
    def judged(self) -> bool:
        return sum(count for count, _ in self.goals) >= ENOUGH

    @property
    def interval(self) -> Interval:
        """Of the return, at 95 %: the dearest that could have come is the dearest that came, and nothing swings."""
        squares, dearest = self._squares, max(value / count for count, value in self.goals)
        low, high = squares / self.total, (squares + dearest**2) / (self.total + dearest)
        return Interval(
            low=low * gamma_quantile(self.total / low, TAIL),
            high=high * gamma_quantile((self.total + dearest) / high, 1 - TAIL),
        )

    @property
    def per_cost(self) -> Interval:
        return Interval(low=self.interval.low / self.cost, high=self.interval.high / self.cost)

    @property
    def alike(self) -> int:
        """So many results of one worth would vary as much."""
        return int(self.total**2 / self._squares + ROUNDING)

    @property
    def loses(self) -> bool:
        """The range that is shown lies below the cost; nobody says so in words."""
        return self.judged and self.interval.high < self.cost

    @property
    def _squares(self) -> float:
        return sum(value**2 / count for count, value in self.goals)


def extremes(units: Sequence[Compared]) -> tuple[int | None, int | None]:
    """D-25: the places of the best and of the worst, each certainly different from every other that can be judged."""
    ranked = sorted(
        (place for place, one in enumerate(units) if one.goals and one.judged),
        key=lambda place: units[place].total / units[place].cost,
    )
    if len(ranked) < 2:
        return None, None
    alpha = ALPHA / len(list(combinations(ranked, 2))) / 2
    first, last = units[ranked[0]], units[ranked[-1]]
    best = all(_certain(last, units[place], alpha) for place in ranked[:-1])
    worst = all(_certain(units[place], first, alpha) for place in ranked[1:])
    return ranked[-1] if best else None, ranked[0] if worst else None


def _certain(better: Compared, worse: Compared, alpha: float) -> bool:
    if better.per_cost.low <= worse.per_cost.high:
        return False
    few, many = worse.alike, better.alike
    exposed, other = few * worse.cost / worse.total, many * better.cost / better.total
    return _binomial_cdf(few, few + many, exposed / (exposed + other)) <= alpha


def _binomial_cdf(count: int, of: int, share: float) -> float:
    logs = (
        math.lgamma(of + 1)
        - math.lgamma(k + 1)
        - math.lgamma(of - k + 1)
        + k * math.log(share)
        + (of - k) * math.log1p(-share)
        for k in range(count + 1)
    )
    return sum(map(math.exp, logs))
