"""Cells of a table of results or deals: how its numbers, dates and money are written, decided by all of its rows.

What nothing decides is asked. A sign before decimals that one column proves holds for the columns of the same file in
which it could be either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.imports.choices import Choices
from core.imports.dates import Evidence, Order, day_of, evidence_of
from core.imports.headers import currency_in
from core.imports.marks import currencies_of
from core.imports.meanings import Meaning
from core.imports.numbers import Column, column_of, is_nothing, value_of, written
from core.imports.readings import Ask, MixedDates, Question
from core.imports.result_rows import Row
from core.imports.tables import Table
from core.imports.worlds import World

DATES = (
    *(Meaning.DAY, Meaning.START, Meaning.END, Meaning.FIRST_CONTACT),
    *(Meaning.CLOSED_ON, Meaning.CREATED_ON, Meaning.WON_ON, Meaning.LOST_ON),
)
NUMBERS = (Meaning.COUNT, Meaning.REVENUE, Meaning.AMOUNT, Meaning.PROBABILITY)
MONEY = (Meaning.REVENUE, Meaning.AMOUNT)


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenCells:
    """``signs``: meaning -> the sign before decimals. ``order``: of day and month. ``currency``: of what has none."""

    signs: Mapping[Meaning, str]
    order: Order | None
    currency: str
    questions: tuple[Question, ...] = ()

    def number(self, cell: str, meaning: Meaning) -> Decimal | None:
        if is_nothing(cell):
            return Decimal()
        number = written(cell.removesuffix("%"))
        if number is None or (number.mark and self.currency not in currencies_of(number.mark)):
            return None
        return value_of(number, self.signs.get(meaning, ""))

    def day(self, cell: str) -> date | None:
        return day_of(cell, self.order)


def written_cells(table: Table, rows: Sequence[Row], choices: Choices, world: World) -> WrittenCells:
    """How the cells of these rows are written. Raises `MixedDates`."""
    columns = {meaning: column_of(_cells(rows, meaning)) for meaning in NUMBERS if meaning in table.columns}
    signs = _signs(columns, "." if table.sheet.exact else choices.decimal)
    order, dates = _order(rows, choices)
    currency, money = _currency(table, rows, choices, world)
    asked = (*_decimals(columns, signs), *dates, *money)
    return WrittenCells(signs=signs, order=order, currency=currency, questions=asked)


def _cells(rows: Sequence[Row], *meanings: Meaning) -> set[str]:
    return {cell.removesuffix("%") for row in rows for meaning in meanings if (cell := row.text(meaning))}


def _signs(columns: Mapping[Meaning, Column], chosen: str) -> Mapping[Meaning, str]:
    proven = {column.sign for column in columns.values() if column.sign}
    everywhere = next(iter(proven)) if len(proven) == 1 else ""
    return {meaning: column.sign or chosen or everywhere for meaning, column in columns.items()}


def _decimals(columns: Mapping[Meaning, Column], signs: Mapping[Meaning, str]) -> Sequence[Question]:
    open_cells = [column.open for meaning, column in columns.items() if column.open and not signs[meaning]]
    return [Question(ask=Ask.DECIMAL, options=(".", ","), example=cell) for cell in open_cells[:1]]


def _order(rows: Sequence[Row], choices: Choices) -> tuple[Order | None, Sequence[Question]]:
    evidence = evidence_of(_cells(rows, *DATES))
    if evidence.mixed:
        raise MixedDates(lines=_lines(rows, evidence))
    if evidence.order or not evidence.open:
        return evidence.order, ()
    if choices.day_first is None:
        return None, [Question(ask=Ask.DATE_ORDER, options=("day", "month"), example=evidence.open)]
    return Order.DAY if choices.day_first else Order.MONTH, ()


def _lines(rows: Sequence[Row], evidence: Evidence) -> tuple[int, int]:
    """The first line with a date that can only be read day first, and the first with one that has the month first."""
    day, month = (
        next(row.line for row in rows if evidence.first[order] in (row.text(meaning) for meaning in DATES))
        for order in (Order.DAY, Order.MONTH)
    )
    return day, month


def _currency(table: Table, rows: Sequence[Row], choices: Choices, world: World) -> tuple[str, Sequence[Question]]:
    """The currency of the money that has none in its row; asked where there is any, and nothing says it."""
    column = {cell.upper() for cell in _cells(rows, Meaning.CURRENCY)}
    written_in = next(filter(None, (currency_in(table.head(meaning)) for meaning in MONEY)), "")
    codes = {written_in} if written_in else _marked(rows) or column
    if choices.currency:
        return choices.currency, ()
    if len(codes) == 1:
        return codes.pop(), ()
    if column >= codes and all(row.text(Meaning.CURRENCY) for row in rows):
        return world.currency, ()
    if not codes and not _has_money(rows):
        return world.currency, ()
    return world.currency, [Question(ask=Ask.CURRENCY, options=tuple(sorted(codes) or [world.currency]))]


def _marked(rows: Sequence[Row]) -> set[str]:
    """The codes that the marks beside amounts may all stand for; empty where there are none."""
    numbers = [number for cell in _cells(rows, *MONEY) if (number := written(cell))]
    meant = [set(currencies_of(number.mark)) for number in numbers if number.mark]
    return set.intersection(*meant) or set.union(*meant) if meant else set()


def _has_money(rows: Sequence[Row]) -> bool:
    return any(sign in "123456789" for cell in _cells(rows, *MONEY) for sign in cell)
