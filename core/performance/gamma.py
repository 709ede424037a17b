"""The gamma distribution: where it reaches a probability. Never money, so floats are fine here."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_STEPS = 100
_LARGE = 20_000
"""Shapes from which the guess is exact to more digits than are shown; a series would take as long as its root."""
_SMALL = 1e-10
"""Relative; what is shown has four digits."""


@lru_cache(maxsize=8192)
def gamma_quantile(shape: float, probability: float) -> float:
    """The x at which the gamma distribution of ``shape`` (scale 1) reaches ``probability``, 0 < probability < 1.

    Newton's steps from Wilson and Hilferty's guess (1931), never below what P(a, x) <= xᵃ / Γ(a + 1) allows: of a small
    x an equation. 0 where it is smaller than any float.
    """
    bound = _lower_bound(shape, probability)
    if bound < _SMALL:  # of a shape next to nothing; a step from there may fall below the smallest float
        return bound
    x = max(_guess(shape, probability), bound)
    if shape > _LARGE:
        return x
    for _ in range(_STEPS):
        step = _excess(shape, x, probability)
        x = min(max(x - step, x / 2), 2 * x + 1)
        if abs(step) < _SMALL * x:
            break
    return x


def _guess(shape: float, probability: float) -> float:
    z = NormalDist().inv_cdf(probability)
    return shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3


def _lower_bound(shape: float, probability: float) -> float:
    return math.exp((math.log(probability) + math.lgamma(shape + 1)) / shape)


def _excess(shape: float, x: float, probability: float) -> float:
    """By how much of its density the distribution is above ``probability`` at ``x``."""
    log_density = (shape - 1) * math.log(x) - x - math.lgamma(shape)
    return x / shape * _series(shape, x) - probability * math.exp(-log_density)


def _series(shape: float, x: float) -> float:
    """1 + x/(a+1) + x²/((a+1)(a+2)) + …, its share of P(a, x) = xᵃ e⁻ˣ / Γ(a+1) (Abramowitz and Stegun 6.5.29)."""
    term = total = 1.0
    divisor = shape
    while term > _SMALL * _SMALL * total:
        divisor += 1
        term *= x / divisor
        total += term
    return total
