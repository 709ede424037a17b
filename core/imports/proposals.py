"""Proposals: what the columns of a table that nobody knows seem to mean, by their headers and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from core.imports.channels import channel_in
from core.imports.currencies import code_of
from core.imports.dates import dated
from core.imports.headers import folded, unique
from core.imports.kinds.table import TABLE
from core.imports.marks import currencies_of
from core.imports.meanings import Meaning
from core.imports.numbers import is_nothing, written
from core.imports.sheets import Cells, Sheet
from core.imports.stacked import is_comment
from core.imports.tables import LOOKED_AT, Table
from core.imports.totals import is_total

_SAMPLE = 200
_EXAMPLES = 3
_WORDS = {
    Meaning.DAY: "date day data dzień datum tag jour fecha día giorno dia",
    Meaning.SPEND: "cost spend spent amount koszt wydat wydan kwota kosten betrag ausgaben coût dépens montant coste"
    " gasto importe costo spesa speso custo valor",
    Meaning.CAMPAIGN: "campaign kampani kampagne campagne campaña campagna campanha",
    Meaning.CHANNEL: "channel kanał kanal canal canale platform network sieć medium źródło source",
    Meaning.CURRENCY: "currency waluta währung devise moneda valuta moeda",
    Meaning.NOTE: "note notes notatka uwagi opis tytuł description comment bemerkung beschreibung",
}
"""Meaning -> how words that a header of it has begin, in the languages of files."""
_NOT_SPEND = re.compile(r"\b(per|cpc|cpm|cpa|ctr|roas|avg|average|budget|budżet|revenue|przychód|value|rate|śr)\b|/|%")


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


def proposed(examples: Mapping[str, Sequence[str]], channels: Mapping[str, str]) -> Mapping[Meaning, str]:
    """Meaning -> the header of the column that seems to say it: its content must fit, its header decides."""
    chosen: dict[Meaning, str] = {}
    for meaning in _WORDS:
        fitting = [head for head in examples if head not in chosen.values()]
        scores = {head: _score(meaning, head, examples[head], channels) for head in fitting}
        best = max(scores, key=lambda head: scores[head], default="")
        if best and scores[best] > 0:
            chosen[meaning] = best
    return chosen


def _score(meaning: Meaning, head: str, cells: Sequence[str], channels: Mapping[str, str]) -> int:
    """Above zero where a column may say this, and more where its header does."""
    if not cells or not all(_fits(meaning, cell, channels) for cell in cells):
        return 0
    name = folded(head)
    if meaning is Meaning.SPEND and _NOT_SPEND.search(name):
        return 0
    named = re.search(rf"(?<![^\W_])(?:{'|'.join(_WORDS[meaning].split())})", name)
    alone = meaning in (Meaning.DAY, Meaning.CURRENCY, Meaning.CHANNEL)
    return 2 if named else int(alone)


def _fits(meaning: Meaning, cell: str, channels: Mapping[str, str]) -> bool:
    match meaning:
        case Meaning.DAY:
            return dated(cell) is not None
        case Meaning.SPEND:
            number = written(cell)
            return is_nothing(cell) or bool(number and (not number.mark or currencies_of(number.mark)))
        case Meaning.CURRENCY:
            return bool(code_of(cell))
        case Meaning.CHANNEL:
            return bool(channel_in(cell, channels))
    return dated(cell) is None and written(cell) is None
