"""J-04: how often a unit is called best or worst that is not, and how often one that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from core.performance.extremes import Candidate, extremes
from core.performance.verdicts import Evidence, judge
from tests.simulate import rules_before
from tests.simulate.promises import Outcome, Promise, Share
from tests.simulate.rules_before import Compared
from tests.simulate.sales import WEEKS, WORTH, Kind, Weeks, results_of, scope, year

UNITS = (2, 4, 8)
MOST_UNITS = max(UNITS)
RATES: dict[str, Sequence[int]] = {
    "30 each": (30,) * MOST_UNITS,
    "100 each": (100,) * MOST_UNITS,
    "10 to 160": (10, 15, 22, 33, 49, 73, 108, 160),
}
"""Results of the period."""

QUARTER = 13

KINDS = {
    "steady": (5, Kind()),
    "steady, sigma 1": (5, Kind(sigma=1.0)),
    "weekly waves": (10, Kind(wavy=True)),
    "weekly waves, sigma 1": (10, Kind(wavy=True, sigma=1.0)),
}
ROIS = (-0.5, 0.0, 1.0)
PAIRS = {(30, 15): 40, (60, 30): 80, (100, 50): 90}
"""(results of the three others, of the one that is worse) -> in how many percent it is to be named."""

Names = tuple[str | None, str | None]
"""Keys of the best and of the worst."""


def scenarios_of_equals(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Units that are all as good: whoever is named is named falsely."""
    for name, (bound, kind) in KINDS.items():
        for rate, rates in RATES.items():
            for roi in ROIS:
                text = f"{name}, {rate}, ROI {roi:+.0%}"
                yield partial(false_names, text, kind, rates, roi, bound, runs, text)
        text = f"{name}, 100 each in a quarter, ROI +0%"
        yield partial(false_names, text, kind, RATES["100 each"], 0.0, bound, runs, text, period=QUARTER)


def false_names(
    text: str,
    kind: Kind,
    rates: Sequence[int],
    roi: float,
    bound: float,
    runs: int,
    seed: str,
    period: int = WEEKS,
) -> Outcome:
    """The share of answers in which somebody is named, by the number of units. ``rates``: results of the period."""
    random = Random(seed)
    named, before = dict.fromkeys(UNITS, 0), dict.fromkeys(UNITS, 0)
    for _ in range(runs):
        shuffled = random.sample(rates, MOST_UNITS)
        costs = [rate * WORTH / (1 + roi) for rate in shuffled]
        years = [year(random, rate * WEEKS / period, kind) for rate in shuffled]
        for size in UNITS:
            for start in range(0, MOST_UNITS, size):
                some = slice(start, start + size)
                named[size] += any(names(years[some], costs[some], period))
            before[size] += any(names_before(years[:size], costs[:size], period))
    reached = [Share(hits=named[size], of=runs * MOST_UNITS // size) for size in UNITS]
    reached_before = [Share(hits=before[size], of=runs) for size in UNITS]
    return Outcome(promise=Promise(text=text, bound=bound), reached=reached, before=reached_before)


def scenarios_of_one_worse(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Four channels, one of which is worse by a factor of 2 and loses money."""
    for (others, worse), percent in PAIRS.items():
        for roi in (-0.5, -0.4):
            text = f"{others} against {worse}, ROI {roi:+.0%}"
            yield partial(one_worse, text, Kind(), (others, worse), roi, percent, runs, text)
        for name, (_, kind) in list(KINDS.items())[1:]:
            text = f"{others} against {worse}, ROI -50%, {name}"
            yield partial(one_worse, text, kind, (others, worse), -0.5, None, runs, text)


def one_worse(
    text: str, kind: Kind, pair: tuple[int, int], roi: float, bound: float | None, runs: int, seed: str
) -> Outcome:
    """In how many answers it is named. ``roi``: its own; all four cost the same."""
    random = Random(seed)
    others, worse = pair
    costs = [worse * WORTH / (1 + roi)] * 4
    hits = hits_before = 0
    for _ in range(runs):
        years = [year(random, rate, kind) for rate in (worse, others, others, others)]
        hits += names(years, costs)[1] == "0"
        hits_before += names_before(years, costs)[1] == "0"
    promise = Promise(text=text, bound=bound, at_most=False)
    return Outcome(promise=promise, reached=[Share(hits=hits, of=runs)], before=[Share(hits=hits_before, of=runs)])


def names(years: Sequence[Weeks], costs: Sequence[float], period: int = WEEKS) -> Names:
    """By J-04; a unit's key is its place. ``costs``: of the last ``period`` weeks."""
    within = scope(years)
    candidates = []
    for place, (unit, cost) in enumerate(zip(years, costs, strict=True)):
        results = results_of(unit, period, within)
        judgement = judge(Evidence(cost=round(cost), due=round(cost), results=results, age=365))
        if judgement:
            candidates.append(Candidate(key=str(place), judgement=judgement))
    named = extremes(candidates)
    best, worst = (one.candidate.key if one else None for one in (named.best, named.worst))
    return best, worst


def names_before(years: Sequence[Weeks], costs: Sequence[float], period: int = WEEKS) -> Names:
    """By D-25."""
    compared = []
    for unit, cost in zip(years, costs, strict=True):
        sales = [sale for week in unit[-period:] for sale in week]
        compared.append(Compared(cost=cost, goals=[(len(sales), sum(sales))] if sales else []))
    best, worst = rules_before.extremes(compared)
    return None if best is None else str(best), None if worst is None else str(worst)
