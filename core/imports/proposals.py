"""Proposals: what the columns of a table that nobody knows seem to mean, by their headers and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from core.imports.channels import channel_in
from core.imports.column_words import is_other, says, stands_beside
from core.imports.currencies import code_of
from core.imports.dates import dated, lacks_year
from core.imports.headers import unique
from core.imports.kinds.table import TABLE
from core.imports.marks import currencies_of
from core.imports.meanings import Meaning
from core.imports.numbers import is_nothing, written
from core.imports.sheets import Cells, Sheet
from core.imports.stacked import is_comment
from core.imports.tables import LOOKED_AT, Table
from core.imports.totals import is_total
from core.imports.worlds import World
from core.setup.names import slug

_SAMPLE = 200
_EXAMPLES = 3
_SURELY = 2
_CENTS = re.compile(r"[.,]\d{1,2}$", re.ASCII)
_HEADED = (Meaning.DAY, Meaning.SPEND, Meaning.CAMPAIGN, Meaning.CHANNEL, Meaning.CURRENCY, Meaning.NOTE)
"""What headers say, in the order in which columns are given away."""
_SHOWN = (Meaning.CURRENCY, Meaning.CHANNEL, Meaning.DAY, Meaning.SPEND, Meaning.CAMPAIGN)
"""What the cells of a column may say by themselves, the most telling first."""


def unknown_table(sheets: Sequence[Sheet]) -> Table | None:
    """The first row of words above rows of the same width with numbers, as the head of a table; None without one."""
    for sheet in sheets:
        rows = list(islice(iter(sheet.rows), LOOKED_AT))
        for top, row in enumerate(rows):
            if _is_head(row, rows[top + 1 :]):
                return Table(kind=TABLE, sheet=sheet, top=top, heads=unique(row), columns={})
    return None


def _is_head(row: Cells, below: Sequence[Cells]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or is_comment(row) or any(written(cell) or dated(cell) for cell in filled):
        return False
    body = [other for other in below if any(map(str.strip, other))][:_EXAMPLES]
    return bool(body) and len(body[0]) == len(row) and any(written(cell) or dated(cell) for one in body for cell in one)


def examples_of(table: Table) -> Mapping[str, tuple[str, ...]]:
    """Header -> up to three different cells below it."""
    columns = _columns(table)
    return {head: tuple(dict.fromkeys(filter(None, cells)))[:_EXAMPLES] for head, cells in columns.items()}


def _columns(table: Table) -> Mapping[str, list[str]]:
    rows = [row for row in islice(table.rows(), _SAMPLE) if len(row) >= len(table.heads)]
    return {
        head: [row[place].strip() for row in rows if not is_total(row[0], TABLE)]
        for place, head in enumerate(table.heads)
        if head
    }


def proposed(examples: Mapping[str, Sequence[str]], world: World) -> Mapping[Meaning, str]:
    """Meaning -> the header of the column that seems to say it, by its header where one says it, else by its cells."""
    fitting = {meaning: _fitting(meaning, examples, world.channels) for meaning in _HEADED}
    chosen: dict[Meaning, str] = {}
    for meaning in _HEADED:
        free = [head for head in fitting[meaning] if head not in chosen.values()]
        best = max(free, key=lambda head: says(head, meaning), default="")
        if best and says(best, meaning):
            chosen[meaning] = best
    for meaning in _SHOWN:
        free = [head for head in fitting[meaning] if head not in chosen.values() and not stands_beside(head)]
        if meaning is Meaning.DAY:
            free = [head for head in free if all(map(dated, examples[head]))]
        if meaning is Meaning.CAMPAIGN and len(free) > 1:
            free = [head for head in free if any(slug(cell) in world.campaigns for cell in examples[head])]
        if meaning not in chosen and len(free) == 1 and not is_other(free[0], meaning):
            chosen[meaning] = free[0]
    return chosen


def is_plain(examples: Mapping[str, Sequence[str]], columns: Mapping[Meaning, str]) -> bool:
    """Whether the headers say by themselves what every column is: then nobody need be asked.

    Whole amounts may be in millionths, or be no money at all, so that only those with cents say it plainly.
    """
    taken = {head: meaning for meaning, head in columns.items()}
    needed = {Meaning.DAY, Meaning.SPEND} <= set(columns)
    return (
        needed
        and any(map(_has_cents, examples[columns[Meaning.SPEND]]))
        and all(
            says(head, taken[head]) == _SURELY if head in taken else stands_beside(head)
            for head, cells in examples.items()
            if cells
        )
    )


def _has_cents(cell: str) -> bool:
    number = written(cell)
    return bool(number and _CENTS.search(number.digits))


def _fitting(meaning: Meaning, examples: Mapping[str, Sequence[str]], channels: Mapping[str, str]) -> list[str]:
    """The columns whose cells may all say this."""
    return [head for head, cells in examples.items() if cells and all(_fits(meaning, one, channels) for one in cells)]


def _fits(meaning: Meaning, cell: str, channels: Mapping[str, str]) -> bool:
    match meaning:
        case Meaning.DAY:
            return dated(cell) is not None or lacks_year(cell)
        case Meaning.SPEND:
            return is_nothing(cell) or _is_number(cell)
        case Meaning.CURRENCY:
            return bool(code_of(cell))
        case Meaning.CHANNEL:
            return bool(channel_in(cell, channels))
    return dated(cell) is None and not _is_number(cell)


def _is_number(cell: str) -> bool:
    """Whether it is a number, with the mark of a currency perhaps: “Campaign Q3” is none."""
    number = written(cell)
    return bool(number and (not number.mark or currencies_of(number.mark)))
