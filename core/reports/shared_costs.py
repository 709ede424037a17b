"""Shared costs: what belongs to no campaign, or to one that serves all, spread over the others, beside the figures.

The parts are weighed by the period asked about, by the workspace's key, and sum to the shared cost to the minor unit
(largest remainder, D-18). Nothing of it is on the books: another period, or another key, is another answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Protocol

from core.calendar.periods import Period
from core.ledger.splits import SplitKey, largest_remainder
from core.money.money import Money
from core.performance.cells import Cell
from core.performance.performance import Performance, Row
from core.reports.cover import Paid
from core.reports.privacy import Persons, Veil, sharers
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.goals import Goal

NOWHERE = ""
"""The campaign of what belongs to none."""


class Books(Protocol):
    """The protocol of what spreading needs of the store, of one workspace and in one snapshot."""

    currency: str

    def campaigns(self) -> Mapping[str, Campaign]: ...
    def goals(self) -> Mapping[int, Goal]: ...
    def by_campaign(self, period: Period) -> Sequence[Cell]: ...
    def persons(self, period: Period, campaign: str | None = None) -> Sequence[Paid]: ...
    def hours(self, period: Period) -> Mapping[str, Decimal]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedCosts:
    """The ``cost`` of no campaign in the period, and of those that serve all. ``key``: how the workspace spreads it.

    ``serving``: campaign that serves all -> what of ``cost`` is its, in minor units. ``by``: the way of ``parts``
    (campaign -> minor units), another than ``key`` where that would tell the reader hours. ``withheld``: the parts
    would tell one person's cost, and the reader may not see it. Without parts there was nothing to divide by.
    """

    cost: Money
    key: SplitKey
    by: SplitKey
    parts: Mapping[str, int] = field(default_factory=dict)
    withheld: bool = False
    serving: Mapping[str, int] = field(default_factory=dict)

    def given(self, campaign: str) -> int:
        """What is taken off the cost of ``campaign``, because others have it in their parts; in minor units."""
        if campaign == NOWHERE:
            return self.cost.minor - sum(self.serving.values())
        return self.serving.get(campaign, 0)

    def part(self, campaign: str) -> Money:
        return replace(self.cost, minor=self.parts.get(campaign, 0))


@dataclass(frozen=True, kw_only=True, slots=True)
class WithPart:
    """A row with its ``part`` of the shared costs among its cost."""

    row: Row
    part: Money


def shared_costs(books: Books, period: Period, key: SplitKey, *, veil: Veil) -> SharedCosts | None:
    """The shared costs of ``period`` and how they are spread; None where there are none.

    Hours are the admins': whoever knows some of them (one's own) would read all others off the parts. To others the
    costs are spread equally instead.
    """
    cells = books.by_campaign(period)
    serving = {key: _cost(cells, key) for key, campaign in books.campaigns().items() if campaign.serves_all}
    cost = Money(minor=_cost(cells, NOWHERE) + sum(serving.values()), currency=books.currency)
    if not cost.minor:
        return None
    by = SplitKey.EQUAL if key is SplitKey.HOURS and not veil.shows_hours else key
    shared = SharedCosts(cost=cost, key=key, by=by, serving=serving)
    if key is SplitKey.NONE:
        return shared
    if _gives_away(cells, {NOWHERE, *serving}, veil, partial(books.persons, period)):
        return replace(shared, withheld=True)
    weights = _weights(books, cells, period, by)
    return replace(shared, parts=divided(cost.minor, {key: weights[key] for key in weights if key not in serving}))


def divided(minor: int, weights: Mapping[str, Decimal | int]) -> dict[str, int]:
    """Key -> its part of ``minor`` units, by the weights above zero, in the order of their keys; empty without any."""
    positive = {campaign: weight for campaign, weight in sorted(weights.items()) if campaign and weight > 0}
    if not positive:
        return {}
    return dict(zip(positive, largest_remainder(minor, list(positive.values())), strict=True))


def with_parts(rows: Sequence[Row], shared: SharedCosts) -> tuple[WithPart, ...]:
    """The rows of campaigns with their parts, worst excess cost first; a campaign with nothing but a part has one too.

    What is left of the shared row is its return. A row of several campaigns takes all their parts, so that the rows
    sum to the same as before.
    """
    ranked = {campaign for row in rows for campaign in sharers(row.key)}
    alone = [key for key, part in shared.parts.items() if part and key not in ranked]
    every = [*rows, *(_empty_row(key, shared) for key in alone)]
    with_part = [_with_part(row, shared) for row in every]
    filled = [one for one in with_part if not one.row.performance.empty]
    return tuple(sorted(filled, key=lambda one: (-one.row.excess, one.row.key)))


def _empty_row(key: str, shared: SharedCosts) -> Row:
    nothing = Performance(currency=shared.cost.currency)
    return Row(key=key, performance=nothing, excess=Fraction())


def with_cost(total: Performance, part: Money) -> Performance:
    """The performance with more cost."""
    return replace(total, cost=total.cost + part.minor)


def _with_part(row: Row, shared: SharedCosts) -> WithPart:
    campaigns = sharers(row.key)
    part = replace(shared.cost, minor=sum(shared.parts.get(campaign, 0) for campaign in campaigns))
    more = replace(part, minor=part.minor - sum(map(shared.given, campaigns)))
    total = with_cost(row.performance, more)
    if all(campaign == NOWHERE or campaign in shared.serving for campaign in campaigns):
        total = replace(total, costs=0)  # all of its costs have gone to the others
    return WithPart(row=replace(row, performance=total, excess=row.excess + more.minor), part=part)


def _cost(cells: Sequence[Cell], campaign: str) -> int:
    return sum(cell.cost for cell in cells if cell.campaign == campaign)


def _gives_away(cells: Sequence[Cell], sources: Collection[str], veil: Veil, persons: Persons) -> bool:
    """Whether the sum of what is shared would tell one person's cost.

    It would where that is all of a source's; and where a source stands in a row with other campaigns, so that what is
    theirs is left once the sum is known.
    """
    if veil.withheld(cells, "campaign", persons) & set(sources):
        return True
    rows = {cell.channel for cell in veil.rows(cells, "campaign", persons)}
    return any(0 < len(set(sharers(row)) & set(sources)) < len(sharers(row)) for row in rows)


def _weights(books: Books, cells: Sequence[Cell], period: Period, by: SplitKey) -> Mapping[str, Decimal | int]:
    if by is SplitKey.EQUAL:
        return {one.key: 1 for one in books.campaigns().values() if _runs(one, period)}
    if by is SplitKey.HOURS:
        return books.hours(period)
    return _summed(cells, by, books.goals())


def _summed(cells: Sequence[Cell], by: SplitKey, goals: Mapping[int, Goal]) -> Mapping[str, int]:
    """Ad spend, or conversions that count."""
    sums = Counter[str]()
    for cell in cells:
        goal = goals.get(cell.goal)
        if by is SplitKey.ADS:
            sums[cell.campaign] += cell.cost if cell.category == Category.ADS else 0
        else:
            sums[cell.campaign] += cell.count if goal and goal.counts else 0
    return sums


def _runs(campaign: Campaign, period: Period) -> bool:
    return campaign.period.start < period.end and period.start < campaign.period.end
