"""Split: an amount divided into parts by largest remainder, so that the parts sum to it (domain.md D-18)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def largest_remainder(minor: int, weights: Sequence[Fraction | Decimal | int]) -> list[int]:
    """``minor`` units divided by ``weights`` so that the parts sum to it; ties to the earlier (D-18).

    Some weight must be above zero, and none below.
    """
    total = sum(Fraction(weight) for weight in weights)
    sign = -1 if minor < 0 else 1
    quotas = [abs(minor) * Fraction(weight) / total for weight in weights]
    parts = [int(quota) for quota in quotas]
    left = abs(minor) - sum(parts)
    order = sorted(range(len(quotas)), key=lambda index: (parts[index] - quotas[index], index))
    for index in order[:left]:
        parts[index] += 1
    return [sign * part for part in parts]
