"""Verdicts: what may be said of a campaign, a channel or a content type over a period (J-03).

A verdict is read off the two ranges that are shown and nothing else, so that words and ranges never contradict.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.performance.maturity import matures_in, share
from core.performance.results import LIKELY_TAIL, RANGE_TAIL, Interval, Results

YOUNG_DAYS = 28
"""A unit whose first cost is nearer than that is too young to be judged (A-26)."""

IDLE_DAYS = 60
"""A unit that has cost money for longer than that without a result or an ad is asked about."""

MOST_MORE = 100_000
"""Results beyond which nobody waits for a verdict to settle."""

NO_RESULT_BEHIND = -math.log(LIKELY_TAIL)
NO_RESULT_LOSES = -math.log(RANGE_TAIL)
"""How many times the worth of the dearest result may be spent in vain before the upper ends fall below the cost."""


class Verdict(StrEnum):
    """``young`` and ``open`` are both early: what is seen says too little so far."""

    OVERHEAD = "overhead"
    IDLE = "idle"
    YOUNG = "young"
    LOSES = "loses"
    PAYS = "pays"
    BEHIND = "behind"
    AHEAD = "ahead"
    OPEN = "open"

    @property
    def early(self) -> bool:
        return self in (Verdict.YOUNG, Verdict.OPEN)

    @property
    def good(self) -> bool:
        return self in (Verdict.PAYS, Verdict.AHEAD)

    @property
    def bad(self) -> bool:
        return self in (Verdict.LOSES, Verdict.BEHIND)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A campaign, channel or content type to be judged; money in minor units.

    ``due``: the part of ``cost`` whose results can have come by now (J-06). ``delay``: the days until half of the
    results have come; 0: they come at once, and all of the cost is due.
    ``fruitless``: what it has cost in a year in which nothing came of it and no ads ran on it; 0 where something did.
    ``age``: days from its first cost to the end of the answer; ``old``: by today it is no young one, whatever days are
    asked about. ``uncertain``: the worth of a sale rests on fewer than three sales and no typed average. ``overhead``:
    not tied to a unit, or serves all of them.
    """

    cost: int
    due: int
    results: Results
    delay: int = 0
    fruitless: int = 0
    age: int = YOUNG_DAYS
    old: bool = False
    uncertain: bool = False
    overhead: bool = False

    @property
    def judgeable(self) -> bool:
        """There is a cost, and a result has a worth."""
        return self.cost > 0 and self.results.dearest > 0

    @property
    def excess(self) -> float:
        """By how much it is behind so far; below zero it is ahead."""
        return self.cost - self.results.total


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """``roi`` and ``likely``: the 95 % and the 60 % range of ROI, in percent, of the whole cost."""

    verdict: Verdict
    evidence: Evidence
    roi: Interval
    likely: Interval


def judge(evidence: Evidence) -> Judgement | None:
    """The first verdict that fits; None where there is nothing to judge by. Overhead needs no worth."""
    if not (evidence.judgeable or (evidence.overhead and evidence.cost > 0)):
        return None
    whole, likely = evidence.results.range(), evidence.results.likely()
    return Judgement(
        verdict=_verdict(evidence, whole, likely),
        evidence=evidence,
        roi=_of_cost(whole, evidence.cost),
        likely=_of_cost(likely, evidence.cost),
    )


def _verdict(evidence: Evidence, whole: Interval, likely: Interval) -> Verdict:
    if evidence.overhead:
        return Verdict.OVERHEAD
    if _idle(evidence):
        return Verdict.IDLE
    if evidence.age < YOUNG_DAYS and not evidence.old:
        return Verdict.YOUNG
    return _of_ranges(evidence, whole, likely)


def _idle(evidence: Evidence) -> bool:
    return evidence.fruitless > 0 and not evidence.results.count and evidence.age > IDLE_DAYS


def _of_ranges(evidence: Evidence, whole: Interval, likely: Interval) -> Verdict:
    """A loss is one only of what could have come by now; a profit must have paid the whole cost."""
    if whole.high < evidence.due and not evidence.uncertain:
        return Verdict.LOSES
    if whole.low > evidence.cost:
        return Verdict.PAYS
    if likely.high < evidence.due and not evidence.uncertain:
        return Verdict.BEHIND
    if likely.low > evidence.cost:
        return Verdict.AHEAD
    return Verdict.OPEN


def _of_cost(returned: Interval, cost: int) -> Interval:
    return Interval(low=(returned.low - cost) * 100 / cost, high=(returned.high - cost) * 100 / cost)


def settles_after_about(evidence: Evidence) -> int | None:
    """The smallest number of further results at today's price at which the 95 % range leaves 0.

    It settles after so many in half of the cases only. None without a result, or where it never would.
    """
    if evidence.results.count <= 0 or not evidence.judgeable:
        return None
    enough = 1
    while not _settled_after(evidence, enough):
        enough *= 2
        if enough > MOST_MORE:
            return None
    return _smallest(evidence, enough // 2, enough)


def _smallest(evidence: Evidence, too_few: int, enough: int) -> int:
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if _settled_after(evidence, middle) else (middle, enough)
    return enough


def _settled_after(evidence: Evidence, more: int) -> bool:
    factor = (evidence.results.count + more) / evidence.results.count
    returned, cost = evidence.results.scaled(factor).range(), evidence.cost * factor
    return returned.low > cost or returned.high < cost


def turned_by(behind: float, worths: Mapping[str, float]) -> dict[str, int]:
    """Goal -> how many more of it alone make up for what a unit is ``behind``. ``worths``: of one, × margin."""
    return {goal: math.ceil(behind / worth) for goal, worth in worths.items() if worth > 0}


def more_in_vain(evidence: Evidence, verdict: Verdict) -> int:
    """How much more may be spent without a result until ``verdict`` (behind or loses) is said, in minor units.

    Of a unit without a result so far. Where results take time it is said once that money counts as mature, with what is
    due by then of the money of before; 0: that alone will be enough.
    """
    results = evidence.results
    most = results.dearest * NO_RESULT_LOSES
    if verdict is Verdict.BEHIND:
        most = results.typical * NO_RESULT_BEHIND
    waits = 1 - share(evidence.delay, matures_in(evidence.delay))
    due_then = evidence.cost - (evidence.cost - evidence.due) * waits
    more = math.ceil((math.floor(most) + 1 - due_then) / (1 - waits))
    return max(0 if evidence.delay else 1, more)
