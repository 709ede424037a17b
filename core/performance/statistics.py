"""Statistics: what chance explains of small counts (D-23 to D-25). Never money, so floats are fine here.

An interval holds the true value in 95 of 100 such cases; α (`ALPHA`) is the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

ALPHA = Fraction(5, 100)
TAIL = 0.025
"""Half of α: an interval leaves as much out on either side."""

_Z = NormalDist().inv_cdf(1 - TAIL)
_STEPS = 50
_ABOUT = 0.01
_SMALL = 1e-10
"""The relative error at which a quantile is near enough: what is shown has four digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """An interval that both ends belong to."""

    low: float
    high: float


def chance_of_none(expected: Fraction) -> float:
    """The Poisson P(0 | λ = expected): how often nothing at all comes where ``expected`` conversions would."""
    return math.exp(-expected)


def chance_of_a_gap(expected: Fraction, gaps: int) -> float:
    """The chance that one of ``gaps`` times between conversions is as long as ``expected`` of them, though all is well.

    It is the reason to look at fixed windows and never at the time since the last conversion (T-05, peeking).
    """
    return -math.expm1(gaps * math.log1p(-chance_of_none(expected)))


def level(units: int) -> Fraction:
    """The α for each of ``units`` looked at in one go (Bonferroni, D-29)."""
    return ALPHA / max(1, units)


def nearly(ratio: Fraction) -> float:
    """The nearest float: for an order or a bound, where that is near enough."""
    return ratio.numerator / ratio.denominator


def garwood(count: int) -> Interval:
    """The interval of what a time that brought ``count`` brings by its nature: exact Poisson (Garwood, D-23)."""
    return Interval(low=_gamma_quantile(count, TAIL) if count else 0.0, high=_gamma_quantile(count + 1, 1 - TAIL))


Parts = Sequence[tuple[int, int]]
"""The (count, value of all of them) of each kind, each above zero."""

Quantile = Callable[[float, float], float]
"""A map from (shape, probability) to where the gamma distribution reaches it."""


def garwood_sum(parts: Parts) -> Interval:
    """The interval of a sum of values, as `garwood` is of a count.

    Gamma intervals of a weighted sum of Poisson counts (Fay and Feuer 1997, Statistics in Medicine 16): where all are
    worth the same they are Garwood's, exactly.
    """
    return Interval(low=garwood_sum_low(parts), high=garwood_sum_high(parts))


def garwood_sum_low(parts: Parts) -> float:
    """The lower end of `garwood_sum`, for those who need no other."""
    return _sum_low(parts, _gamma_quantile)


def garwood_sum_high(parts: Parts) -> float:
    """The upper end of `garwood_sum`."""
    return _sum_high(parts, _gamma_quantile)


def around_garwood_sum(parts: Parts) -> Interval:
    """An interval that holds `garwood_sum` and is hardly wider, for a hundredth of the work."""
    return Interval(
        low=_sum_low(parts, _gamma_about) * (1 - _ABOUT), high=_sum_high(parts, _gamma_about) * (1 + _ABOUT)
    )


def _sum_low(parts: Parts, quantile: Quantile) -> float:
    total = sum(value for _, value in parts)
    each = sum(value * value / count for count, value in parts) / total
    return each * quantile(total / each, TAIL)


def _sum_high(parts: Parts, quantile: Quantile) -> float:
    total = sum(value for _, value in parts)
    spread = sum(value * value / count for count, value in parts)
    dearest = max(value / count for count, value in parts)
    each = (spread + dearest**2) / (total + dearest)
    return each * quantile((total + dearest) / each, 1 - TAIL)


def alike_in_worth(parts: Parts) -> int:
    """The conversions of one worth that would vary as much: total² / Σ value²/count, no more than there are."""
    total = sum(value for _, value in parts)
    counts = math.prod(count for count, _ in parts)
    return total**2 * counts // sum(value * value * (counts // count) for count, value in parts)


def wilson(count: int, of: int) -> Interval:
    """The true share where ``count`` of ``of`` (above zero) did, as a ratio (Wilson, D-23)."""
    share, z2 = count / of, _Z * _Z / of
    middle = share + z2 / 2
    half = _Z * math.sqrt((share * (1 - share) + z2 / 4) / of)
    return Interval(low=max(0.0, (middle - half) / (1 + z2)), high=min(1.0, (middle + half) / (1 + z2)))


def binomial_cdf(count: int, of: int, share: Fraction) -> float:
    """The chance P(X <= count) of ``of`` tries that each succeed with ``share``, 0 < share < 1 (D-25)."""
    if count >= of * share:
        return 1 - _binomial_tail(of - count - 1, of, 1 - share)
    return _binomial_tail(count, of, share)


def binomial_cdf_at_most(count: int, of: int, share: float) -> float:
    """A bound that `binomial_cdf` never exceeds (Chernoff's by Hoeffding, 1963), for a hundredth of the work."""
    seen = count / of
    if not 0 < seen < share < 1:
        return 1.0
    apart = seen * math.log(seen / share) + (1 - seen) * math.log((1 - seen) / (1 - share))
    return min(1.0, math.exp(-of * apart) * (1 + _ABOUT))


def _binomial_tail(count: int, of: int, share: Fraction) -> float:
    """The chance P(X <= count) left of the mean, from its largest term down until the rest is too small to matter."""
    if count < 0:
        return 0.0
    chosen = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
    term = total = math.exp(chosen + count * math.log(share) + (of - count) * math.log1p(-share))
    odds = math.exp(math.log1p(-share) - math.log(share))
    for k in range(count, 0, -1):
        term *= odds * k / (of - k + 1)
        total += term
        if term <= _SMALL * _SMALL * total:  # both are 0 where all of it is too small for a float
            break
    return total


@lru_cache(maxsize=4096)
def _gamma_quantile(shape: float, probability: float) -> float:
    """The point where the gamma distribution of ``shape`` reaches ``probability``: Newton, from a good guess."""
    x = _gamma_about(shape, probability)
    for _ in range(_STEPS):
        step = _gamma_excess(shape, x, probability)
        # Halved at most: far out in a tail a full step of Newton's may land below zero.
        x = max(x - step, x / 2)
        if abs(step) < _SMALL * x:
            break
    return x


def _gamma_about(shape: float, probability: float) -> float:
    """The same point within one percent, outwards, of a shape of 1 or more at either tail (Wilson, Hilferty 1931)."""
    z = _Z if probability > 0.5 else -_Z
    return shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3


def _gamma_excess(shape: float, x: float, probability: float) -> float:
    """Newton's step: how far the distribution is above ``probability`` at ``x``, in units of its density."""
    log_density = (shape - 1) * math.log(x) - x - math.lgamma(shape)
    return x / shape * _gamma_series(shape, x) - probability * math.exp(-log_density)


def _gamma_series(shape: float, x: float) -> float:
    """The series 1 + x/(a+1) + x²/((a+1)(a+2)) + …; P(a, x) is xᵃ e⁻ˣ / Γ(a+1) × it (Abramowitz and Stegun 6.5.29)."""
    term = total = 1.0
    divisor = shape
    while term > _SMALL * _SMALL * total:
        divisor += 1
        term *= x / divisor
        total += term
    return total
