"""Gathering: the rows of a table gone through once, those alike brought together before any cell is understood.

Most cells of a file stand in many rows: a day, a campaign, a currency. What is understood once for each *key*, the
cells that say what a row is of, need not be understood for each row.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from core.imports.meanings import Meaning
from core.imports.sheets import Cells
from core.imports.spots import BLANK
from core.imports.tables import Table
from core.imports.totals import is_all

_CELLS_AT_ONCE = 100_000
"""Of the rows that are taken together: few enough for the memory, many enough to be fast."""
_LONGEST_ALL = 24
"""Characters of a word for all: what is longer is a name."""
ODD = -1
"""In place of a key's number: the row has not the width of the head."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """``parts``: what the cells of a key mean. ``keys``: each once. ``numbers``: the key of each row, or `ODD`.

    ``values``: meaning -> the cell of each row. ``odd``: row, from 0 -> its cells, of those of another width.
    ``coarse``: the keys whose rows name nothing, or all, where others name a part of what a campaign has.
    """

    parts: tuple[Meaning, ...]
    keys: Sequence[Cells]
    numbers: Sequence[int]
    values: Mapping[Meaning, Sequence[str]]
    odd: Mapping[int, Cells] = field(default_factory=dict)
    coarse: frozenset[int] = frozenset()

    def cells(self, part: Meaning) -> Sequence[str]:
        """The cell of every key that means this; empty where none does."""
        return [key[self.parts.index(part)] for key in self.keys] if part in self.parts else ()

    def rows_of(self, chosen: frozenset[int]) -> list[int]:
        """The rows, from 0, that have one of these keys."""
        return [row for row, number in enumerate(self.numbers) if number in chosen]


def gathered(
    table: Table,
    parts: Sequence[Meaning],
    values: Sequence[Meaning],
    finer: Sequence[Meaning] = (),
    *,
    first: bool = False,
) -> Gathered:
    """The rows of a table, in one pass. ``first``: the first cell of a row belongs to its key, for a total may say so.

    ``finer``: what divides a campaign; a row that says none or all of it is told apart. Parts and values that no column
    means are left away.
    """
    kept = tuple(part for part in parts if part in table.columns)
    wanted = [value for value in values if value in table.columns]
    dividing = [table.columns[part] for part in finer if part in table.columns]
    pick = _picker([table.columns[part] for part in kept] + ([0] if first else []))
    passed = _passed(table, _telling(pick, dividing) if dividing else pick, [table.columns[value] for value in wanted])
    keys = passed.keys
    return Gathered(
        parts=kept,
        keys=[key[:-1] for key in keys] if dividing else list(keys),
        numbers=passed.numbers,
        values=dict(zip(wanted, passed.columns, strict=True)),
        odd=passed.odd,
        coarse=frozenset(number for key, number in keys.items() if dividing and not key[-1]),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pass:
    """What one pass over the rows brings together: key -> its number, and the rest as in `Gathered`."""

    keys: Mapping[Cells, int]
    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    odd: Mapping[int, Cells]


def _passed(table: Table, pick: Callable[[Cells], Cells], places: Sequence[int]) -> _Pass:
    """``pick``: takes the key of a row. ``places``: of the columns whose every cell is kept."""
    keys, numbers, odd = _Keys(), array("l"), dict[int, Cells]()
    columns: list[list[str]] = [[] for _ in places]
    takers = [(column, itemgetter(place)) for column, place in zip(columns, places, strict=True)]
    for chunk in _chunks(table, odd):
        numbers.extend(map(keys.__getitem__, map(pick, chunk)))
        for column, take in takers:
            column.extend(map(take, chunk))
    for row in odd:
        numbers[row] = ODD
    return _Pass(keys=keys, numbers=numbers, columns=columns, odd=odd)


def _telling(pick: Callable[[Cells], Cells], places: Sequence[int]) -> Callable[[Cells], Cells]:
    """Takes a key with a cell more behind it: empty where one of these cells says nothing, or all."""

    def picked(row: Cells) -> Cells:
        for place in places:
            cell = row[place]
            if len(cell) <= _LONGEST_ALL and (cell.strip() in BLANK or is_all(cell)):
                return (*pick(row), "")
        return (*pick(row), "finer")

    return picked


class _Keys(dict[Cells, int]):
    """Key -> its number: a key that is new takes the next."""

    def __missing__(self, key: Cells) -> int:
        self[key] = number = len(self)
        return number


def _chunks(table: Table, odd: dict[int, Cells]) -> Iterator[Sequence[Cells]]:
    """The rows, many at once, all of the head's width: of those of another an empty one stands in its place."""
    rows, width, place = table.rows(), len(table.heads), 0
    at_once = _CELLS_AT_ONCE // width + 1
    while chunk := list(islice(rows, at_once)):
        if set(map(len, chunk)) != {width}:
            chunk = [fitted(row, width, odd, at) for at, row in enumerate(chunk, start=place)]
        yield chunk
        place += len(chunk)


def fitted(row: Cells, width: int, odd: dict[int, Cells], place: int) -> Cells:
    """The row without empty cells beyond the head's; empty, and kept as odd, where that does not make it fit."""
    if len(row) == width or (len(row) > width and not any(map(str.strip, row[width:]))):
        return row[:width]
    odd[place] = row
    return [""] * width


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
