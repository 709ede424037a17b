"""Pipelines: what the open deals may bring, beside what is booked, and never part of ROI (D-15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isqrt

from core.calendar.periods import Period
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.performance import Performance
from core.sales.deals import Deal, leads_count
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Pipeline:
    """The open deals. ``deals``: those open on ``day``, the most expected first. ``total``: what is booked over the
    period.

    ``adds``: what is expected may be added to what is booked; not where leads are what counts (one funnel, one stage).
    ``own_cost``: the total holds all cost since the first contact of each of these deals, so that a ratio of the two is
    one (J-10).
    """

    day: date
    deals: tuple[Deal, ...]
    total: Performance
    adds: bool = True
    own_cost: bool = False

    @property
    def expected(self) -> Money:
        """The expected return, Σ amount × probability, rounded once."""
        return Money(minor=half_up(sum(map(_weighted, self.deals), Fraction())), currency=self.total.currency)

    @property
    def deviation(self) -> Money:
        """The standard deviation of the open part, √Σ p(1-p)a², half up to the minor unit, without a float."""
        # isqrt(4v) is ⌊2√v⌋; one more, halved and rounded down, is √v rounded half up.
        variance = sum((deal.chance * (1 - deal.chance) * deal.booked.minor**2 for deal in self.deals), Fraction())
        return Money(minor=(isqrt(int(4 * variance)) + 1) // 2, currency=self.total.currency)

    @property
    def joined(self) -> Performance | None:
        """The booked and expected return over the same cost: its ROI is the pipeline's (D-15).

        None where nothing is added, or the cost is not the deals' own.
        """
        if not (self.adds and self.own_cost):
            return None
        total = self.total
        value = total.value + self.expected.minor
        return Performance(
            currency=total.currency, cost=total.cost, value=value, costs=total.costs, results=total.results
        )


def pipeline(
    deals: Sequence[Deal], day: date, total: Performance, goals: Mapping[int, Goal], *, own_cost: bool = False
) -> Pipeline | None:
    """The pipeline of the open deals; None without any.

    ``goals``: every version by its id, of which the newest of each key is today's. ``own_cost``: as of `Pipeline`.
    """
    if not deals:
        return None
    ranked = sorted(deals, key=lambda deal: (-_weighted(deal), deal.key))
    return Pipeline(day=day, deals=tuple(ranked), total=total, adds=not leads_count(_current(goals)), own_cost=own_cost)


def seen_on(period: Period, today: date) -> date:
    """The day whose open deals stand beside a period's figures: its last, or today where that is earlier."""
    return min(period.last, today)


def _weighted(deal: Deal) -> Fraction:
    """Amount × probability, in minor units of the reporting currency, unrounded."""
    return deal.booked.minor * deal.chance


def _current(goals: Mapping[int, Goal]) -> Iterable[Goal]:
    return {goal.key: goal for _, goal in sorted(goals.items())}.values()
