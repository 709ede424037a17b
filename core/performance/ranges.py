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
    """Percent, both ends included."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyRange:
    """Both ends included; ``high`` None: however much."""

    low: Money
    high: Money | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranges:
    """None where there is no answer."""

    cost_per_conversion: MoneyRange | None = None
    roi: Range | None = None
    excess: MoneyRange | None = None
    lead_rate: Range | None = None


def ranges(done: Performance, margin: Fraction) -> Ranges:
    """All of them for one campaign; ``margin`` as a share of return, and only the excess cost depends on it."""
    return Ranges(
        cost_per_conversion=cost_per_conversion(done),
        roi=roi(done, done.value),
        excess=excess(done, margin),
        lead_rate=lead_rate(done),
    )


def cost_per_conversion(done: Performance) -> MoneyRange | None:
    """Full cost / Garwood's interval of the conversions; None where there is no cost."""
    if done.cost <= 0:
        return None
    count = garwood(max(0, done.conversions))
    dearest = done.invested.times(1 / Fraction(count.low)) if count.low else None
    return MoneyRange(low=done.invested.times(1 / Fraction(count.high)), high=dearest)


def roi(done: Performance, returned: int) -> Range | None:
    """ROI in percent, of the ``returned`` minor units (with or without margin); None where there is no answer."""
    found = share_of_return(done)
    if found is None or done.cost <= 0:
        return None
    low, high = ((returned * share - done.cost) * 100 / done.cost for share in found)
    return Range(low=low, high=high)


def excess(done: Performance, margin: Fraction) -> MoneyRange | None:
    """Cost - return × ``margin`` (D-26): the more conversions, the less of it."""
    found = share_of_return(done)
    if found is None:
        return None
    low, high = (half_up(done.cost - done.value * margin * share) for share in reversed(found))
    return MoneyRange(low=Money(minor=low, currency=done.currency), high=Money(minor=high, currency=done.currency))


def share_of_return(done: Performance) -> tuple[Fraction, Fraction] | None:
    """What the return might have been, as shares of what it is; None where none was counted, or some was negative."""
    parts = worths(done)
    if not parts:
        return None
    return share_at_least(parts), share_at_most(parts)


def share_at_least(parts: tuple[tuple[int, int], ...]) -> Fraction:
    """The lower of the two, of what `worths` says."""
    return Fraction(garwood_sum_low(parts)) / sum(value for _, value in parts)


def share_at_most(parts: tuple[tuple[int, int], ...]) -> Fraction:
    """The upper."""
    return Fraction(garwood_sum_high(parts)) / sum(value for _, value in parts)


def worths(done: Performance) -> tuple[tuple[int, int], ...]:
    """(count, return) of each goal that brought something; empty where the return is not of conversions alone."""
    found = tuple((done.by_goal.get(goal, 0), value) for goal, value in done.returns.items())
    return found if all(count > 0 and value > 0 for count, value in found) else ()


def lead_rate(done: Performance) -> Range | None:
    """Customers per hundred leads (Wilson); None where that is no share."""
    if done.lead_rate is None:
        return None
    interval = wilson(done.customers, done.leads)
    return Range(low=Fraction(interval.low) * 100, high=Fraction(interval.high) * 100)
