"""Figures at a glance: what a text says to the cent, as a first view says it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_FIGURE = re.compile(r"(?<![\d.,])(-?)(\$?)(\d[\d,\u00a0]*[.,]\d\d)(%|\u00a0USD)?(?!\d)(?! back per )")


def at_a_glance(text: str) -> str:
    """Percents in whole percents, and amounts of ten dollars or more in whole dollars, halves away from zero."""
    return _FIGURE.sub(_rounded, text)


def _rounded(figure: re.Match[str]) -> str:
    minus, dollar, digits, behind = figure.groups(default="")
    value = Decimal(re.sub(r"[^\d]", "", digits)) / 100
    is_amount = bool(dollar) or behind.endswith("USD")
    if not (behind == "%" or (is_amount and value >= 10)):
        return figure[0]
    whole = f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}"
    sign = "" if whole == "0" else minus
    return f"{sign}{dollar}{whole if '.' in digits else whole.replace(',', chr(0xA0))}{behind}"
