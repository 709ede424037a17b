"""Rounding: half up, once, where an amount is made or a figure is shown (docs/domain.md#rounding)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero, so that a credit rounds as its bill does."""
    return nearest(value.numerator, value.denominator)


def nearest(numerator: int, denominator: int) -> int:
    """The same of a fraction that is not made one: of each amount of a file that would take most of the time."""
    quotient, remainder = divmod(abs(numerator), denominator)
    rounded = quotient + (2 * remainder >= denominator)
    return rounded if numerator >= 0 else -rounded


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Rounds ``value`` half up to ``places`` decimals: for showing, never for going on calculating."""
    whole = half_up(value * 10**places)
    return Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
