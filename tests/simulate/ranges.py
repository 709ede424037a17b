"""J-02: how often the truth lies inside the 95 % range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from core.performance.results import Interval
from tests.simulate.promises import Outcome, Promise, Share
from tests.simulate.rules_before import Compared
from tests.simulate.sales import WEEKS, WORTH, Kind, Weeks, results_of, scope, year

RESULTS = (15, 30, 60, 150, 300)
"""To be expected in the period."""

QUARTER = 13
AT_LEAST = 92


def scenarios(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Steady and in weekly waves, of equal and of unequal sales, over a year and over a quarter of it."""
    for name, wavy in (("steady", False), ("weekly waves", True)):
        for sigma in (0.0, 0.5, 1.0):
            for days, period in (("a year", WEEKS), ("a quarter", QUARTER)):
                text = f"{name}, sigma {sigma:g}, {days}"
                yield partial(coverage, text, Kind(wavy=wavy, sigma=sigma), period, runs, text)


def coverage(text: str, kind: Kind, period: int, runs: int, seed: str) -> Outcome:
    """``period``: its last weeks; the waves are measured over the whole year."""
    random = Random(seed)
    inside, inside_before = dict.fromkeys(RESULTS, 0), dict.fromkeys(RESULTS, 0)
    for expected in RESULTS:
        for _ in range(runs):
            unit = year(random, expected * WEEKS / period, kind)
            inside[expected] += _holds(results_of(unit, period, scope([unit])).range(), expected)
            inside_before[expected] += _holds(_range_before(unit, period), expected)
    reached, before = ([Share(hits=hits, of=runs) for hits in counts.values()] for counts in (inside, inside_before))
    return Outcome(promise=Promise(text=text, bound=AT_LEAST, at_most=False), reached=reached, before=before)


def _range_before(unit: Weeks, period: int) -> Interval:
    sales = [sale for week in unit[-period:] for sale in week]
    return Compared(cost=1, goals=[(len(sales), sum(sales))]).interval if sales else Interval(low=0, high=0)


def _holds(returned: Interval, expected: int) -> bool:
    return returned.low <= expected * WORTH <= returned.high
