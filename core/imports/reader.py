"""Reads a file: the sheet that holds the table, its kind, its rows, and what has to be asked before they are booked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.imports.catalogue import KINDS
from core.imports.choices import Choices
from core.imports.headers import fingerprint, folded
from core.imports.kind import Brings, Kind
from core.imports.meanings import Meaning
from core.imports.proposals import examples_of, is_plain, proposed, unknown_table
from core.imports.readings import (
    Ask,
    FileEmpty,
    FileNotATable,
    FileProblem,
    NoHeader,
    NoSpendColumn,
    PartOfSpend,
    Question,
    Reading,
)
from core.imports.result_reading import banner_of, best_of, check_complete, read_results
from core.imports.sheets import Sheet
from core.imports.spending import read_spend
from core.imports.tables import Table, mapped, tables_in
from core.imports.worlds import World


def read(
    sheets: Sequence[Sheet], choices: Choices, world: World, file: str = "", kinds: Sequence[Kind] = KINDS
) -> Reading:
    """What a file says, as far as it is beyond doubt; what is not, as questions. ``file``: its name.

    Raises the `FileProblem` of a file that cannot be read at all.
    """
    hidden = tuple(sheet.name for sheet in sheets if sheet.hidden)
    try:
        return replace(_read([one for one in sheets if not one.hidden], choices, world, kinds), hidden=hidden)
    except FileProblem as problem:
        problem.file = problem.file or file
        raise


def _read(sheets: Sequence[Sheet], choices: Choices, world: World, kinds: Sequence[Kind]) -> Reading:
    tables = [table for sheet in sheets for table in tables_in(sheet, kinds)]
    _refuse_parts(tables)
    fitting = [table for table in (mapped(table, choices.columns) for table in tables) if table.fits]
    if not fitting:
        return _unknown(sheets, tables, choices, world)
    best = max(fitting, key=lambda table: table.weight)
    alike = _alike(best, fitting)
    if len(alike) > 1 and choices.sheet not in alike:
        return _described(best, Reading(kind=best.kind.key, questions=(_which(alike),)))
    if best.kind.brings is Brings.SPEND and not alike and _torn(best, sheets):
        raise FileNotATable(why="several")
    if best.kind.brings is not Brings.SPEND and not alike:
        best = best_of([table for table in fitting if table.kind == best.kind])
    return _described(best, _rows(alike.get(choices.sheet, best), sheets, choices, world))


def _refuse_parts(tables: Sequence[Table]) -> None:
    for table in tables:
        header = next((head for head in table.heads if folded(head) in table.kind.partial), "")
        if header and Meaning.SPEND in table.columns:
            raise PartOfSpend(header=header)


def _alike(best: Table, fitting: Sequence[Table]) -> dict[str, Table]:
    """The tables of the same kind in sheets that have names: only people know which of them is meant."""
    return {table.sheet.name: table for table in reversed(fitting) if table.kind == best.kind and table.sheet.name}


def _torn(best: Table, sheets: Sequence[Sheet]) -> bool:
    """Whether another table of the same text file may hold rows of this one: to take one alone would be a guess."""
    others = [sheet for sheet in sheets if sheet is not best.sheet and not sheet.name]
    return any(
        len(row) == len(best.heads) and any(map(str.strip, row)) for sheet in others for row in sheet.rows
    ) or any(table.fits for sheet in others for table in tables_in(sheet, [best.kind]))


def _which(alike: dict[str, Table]) -> Question:
    return Question(ask=Ask.SHEET, options=tuple(sorted(alike)))


def _rows(table: Table, sheets: Sequence[Sheet], choices: Choices, world: World) -> Reading:
    if table.kind.brings is Brings.SPEND:
        return read_spend(table, choices, world)
    return read_results(table, banner_of(table.sheet, sheets), choices, world)


def _unknown(sheets: Sequence[Sheet], tables: Sequence[Table], choices: Choices, world: World) -> Reading:
    """A table that is of no kind: read by its columns, whatever they are headed."""
    table = unknown_table(sheets)
    platforms = [one for one in tables if _is_of_its_kind(one, tables)]
    if platforms and Meaning.SPEND not in choices.columns:
        nearest = max(platforms, key=lambda one: one.weight)
        raise NoSpendColumn(kind=nearest.kind.key, headers=tuple(head for head in nearest.heads if head))
    check_complete(tables)
    if table is None:
        raise FileEmpty if _says_nothing(sheets) else NoHeader
    return _of_columns(table, choices, world)


def _of_columns(table: Table, choices: Choices, world: World) -> Reading:
    """The table with the columns that people chose, or that its headers say plainly; else they are asked about."""
    examples = examples_of(table)
    proposal = proposed(examples, world)
    if Meaning.SPEND in mapped(table, choices.columns).columns:
        reading = read_spend(mapped(table, choices.columns), choices, world)
    elif is_plain(examples, proposal):
        reading = read_spend(mapped(table, proposal), choices, world)
    else:
        reading = _asked_columns(table, proposal, choices, world)
    return _described(table, replace(reading, examples=examples, proposed=proposal))


def _asked_columns(table: Table, proposal: Mapping[Meaning, str], choices: Choices, world: World) -> Reading:
    """The question which column is what, with those that the proposal would leave open: one form answers them all."""
    columns = Question(ask=Ask.COLUMNS, options=tuple(head for head in table.heads if head))
    return Reading(kind=table.kind.key, questions=(columns, *_beside(table, proposal, choices, world)))


def _beside(table: Table, proposal: Mapping[Meaning, str], choices: Choices, world: World) -> Iterator[Question]:
    try:
        if Meaning.SPEND in proposal:
            yield from read_spend(mapped(table, proposal), choices, world).questions
            return
    except FileProblem:
        pass
    if not (choices.currency or Meaning.CURRENCY in proposal):
        yield Question(ask=Ask.CURRENCY, options=(world.currency,))
    if choices.tax is None:
        yield Question(ask=Ask.TAX)


def _is_of_its_kind(table: Table, tables: Sequence[Table]) -> bool:
    """Whether its head is surely a platform's, and nothing in it may be what was spent."""
    amounts = any(Meaning.SPEND in one.columns for one in tables if one.sheet is table.sheet and one.top == table.top)
    return table.kind.brings is Brings.SPEND and len(table.telling) > 1 and not amounts


def _says_nothing(sheets: Sequence[Sheet]) -> bool:
    """Whether nothing stands in any sheet, or only that there is no data."""
    cells = {folded(cell) for sheet in sheets for row in sheet.rows for cell in row}
    return cells <= {"", *(folded(text) for kind in KINDS for text in kind.nothing)}


def _described(table: Table, reading: Reading) -> Reading:
    return replace(reading, header=fingerprint(table.heads), headers=tuple(head for head in table.heads if head))
