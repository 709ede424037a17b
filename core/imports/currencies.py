"""Currencies of a file: that in the header, in a column or beside the numbers, and what is asked where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.imports.amounts import Amounts
from core.imports.choices import Choices
from core.imports.gathering import Gathered
from core.imports.marks import currencies_of
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question
from core.imports.tables import Table
from core.money.currencies import CURRENCIES, HISTORIC


@dataclass(frozen=True, kw_only=True, slots=True)
class Denomination:
    """``code``: of every row; empty where each row's own column says it. ``refused``: cells with another's mark."""

    code: str = ""
    question: Question | None = None
    refused: frozenset[str] = field(default_factory=frozenset)


def code_of(cell: str) -> str:
    """The code in a cell of a column of currencies; empty where it holds none."""
    code = cell.strip().upper()
    if code in CURRENCIES or code in HISTORIC:
        return code
    codes = currencies_of(cell)
    return next(iter(codes)) if len(codes) == 1 else ""


def denomination(table: Table, rows: Gathered, amounts: Amounts, choices: Choices, reporting: str) -> Denomination:
    """In which currency the amounts are. The header is believed before a column, and that before marks and choices."""
    column = {code for cell in set(rows.cells(Meaning.CURRENCY)) if (code := code_of(cell))}
    marks = {mark: currencies_of(mark) for mark in set(amounts.marks.values())}
    if table.currency:
        return _declared(table.currency, marks, amounts, choices)
    if column:
        return _declared(next(iter(column)), marks, amounts, choices) if len(column) == 1 else Denomination()
    return _marked(marks, amounts, choices, reporting)


def _declared(code: str, marks: dict[str, frozenset[str]], amounts: Amounts, choices: Choices) -> Denomination:
    """What the file says in a header or column, unless the marks in its cells say something else."""
    others = [mark for mark, codes in marks.items() if code not in codes]
    if not others:
        return Denomination(code=code)
    options = (code, *sorted(frozenset().union(*(marks[mark] for mark in others))))
    return _asked(options, amounts.first_with(others[0]), marks, amounts, choices)


def _marked(marks: dict[str, frozenset[str]], amounts: Amounts, choices: Choices, reporting: str) -> Denomination:
    if not marks:
        if choices.currency:
            return Denomination(code=choices.currency)
        return Denomination(question=Question(ask=Ask.CURRENCY, options=(reporting,)))
    shared = frozenset.intersection(*marks.values())
    if len(shared) == 1:
        return Denomination(code=next(iter(shared)))
    every = frozenset().union(*marks.values())
    options = tuple(sorted(shared or every, key=lambda code: (code != reporting, code)))
    return _asked(options, next(iter(amounts.marks)), marks, amounts, choices)


def _asked(
    options: tuple[str, ...], example: str, marks: dict[str, frozenset[str]], amounts: Amounts, choices: Choices
) -> Denomination:
    """As people chose, cells with the mark of another currency being refused; else the question."""
    if choices.currency not in options:
        return Denomination(question=Question(ask=Ask.CURRENCY, options=options, example=example))
    refused = {cell for cell, mark in amounts.marks.items() if choices.currency not in marks[mark]}
    return Denomination(code=choices.currency, refused=frozenset(refused))
