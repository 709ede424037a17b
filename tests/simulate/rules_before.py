"""The rules that these judgements take the place of (D-23 to D-26), as they were: the negative control.

They are written out here, since the program is to forget them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from tests.simulate.companies import Unit
from tests.simulate.looks import looks

ALPHA = 0.05
WINDOW, HISTORY = 28, 90

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
