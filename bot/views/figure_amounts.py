"""Amounts of an opened figure, in its own currency, from minor units."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language
from core.money.money import Money
from core.money.rounding import half_up
from core.reports.figures import Figure


def amount(language: Language, figure: Figure, minor: int | Fraction) -> str:
    """``$100.00`` of ``minor`` units, half up."""
    return language.money(Money(minor=half_up(Fraction(minor)), currency=figure.total.currency))
