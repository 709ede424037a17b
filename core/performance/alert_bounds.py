"""The bounds of alerts: how long nothing may come, and how few may, so that a year of weekly looks stays honest (J-07).

At most one healthy workspace in twenty is to get a false alert in a year. The price that results are expected at is
itself known from few results, so the bounds are those of the gamma mixture of Poisson counts (negative binomial), whose
shape is the strength h of the price.
"""

from __future__ import annotations

import math
from fractions import Fraction

from core.performance.statistics import ALPHA

LEAST_RESULTS = 5
"""A unit with fewer results in 365 days is watched as closely as one with so many."""

LOOKS_AT_FEW = 12
"""As many independent looks as a year of weekly looks at 91 days is worth."""


def chances(units: int, own_results: int) -> int:
    """N: how often in a year something could look wrong that is not.

    ``units`` are watched; ``own_results`` of K's goal came to this one in 365 days. So each unit has its own share of
    the year's risk, and a dear goal is not drowned by a neighbour's newsletters.
    """
    return max(1, units) * max(LEAST_RESULTS, own_results)


def longest_wait(strength: float, chances: int) -> float:
    """L = h·((N/α)^(1/h) - 1): the expected results (λ) without one from which an alert is raised.

    ``strength``: h > 0. For a price that is certain it approaches ln(N/α).
    """
    return strength * math.expm1(math.log(chances / ALPHA) / strength)


def nothing_comes(expected: float, strength: float, chances: int) -> bool:
    """Whether ``expected`` results (λ) since the last one, or since the unit's start, are too many to be waited for."""
    return expected >= longest_wait(strength, chances)


def too_few(count: int, expected: float, strength: float, units: int) -> bool:
    """Whether ``count`` results in 91 days, where ``expected`` (λ) were, are too few for chance among ``units``."""
    return chance_of_few(count, expected, strength) <= few_level(units)


def few_level(units: int) -> Fraction:
    """α for one look at one of ``units``."""
    return ALPHA / (LOOKS_AT_FEW * max(1, units))


def chance_of_few(count: int, expected: float, strength: float) -> float:
    """P(X <= count), of ``expected`` results (λ) at a price of ``strength`` h: I_{h/(h+λ)}(h, count + 1).

    For a whole count the regularised incomplete beta function is a finite sum, the negative binomial's. It is certain
    where credits outweigh the spend, so that no result (λ <= 0) is expected.
    """
    if expected <= 0:
        return 1.0
    term = total = math.exp(-strength * math.log1p(expected / strength))
    for k in range(1, count + 1):
        term *= (strength + k - 1) / k * expected / (strength + expected)
        total += term
    return min(1.0, total) if count >= 0 else 0.0
