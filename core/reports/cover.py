"""Cover: what hides one person's cost in a sum of people's costs, from whoever reads it.

It is other people's costs alone. Every other cost is listed one by one in the history, so that whoever reads a sum can
take it off; and whoever has logged hours knows what they cost, be they of somebody made up. So a sum is covered only
where, without all that any one author has logged, each person's cost is beside a fair share of others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.ledger.hourly_rates import Work
from core.ledger.splits import largest_remainder

SOMEBODY = ""
"""The key of somebody unnamed, whose hours an entry does not tell: perhaps one of those named, so nobody more."""
FAIR_SHARE = 10
"""The cost beside a person's own is at least one part in so many of it."""
NOBODY = ""
"""The author of a sum's reader who has logged none of it."""

Costs = Mapping[tuple[str, str], int]
"""(Author, person) -> minor units."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What ``person`` cost in one place, as far as ``author`` has logged it; in minor units, never 0."""

    campaign: str
    channel: str
    content: str
    person: str
    author: str
    cost: int


def cost_of_each(people: Iterable[Work], booked: int) -> dict[str, int]:
    """Key of a person -> the part of what their hours are ``booked`` as, in minor units, by largest remainder."""
    weights = Counter[str]()
    for work in people:
        weights[work.key] += work.rate.times(Fraction(work.hours)).minor if work.rate else 0
    if not weights.total():
        return {SOMEBODY: booked}
    return dict(zip(weights, largest_remainder(booked, list(weights.values())), strict=True))


def summed(paid: Iterable[Paid]) -> Costs:
    costs = Counter[tuple[str, str]]()
    for one in paid:
        costs[one.author, one.person] += one.cost
    return costs


def covered(costs: Costs) -> bool:
    """Whether nobody, author or not, could work out from the sum of these what one person cost."""
    return all(_hides_each(costs, reader) for reader in {NOBODY, *(author for author, _ in costs)})


def several(costs: Costs) -> bool:
    """Whether these are more than one person's, each beside a fair share of others': of a sum whose total stands.

    Whoever has logged some of it can work out the rest from that total and the history, whatever is kept back here.
    """
    return _hides_each(costs, NOBODY)


def _hides_each(costs: Costs, reader: str) -> bool:
    """Whether what the ``reader`` has not logged has no person's cost without a fair share of others' beside it."""
    unknown = Counter[str]()
    for (author, person), minor in costs.items():
        if author != reader or reader == NOBODY:
            unknown[person] += minor
    # Hours of nobody in particular may be those of whoever costs most.
    unnamed = abs(unknown.pop(SOMEBODY, 0))
    parts = [abs(minor) for minor in unknown.values()]
    largest = max(parts, default=0) + unnamed
    return (sum(parts) + unnamed - largest) * FAIR_SHARE >= largest
