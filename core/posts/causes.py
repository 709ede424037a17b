"""What made a week better or worse than the one before, where it is one clear thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.performance.performance import Performance

MOST_OF_IT = Fraction(2, 3)
"""The part of the whole change that one thing must make up."""
CLEAR = 2
"""How many times it must be the next largest thing that moved the same way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """The cost or the return of a channel, of none where ``key`` is empty. ``more``: by how much it has risen, in minor
    units; below zero where it has fallen.
    """

    key: str
    of_cost: bool
    more: int

    @property
    def gain(self) -> int:
        """What it adds to what is earned, in minor units."""
        return -self.more if self.of_cost else self.more


def cause(now: Mapping[str, Performance], before: Mapping[str, Performance]) -> Cause | None:
    """The one thing that made most of the change; None where there are several, or nothing changed.

    Both by channel, as the reader may see them: no more is told than their rows tell.
    """
    every = list(_changes(now, before))
    moved = sum(one.gain for one in every)
    same_way = sorted((one for one in every if one.gain * moved > 0), key=lambda one: -abs(one.gain))
    if not same_way or abs(same_way[0].gain) < MOST_OF_IT * abs(moved):
        return None
    if len(same_way) > 1 and abs(same_way[0].gain) < CLEAR * abs(same_way[1].gain):
        return None
    return same_way[0]


def _changes(now: Mapping[str, Performance], before: Mapping[str, Performance]) -> Iterator[Cause]:
    for key in sorted(now.keys() | before.keys()):
        (cost, value), (cost_before, value_before) = (_sums(rows.get(key)) for rows in (now, before))
        yield Cause(key=key, of_cost=True, more=cost - cost_before)
        yield Cause(key=key, of_cost=False, more=value - value_before)


def _sums(total: Performance | None) -> tuple[int, int]:
    """Cost and return in minor units."""
    return (total.cost, total.value) if total else (0, 0)
