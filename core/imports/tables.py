"""Tables: where in a sheet a table's head stands, which kind it is of, and which column means what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.imports.headers import CURRENCY, currency_in, folded, spellings, unique, without_currency
from core.imports.kind import Kind
from core.imports.meanings import Meaning
from core.imports.sheets import Cells, Sheet

LOOKED_AT = 60
"""Rows at the top of a sheet among which the head is looked for."""
_NONE = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table of ``kind`` in a sheet. ``top``: the row its head stands in. ``heads``: its cells, each another.

    ``columns``: meaning -> place in a row. ``doubled``: meaning -> all headers that say it equally well.
    """

    kind: Kind
    sheet: Sheet
    top: int
    heads: tuple[str, ...]
    columns: Mapping[Meaning, int]
    doubled: Mapping[Meaning, tuple[str, ...]] = field(default_factory=dict)

    def rows(self) -> Iterator[Cells]:
        """The rows below the head, totals and blank ones among them."""
        return islice(iter(self.sheet.rows), self.top + 1, None)

    def above(self) -> Sequence[Cells]:
        return list(islice(iter(self.sheet.rows), self.top))

    def line(self, row: int) -> int:
        """The line of the file, from 1, of the ``row``-th below the head, from 0."""
        return self.sheet.line(self.top + 1 + row)

    def head(self, meaning: Meaning) -> str:
        """The header of what means this; empty where no column does."""
        return self.heads[self.columns[meaning]] if meaning in self.columns else ""

    @property
    def currency(self) -> str:
        """The code in the header of what was spent; empty where none is."""
        return currency_in(self.head(Meaning.SPEND) or self.head(Meaning.SPEND_MICROS) or self.head(Meaning.AMOUNT))

    @property
    def weight(self) -> tuple[int, int]:
        """How surely it is of its kind: headers that only this one has, and columns that are known."""
        return len(self.telling), len(self.columns)

    @property
    def telling(self) -> frozenset[str]:
        names = {name for head in self.heads for name in (folded(head), without_currency(head))}
        return frozenset(self.kind.telling) & names

    @property
    def fits(self) -> bool:
        """Whether it has what the kind needs, and something that is only its."""
        needed = all(not needs.isdisjoint(self.columns) for needs in self.kind.needs)
        return needed and bool(self.telling or not self.kind.telling or self._is_whole)

    @property
    def _is_whole(self) -> bool:
        """Whether it has no header that its kind does not expect."""
        declared = {_declared(header) for headers in self.kind.headers.values() for header in headers}
        expected = {*declared, *self.kind.whole}
        return bool(self.kind.whole) and all(not expected.isdisjoint(spellings(head)) for head in self.heads if head)


def tables_in(sheet: Sheet, kinds: Sequence[Kind]) -> list[Table]:
    """All that a row near the top may be the head of, whether or not it has what the kind needs."""
    index = _index(kinds)
    rows = list(islice(iter(sheet.rows), LOOKED_AT))
    return [table for top, row in enumerate(rows) for table in _tables(sheet, top, row, kinds, index)]


Places = Mapping[Meaning, list[tuple[int, int]]]
"""Meaning -> how far down in its list a header stands, and the place of its column."""
_Index = Mapping[str, list[tuple[int, Meaning, int]]]
"""Header, as it is compared -> the place of the kind, the meaning, how far down in its list it stands."""


def _index(kinds: Sequence[Kind]) -> _Index:
    index: dict[str, list[tuple[int, Meaning, int]]] = defaultdict(list)
    for place, kind in enumerate(kinds):
        for meaning, headers in kind.headers.items():
            for rank, header in enumerate(headers):
                index[_declared(header)].append((place, meaning, rank))
    return index


def _declared(header: str) -> str:
    """A declared header as `spellings` of a cell are compared with it."""
    return folded(header).replace(folded(CURRENCY), CURRENCY)


def _tables(sheet: Sheet, top: int, row: Cells, kinds: Sequence[Kind], index: _Index) -> Iterator[Table]:
    if sum(1 for cell in row if cell.strip()) < 2:
        return
    heads = unique(row)
    for kind, places in _places(row, index).items():
        yield Table(
            kind=kinds[kind],
            sheet=sheet,
            top=top,
            heads=heads,
            columns={meaning: min(listed)[1] for meaning, listed in places.items()},
            doubled=_doubled(places, heads),
        )


def _places(row: Cells, index: _Index) -> Mapping[int, Places]:
    places: dict[int, dict[Meaning, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for place, cell in enumerate(row):
        listed = {place_of for spelling in spellings(cell) for place_of in index.get(spelling, ())}
        for kind, meaning, rank in listed:
            places[kind][meaning].append((rank, place))
    return places


def _doubled(places: Places, heads: Sequence[str]) -> Mapping[Meaning, tuple[str, ...]]:
    """The meanings whose best header stands over two columns, or over one for each of two currencies."""
    doubled = {}
    for meaning, listed in places.items():
        best = min(listed)[0]
        equal = sorted(place for rank, place in listed if rank == best)
        if len(equal) > 1:
            doubled[meaning] = tuple(heads[place] for place in equal)
    return doubled


def mapped(table: Table, columns: Mapping[Meaning, str]) -> Table:
    """The table with the columns that people chose in place of those that were recognised."""
    places = {head: place for place, head in enumerate(table.heads) if head}
    chosen = {meaning: places.get(head, _NONE) for meaning, head in columns.items()}
    every = {**table.columns, **{meaning: place for meaning, place in chosen.items() if place != _NONE}}
    return Table(
        kind=table.kind,
        sheet=table.sheet,
        top=table.top,
        heads=table.heads,
        columns=every,
        doubled={meaning: heads for meaning, heads in table.doubled.items() if meaning not in chosen},
    )
