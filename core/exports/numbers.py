"""Numbers in exported cells: plain decimals with the currency's places, nothing set apart, one sign before decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.money.money import Money, decimals
from core.money.rounding import half_up, rounded

RATE_PLACES = 10
DIVIDED = "÷"
"""In the place of a fraction's stroke, which a spreadsheet would read as a date."""


def money(minor: int, places: int, sign: str = ".") -> str:
    """An amount of ``minor`` units as ``1250.50``; ``sign``: what stands before the decimals."""
    if places == 0:
        return str(minor)
    digits = str(minor) if minor >= 0 else str(-minor)
    if len(digits) <= places:
        digits = digits.zfill(places + 1)
    return (
        f"{digits[:-places]}{sign}{digits[-places:]}" if minor >= 0 else f"-{digits[:-places]}{sign}{digits[-places:]}"
    )


def minor(cell: str, currency: str) -> int:
    """The minor units in a cell that `money` wrote, whichever sign it has before the decimals; of nothing 0."""
    return half_up(Fraction(decimal(cell)) * 10 ** decimals(currency)) if cell else 0


def amount(cell: str, currency: str) -> Money | None:
    """The amount in a cell; None where it is empty."""
    return Money(minor=minor(cell, currency), currency=currency) if cell else None


def decimal(cell: str) -> Decimal:
    """A number as `plain` wrote it."""
    return Decimal(cell.replace(",", "."))


def plain(number: str, sign: str = ".") -> str:
    """A number as the books keep it, with ``sign`` before its decimals."""
    return number.replace(".", sign)


def rate(value: Fraction) -> tuple[str, str]:
    """A rate with a point, and, where ten decimals do not hold it, itself as a fraction."""
    places = rounded(value, RATE_PLACES)
    exact = "" if Fraction(places) == value else f"{value.numerator}{DIVIDED}{value.denominator}"
    return f"{places.normalize():f}", exact


def exact_rate(cell: str, exact: str) -> Fraction:
    """The rate that `rate` wrote."""
    return Fraction(exact.replace(DIVIDED, "/")) if exact else Fraction(decimal(cell))
