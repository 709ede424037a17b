"""Values as the text of a field, in a spelling that no language changes, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.money.money import Money, decimals
from core.setup.replacements import Fields


def texts(**values: str | int | date | Decimal | Fraction | Money | None) -> Fields:
    """Field -> text; what is empty is left out."""
    fields = {name: _text(value) for name, value in values.items() if value is not None}
    return {name: text for name, text in fields.items() if text}


def money(fields: Fields, name: str) -> Money | None:
    """An amount in the fields' own ``currency``; None where it is empty."""
    if name not in fields:
        return None
    currency = fields["currency"]
    return Money(minor=int(Decimal(fields[name]).scaleb(decimals(currency))), currency=currency)


def amount(fields: Fields, name: str) -> Money:
    """An amount that is never empty, read as `money` reads it."""
    return money(fields, name) or Money(minor=0, currency=fields["currency"])


def decimal(fields: Fields, name: str) -> Decimal | None:
    return Decimal(fields[name]) if name in fields else None


def day(fields: Fields, name: str) -> date | None:
    return date.fromisoformat(fields[name]) if name in fields else None


def _text(value: str | int | date | Decimal | Fraction | Money) -> str:
    if isinstance(value, Money):
        return str(value.units)
    if isinstance(value, Fraction):  # typed with a few decimals, so this is exact
        return _text(Decimal(value.numerator) / Decimal(value.denominator))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
