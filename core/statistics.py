"""What chance says of small counts (domain.md D-24). Never money, so floats are fine here."""

from __future__ import annotations

import math
from fractions import Fraction

ALPHA = Fraction(5, 100)


def chance_of_none(expected: Fraction) -> float:
    """Poisson P(0 | λ = expected): how often nothing at all comes where ``expected`` conversions would."""
    return math.exp(-expected)


def level(units: int) -> Fraction:
    """α for each of ``units`` looked at in one go (Bonferroni, D-29)."""
    return ALPHA / max(1, units)
