"""Gathering: the rows of a table gone through once, those alike brought together before any cell is understood.

Most cells of a file stand in many rows: a day, a campaign, a currency. What is understood once for each *key*, the
cells that say what a row is of, need not be understood for each row.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from core.imports.meanings import Meaning
from core.imports.sheets import Cells
from core.imports.tables import Table

ODD = -1
"""In place of a key's number: the row has not the width of the head."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """``parts``: what the cells of a key mean. ``keys``: each once. ``numbers``: the key of each row, or `ODD`.

    ``values``: meaning -> the cell of each row. ``odd``: row, from 0 -> its cells, of those of another width.
    """

    parts: tuple[Meaning, ...]
    keys: Sequence[Cells]
    numbers: Sequence[int]
    values: Mapping[Meaning, Sequence[str]]
    odd: Mapping[int, Cells] = field(default_factory=dict)

    def cells(self, part: Meaning) -> Sequence[str]:
        """The cell of every key that means this; empty where none does."""
        return [key[self.parts.index(part)] for key in self.keys] if part in self.parts else ()

    def rows_of(self, chosen: frozenset[int]) -> list[int]:
        """The rows, from 0, that have one of these keys."""
        return [row for row, number in enumerate(self.numbers) if number in chosen]


def gathered(table: Table, parts: Sequence[Meaning], values: Sequence[Meaning], *, first: bool = False) -> Gathered:
    """The rows of a table, in one pass. ``first``: the first cell of a row belongs to its key, for a total may say so.

    Parts and values that no column means are left away.
    """
    kept = tuple(part for part in parts if part in table.columns)
    places = [table.columns[part] for part in kept] + ([0] if first else [])
    wanted = [value for value in values if value in table.columns]
    numbers, columns, keys, odd = array("l"), [list[str]() for _ in wanted], dict[Cells, int](), dict[int, Cells]()
    _pass(table, _picker(places), [table.columns[value] for value in wanted], (numbers, columns, keys, odd))
    return Gathered(
        parts=kept, keys=list(keys), numbers=numbers, values=dict(zip(wanted, columns, strict=True)), odd=odd
    )


_Kept = tuple["array[int]", list[list[str]], dict[Cells, int], dict[int, Cells]]


def _pass(table: Table, pick: Callable[[Cells], Cells], places: Sequence[int], kept: _Kept) -> None:
    """Each row's key is numbered and its values are put under one another: the one loop over all rows."""
    numbers, columns, keys, odd = kept
    width, number, note = len(table.heads), keys.setdefault, numbers.append
    adders = [(column.append, place) for column, place in zip(columns, places, strict=True)]
    for row in table.rows():
        if len(row) != width and (row := fitted(row, width, odd, len(numbers))) is None:
            note(ODD)
            for add, _ in adders:
                add("")
            continue
        note(number(pick(row), len(keys)))
        for add, place in adders:
            add(row[place])


def fitted(row: Cells, width: int, odd: dict[int, Cells], place: int) -> Cells | None:
    """The row without empty cells beyond the head's; None, and it is kept as odd, where that does not make it fit."""
    if len(row) > width and not any(map(str.strip, row[width:])):
        return row[:width]
    odd[place] = tuple(row)
    return None


def _picker(places: Sequence[int]) -> Callable[[Cells], Cells]:
    """Takes the cells at these places as a tuple, also where they are one or none."""
    if len(places) > 1:
        return itemgetter(*places)
    if places:
        return lambda row: (row[places[0]],)
    return lambda _: ()


def looked_up(table: Table, rows: Sequence[int]) -> Iterator[tuple[int, Cells]]:
    """These rows, from 0 and in order, with all their cells: by another pass over the file."""
    if not rows:
        return
    wanted = iter(rows)
    following = next(wanted)
    for place, row in enumerate(table.rows()):
        if place == following:
            yield place, row
            if (following := next(wanted, -1)) < 0:
                return
