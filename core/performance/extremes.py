"""Extremes: the best and the worst unit, and where the next money goes, said only beyond both uncertainties (J-04)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.performance.results import Interval, Results, together
from core.performance.verdicts import Judgement, Verdict

LEVEL = 0.05
"""The risk of one wrong name in a whole answer, shared among all units and both directions."""

RESULTS_FOR_MORE = 3
"""Results from which on a unit is proposed for more money."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A unit that is compared. ``key``: its own."""

    key: str
    judgement: Judgement

    @property
    def results(self) -> Results:
        return self.judgement.evidence.results

    @property
    def cost(self) -> int:
        return self.judgement.evidence.cost

    @property
    def per_cost(self) -> float:
        """Return per unit of cost."""
        return self.results.total / self.cost


@dataclass(frozen=True, kw_only=True, slots=True)
class Extreme:
    """``rival``: the runner-up, where it may be as good or as bad."""

    candidate: Candidate
    rival: Candidate | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Extremes:
    """None where nothing can be named."""

    best: Extreme | None = None
    worst: Extreme | None = None


def extremes(candidates: Sequence[Candidate]) -> Extremes:
    """The best among those that pay, and the worst among those that lose, each against all others together."""
    if len(candidates) < 2:
        return Extremes()
    ranked = sorted(candidates, key=lambda one: one.per_cost)
    return Extremes(best=_best(ranked), worst=_worst(ranked))


def _best(ranked: Sequence[Candidate]) -> Extreme | None:
    best, others, units = ranked[-1], ranked[:-1], len(ranked)
    if not best.judgement.verdict.good or not _better([best], others, units):
        return None
    return Extreme(candidate=best, rival=None if _better([best], [others[-1]], units) else others[-1])


def _worst(ranked: Sequence[Candidate]) -> Extreme | None:
    worst, others, units = ranked[0], ranked[1:], len(ranked)
    if not worst.judgement.verdict.bad or not _better(others, [worst], units):
        return None
    return Extreme(candidate=worst, rival=None if _better([others[0]], [worst], units) else others[0])


def _better(better: Sequence[Candidate], worse: Sequence[Candidate], units: int) -> bool:
    gap, root = gap_and_root(_sums(better), _sums(worse), units)
    return gap > root


Sums = tuple[int, Results]
"""Cost in minor units, and the results."""


def _sums(side: Sequence[Candidate]) -> Sums:
    return sum(one.cost for one in side), together([one.results for one in side])


def gap_and_root(better: Sums, worse: Sums, units: int) -> tuple[float, float]:
    """How far apart two returns per cost are, and how uncertain both are together; certain where the gap is larger.

    Each side's uncertainty is the distance to the end that faces the other, of the gamma range at one-sided level
    5 % / (2 × ``units``), with the waves and the typical dear sale.
    """
    tail = LEVEL / (2 * units)
    typical = max(better[1].typical, worse[1].typical)
    ratio, least = _per_cost(better, better[1].between(tail, typical).low)
    other, most = _per_cost(worse, worse[1].between(tail, typical).high)
    return ratio - other, math.hypot(ratio - least, most - other)


def _per_cost(side: Sums, end: float) -> tuple[float, float]:
    cost, results = side
    return results.total / cost, end / cost


def where_more(candidates: Sequence[Candidate]) -> Candidate | None:
    """The paying unit with the highest lower end of ROI, from three results on; None where none pays."""
    paying = [
        one for one in candidates if one.judgement.verdict is Verdict.PAYS and one.results.count >= RESULTS_FOR_MORE
    ]
    return max(paying, key=lambda one: one.judgement.roi.low, default=None)


def of_next(candidate: Candidate, amount: int) -> Interval:
    """What the next ``amount`` (minor units) returns if it goes on as so far: the ends of the 95 % range per cost."""
    returned = candidate.results.range()
    return Interval(low=returned.low * amount / candidate.cost, high=returned.high * amount / candidate.cost)
