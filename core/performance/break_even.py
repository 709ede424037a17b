"""Break-even: what may be paid at most so that nothing is lost, from a campaign's own figures (D-06, D-13, D-14).

Return × margin is the most the whole may cost; divided by customers, leads or conversions, the most that one may.
Over customers that is average value × margin (D-13); over leads it is that × the share of them that buy (D-14).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.money.money import Money
from core.performance.performance import Performance


@dataclass(frozen=True, kw_only=True, slots=True)
class BreakEven:
    """The most that may be paid.

    ``roas`` is a factor, the rest full cost for one; ``each``: for a conversion that counts. None: no answer.
    """

    roas: Fraction
    cpl: Money | None = None
    cpa: Money | None = None
    each: Money | None = None


def break_even(total: Performance, margin: Fraction) -> BreakEven:
    """The break-even figures of a performance. ``margin``: as a share of return, 0 < margin <= 1."""
    most = total.value * margin
    return BreakEven(
        roas=1 / margin,
        cpl=_each(most, total.leads, total.currency),
        cpa=_each(most, total.customers, total.currency),
        each=_each(most, total.counting, total.currency),
    )


def break_even_rate(cost: Money, count: int, value: Money) -> Fraction | None:
    """The share of ``count`` that must become customers worth ``value`` each to bring in ``cost`` (T-02)."""
    return Fraction(cost.minor, count * value.minor) if count > 0 and value.minor > 0 else None


def _each(most: Fraction, count: int, currency: str) -> Money | None:
    return Money(minor=1, currency=currency).times(most / count) if most > 0 and count > 0 else None
