"""Ranges: between which figures chance alone could have put a result, 95 times in 100 (J-02).

Costs are taken as they are; only what came back is counted, and counts vary.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.money.money import Money, largest_in
from core.performance.performance import Performance
from core.performance.results import Interval, Results
from core.performance.statistics import wilson
from core.performance.verdicts import Judgement


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """A range of percentages, both ends included."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyRange:
    """A range of money, both ends included; ``high`` None: however much."""

    low: Money
    high: Money | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranges:
    """The ranges of a campaign's figures; None where there is no answer."""

    cost_per_conversion: MoneyRange | None = None
    roi: Range | None = None
    lead_rate: Range | None = None


def ranges(total: Performance, so_far: Performance, judgement: Judgement | None) -> Ranges:
    """All of them for one campaign; ``roi`` is that of its verdict, on margin where one is set.

    ``so_far``: the part of ``total`` up to and with today, which its verdict is of: what is still to be spent could
    bring nothing yet.
    """
    return Ranges(
        cost_per_conversion=cost_per_conversion(so_far, judgement.evidence.results.waves if judgement else 1.0),
        roi=_percent(judgement.roi.low, judgement.roi.high) if judgement else None,
        lead_rate=lead_rate(total),
    )


def cost_per_conversion(total: Performance, waves: float = 1.0) -> MoneyRange | None:
    """Full cost / the range of the conversions; None where there is no cost, or where they are of several goals."""
    if total.cost <= 0 or len(total.primary) > 1:
        return None
    possible = conversions(total, waves)
    return MoneyRange(low=total.invested.times(1 / Fraction(possible.high)), high=_dearest(total, possible.low))


def conversions(total: Performance, waves: float = 1.0) -> Interval:
    """The range of how many conversions the same effort brings."""
    count = max(0, total.conversions)
    return Results(total=count, squares=count, dearest=1, typical=1, waves=waves, count=count).range()


def _dearest(total: Performance, fewest: float) -> Money | None:
    """The price of the fewest conversions; None where it is larger than any amount one may write: however much."""
    price = total.invested.times(1 / Fraction(fewest)) if fewest else None
    return price if price and price.units <= largest_in(price.currency) else None


def lead_rate(total: Performance) -> Range | None:
    """Customers per hundred leads (Wilson); None where that is no share."""
    if total.lead_rate is None:
        return None
    interval = wilson(total.customers, total.leads)
    return _percent(interval.low * 100, interval.high * 100)


def _percent(low: float, high: float) -> Range:
    return Range(low=Fraction(low), high=Fraction(high))
