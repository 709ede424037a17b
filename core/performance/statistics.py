"""What chance says of small counts (D-23). Never money, so floats are fine here."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

from core.performance.results import RANGE_TAIL, Interval

ALPHA = Fraction(5, 100)

_Z = NormalDist().inv_cdf(1 - RANGE_TAIL)


def nearly(ratio: Fraction) -> float:
    """The nearest float: for an order or a bound, where that is near enough."""
    return ratio.numerator / ratio.denominator


def wilson(count: int, of: int) -> Interval:
    """The true share where ``count`` of ``of`` (above zero) did, as a ratio (Wilson, D-23)."""
    share, z2 = count / of, _Z * _Z / of
    middle = share + z2 / 2
    half = _Z * math.sqrt((share * (1 - share) + z2 / 4) / of)
    return Interval(low=max(0.0, (middle - half) / (1 + z2)), high=min(1.0, (middle + half) / (1 + z2)))
