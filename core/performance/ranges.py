"""Ranges: between which figures chance alone could have put a result, 95 times in 100 (D-23).

Costs are taken as they are; only what came back is counted, and counts vary. A conversion keeps the worth its goal had.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.money.money import Money, half_up
from core.performance.performance import Performance
from core.performance.statistics import garwood, garwood_sum_high, garwood_sum_low, wilson


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
    excess: MoneyRange | None = None
    lead_rate: Range | None = None


def ranges(total: Performance, margin: Fraction) -> Ranges:
    """The ranges of one campaign; ``margin`` as a share of return, and only the excess cost depends on it."""
    return Ranges(
        cost_per_conversion=cost_per_conversion(total),
        roi=roi(total, total.value),
        excess=excess(total, margin),
        lead_rate=lead_rate(total),
    )


def cost_per_conversion(total: Performance) -> MoneyRange | None:
    """The full cost / Garwood's interval of the conversions; None where there is no cost."""
    if total.cost <= 0:
        return None
    count = garwood(max(0, total.conversions))
    dearest = total.invested.times(1 / Fraction(count.low)) if count.low else None
    return MoneyRange(low=total.invested.times(1 / Fraction(count.high)), high=dearest)


def roi(total: Performance, returned: int) -> Range | None:
    """The ROI in percent, of the ``returned`` minor units (with or without margin); None where there is no answer."""
    shares = share_of_return(total)
    if shares is None or total.cost <= 0:
        return None
    low, high = ((returned * share - total.cost) * 100 / total.cost for share in shares)
    return Range(low=low, high=high)


def excess(total: Performance, margin: Fraction) -> MoneyRange | None:
    """The excess cost, cost - return × ``margin`` (D-26): the more conversions, the less of it."""
    shares = share_of_return(total)
    if shares is None:
        return None
    low, high = (half_up(total.cost - total.value * margin * share) for share in reversed(shares))
    return MoneyRange(low=Money(minor=low, currency=total.currency), high=Money(minor=high, currency=total.currency))


def share_of_return(total: Performance) -> tuple[Fraction, Fraction] | None:
    """The bounds of the return, as shares of what it is; None where none was counted, or some was negative."""
    parts = worths(total)
    if not parts:
        return None
    return share_at_least(parts), share_at_most(parts)


def share_at_least(parts: tuple[tuple[int, int], ...]) -> Fraction:
    """The lower bound of `share_of_return`, from ``parts`` as `worths` gives them."""
    return Fraction(garwood_sum_low(parts)) / sum(value for _, value in parts)


def share_at_most(parts: tuple[tuple[int, int], ...]) -> Fraction:
    """The upper bound of `share_of_return`."""
    return Fraction(garwood_sum_high(parts)) / sum(value for _, value in parts)


def worths(total: Performance) -> tuple[tuple[int, int], ...]:
    """The (count, return) of each goal that brought something; empty where the return is not of conversions alone."""
    parts = tuple((total.by_goal.get(goal, 0), value) for goal, value in total.returns.items())
    return parts if all(count > 0 and value > 0 for count, value in parts) else ()


def lead_rate(total: Performance) -> Range | None:
    """Customers per hundred leads (Wilson); None where that is no share."""
    if total.lead_rate is None:
        return None
    interval = wilson(total.customers, total.leads)
    return Range(low=Fraction(interval.low) * 100, high=Fraction(interval.high) * 100)
