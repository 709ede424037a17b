"""Needed: how many more results it takes until they have paid for something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from core.money.money import Money
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """The ``count`` more of ``goal`` that bring in what the cost takes, at the campaign's margin."""

    goal: Goal
    count: int


def needed(cost: Money, goals: Iterable[Goal], margin: Fraction) -> Iterable[Needed]:
    """The conversions it takes to earn ``cost`` back, the last one whole, of each goal that counts and has a worth."""
    for goal in goals:
        if goal.counts and goal.worth > 0:
            yield Needed(goal=goal, count=max(0, ceil(cost.minor / (goal.worth * margin))))
