"""The price of a result, K: what one result of a unit's goal is expected to cost, and how far that is to be relied on.

K is told as a fact and used by alerts; no verdict rests on it (J-05).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from core.performance.statistics import nearly

ENOUGH = 5
"""Results in 365 days from which on they have a price."""

STRENGTH_OF_MANY = 12
"""The most that a price from results counts for, and what a typed one counts for."""

STRENGTH_OF_BORROWED = 4
"""The most that another unit's price counts for."""

ENOUGH_FOR_SWINGS = 50
"""Results in 13 blocks of four weeks from which on the measured swing decides how much a price counts for."""

LEAST_SWING = 0.02
"""What is taken off even where the blocks look steady: a year of thirteen blocks cannot prove it."""

BLOCKS = 13


class Source(StrEnum):
    """Where a price comes from, best first."""

    TARGET = "target"
    OWN = "own"
    PARENT = "parent"
    BREAK_EVEN = "break_even"


@dataclass(frozen=True, kw_only=True, slots=True)
class Swing:
    """The 13 blocks of four weeks before the window: how many ``results``, and the φ >= 1 of their counts."""

    results: int
    waves: float

    @property
    def variance(self) -> float:
        """What the waves add to the relative variance of a price."""
        return max(LEAST_SWING, (self.waves - 1) * BLOCKS / self.results)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """The results of one goal in 365 days: how many, and the ``due`` spend in minor units.

    The days end with the last result, or, where ``fixed``, on a day that no result has chosen: then that one was waited
    for as well.
    """

    count: int
    due: Fraction
    swing: Swing | None = None
    fixed: bool = False

    @property
    def has_price(self) -> bool:
        """A credit as large as the costs leaves nothing to divide."""
        return self.count >= ENOUGH and self.due > 0

    @property
    def waited_for(self) -> int:
        """Of n results up to the last of them only n - 1 say how long one takes."""
        return self.count - (not self.fixed)

    @property
    def price(self) -> Fraction:
        """Minor units for one."""
        return self.due / self.waited_for

    @property
    def strength(self) -> float:
        """h: as of how many results the price is as certain."""
        if self.swing is None or self.swing.results < ENOUGH_FOR_SWINGS:
            return min(self.waited_for, STRENGTH_OF_MANY)
        return 1 / (1 / self.waited_for + self.swing.variance)


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceSources:
    """What a campaign's or channel's price can be taken from. The keys of all mappings are goals.

    ``goal``: the campaign's own. ``targets``: price of one by the targets that apply. ``own``, ``parent``: what came in
    365 days, in the unit itself and in the campaign (of a channel in it) or the channel (over all campaigns).
    ``break_even``: worth × margin of each goal that counts in the scope. Prices in minor units.
    """

    goal: str | None = None
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    own: Mapping[str, Record] = field(default_factory=dict)
    parent: Mapping[str, Record] = field(default_factory=dict)
    break_even: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultPrice:
    """K: the ``price`` of one result of ``goal`` in minor units, and its ``strength`` h > 0 in results."""

    goal: str
    price: Fraction
    source: Source
    strength: float

    def expected(self, due: Fraction) -> float:
        """λ: how many results ``due`` minor units bring at this price."""
        return nearly(due / self.price)


def result_price(sources: PriceSources) -> ResultPrice | None:
    """The first price there is: the target's, the unit's own, its parent's, break-even of the dearest that counts.

    It is never the price of another goal that happens to be commoner. None where nothing is known to have a worth.
    """
    goal = judged_goal(sources)
    return (goal and _of_goal(sources, goal)) or _break_even(sources)


def judged_goal(sources: PriceSources) -> str | None:
    """The campaign's own goal, else that of its target, else the unit's most frequent that counts, else the dearest.

    Of several targets the dearest speaks, and of several goals equally frequent: silence is cheaper than a false alarm.
    """
    return sources.goal or _dearest(sources.targets) or _most_frequent(sources) or _dearest(sources.break_even)


def _most_frequent(sources: PriceSources) -> str | None:
    counts = {
        goal: record.count for goal, record in sources.own.items() if goal in sources.break_even and record.count > 0
    }
    return max(counts, key=lambda goal: (counts[goal], sources.break_even[goal]), default=None)


def _dearest(prices: Mapping[str, Fraction]) -> str | None:
    return max(prices, key=lambda goal: prices[goal], default=None)


def _of_goal(sources: PriceSources, goal: str) -> ResultPrice | None:
    if price := sources.targets.get(goal):
        return ResultPrice(goal=goal, price=price, source=Source.TARGET, strength=STRENGTH_OF_MANY)
    if (own := sources.own.get(goal)) and own.has_price:
        return ResultPrice(goal=goal, price=own.price, source=Source.OWN, strength=own.strength)
    if (parent := sources.parent.get(goal)) and parent.has_price:
        strength = min(parent.strength, STRENGTH_OF_BORROWED)
        return ResultPrice(goal=goal, price=parent.price, source=Source.PARENT, strength=strength)
    return None


def _break_even(sources: PriceSources) -> ResultPrice | None:
    """Worth and margin were typed, so it counts for as much as a target's price."""
    goal = _dearest(sources.break_even)
    if goal is None or sources.break_even[goal] <= 0:
        return None
    return ResultPrice(goal=goal, price=sources.break_even[goal], source=Source.BREAK_EVEN, strength=STRENGTH_OF_MANY)
