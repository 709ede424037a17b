"""Amounts: a column of money, each different cell read once, and the marks of currencies beside the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.imports.marks import currencies_of
from core.imports.numbers import Column, Written, column_of, is_nothing, plain_values, value_of, written
from core.imports.readings import Wrong
from core.money.money import LARGEST

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Amounts:
    """``values``: cell -> its number, in the currency's unit; zero where it says that there is nothing.

    ``wrong``: cell -> why it is none. ``marks``: cell -> the mark beside its number, of those that have one.
    ``fractions``: whether any has decimals. ``column``: how they are written.
    """

    values: Mapping[str, Decimal]
    wrong: Mapping[str, Wrong]
    marks: Mapping[str, str]
    column: Column
    fractions: bool

    def first_with(self, mark: str) -> str:
        return next(cell for cell, other in self.marks.items() if other == mark)


def amounts_of(cells: Iterable[str], sign: str = "", *, credits: bool = False, millionths: bool = False) -> Amounts:
    """The amounts in these cells. ``sign``: before decimals, as people chose; the column's own proof comes first.

    ``credits``: whether they may be below zero; ``millionths``: of the currency's unit, as whole numbers.
    """
    values, proven, others = plain_values(set(cells))
    column = column_of(others, proven)
    if column.unclear and sign:
        column = Column(sign=sign, open=column.open)
    if millionths:
        values = {cell: value.scaleb(-6) for cell, value in values.items()}
    wrong = {cell: Wrong.TOO_LARGE for cell, value in values.items() if value > LARGEST}
    read = {cell: written(cell) for cell in others}
    for cell, number in read.items():
        value = _value(cell, number, column, millionths=millionths)
        if value is None or abs(value) > LARGEST or (value < 0 and not credits):
            wrong[cell] = _why(value)
        else:
            values[cell] = value
    marks = {cell: number.mark for cell, number in read.items() if number and number.mark and cell in values}
    for cell in wrong:
        values.pop(cell, None)
    fractions = bool(column.sign) and any(value % 1 for value in values.values())
    return Amounts(values=values, wrong=wrong, marks=marks, column=column, fractions=fractions)


def _value(cell: str, number: Written | None, column: Column, *, millionths: bool) -> Decimal | None:
    if number is None:
        return NOTHING if is_nothing(cell) else None
    if number.mark and not currencies_of(number.mark):
        return None
    value = value_of(number, column.sign)
    return value.scaleb(-6) if value is not None and millionths else value


def _why(value: Decimal | None) -> Wrong:
    if value is None:
        return Wrong.AMOUNT
    return Wrong.TOO_LARGE if abs(value) > LARGEST else Wrong.NEGATIVE
