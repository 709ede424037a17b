"""Understanding: what the rows of each key are of, column by column, each different cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import TypeVar

from core.imports.currencies import code_of
from core.imports.meanings import Meaning
from core.imports.readings import Wrong
from core.imports.settling import Settled
from core.imports.spans import Days
from core.imports.spots import BLANK, Fault, Spot
from core.imports.totals import is_all, is_total
from core.setup.categories import Category, category_of
from core.setup.names import slug

Read = TypeVar("Read")


def understood(settled: Settled) -> list[Spot | Fault]:
    """What the rows of every key are of, in the order of the keys."""
    columns = (
        _days(settled),
        _each(settled, settled.name, lambda cell: _name(settled, cell)),
        _firsts(settled),
        _bare(settled),
        _each(settled, Meaning.CURRENCY, lambda cell: _currency(settled, cell)),
        _each(settled, _channels(settled), lambda cell: _channel(settled, cell)),
        _each(settled, Meaning.CATEGORY, lambda cell: _category(settled, cell)),
        _each(settled, Meaning.NOTE, str.strip),
        _each(settled, Meaning.EXTERNAL_ID, str.strip),
    )
    # Columns that are not there go on for ever.
    return [_spot(*cells) for _, *cells in zip(settled.rows.keys, *columns, strict=False)]


def _spot(
    days: Days | Fault,
    name: str | Fault,
    first: Fault | None,
    bare: Fault | None,
    currency: str | Fault,
    channel: str | Fault,
    category: Category | Fault,
    note: str,
    external_id: str,
) -> Spot | Fault:
    if isinstance(days, Fault):
        return days
    for strange in (first, bare):
        if strange is not None:
            return strange
    if isinstance(name, Fault):
        return name
    if isinstance(currency, Fault):
        return currency
    if isinstance(channel, Fault):
        return channel
    if isinstance(category, Fault):
        return category
    return Spot(days[0], days[1], name, channel, category, currency, note, external_id)


def _each(settled: Settled, part: Meaning | None, read: Callable[[str], Read]) -> Iterator[Read]:
    """What the cell of every key says; of a column that is not there, what an empty cell says."""
    cells = settled.rows.cells(part) if part else ()
    if not cells:
        return repeat(read(""))
    meanings = {cell: read(cell) for cell in set(cells)}
    return map(meanings.__getitem__, cells)


def _days(settled: Settled) -> Iterator[Days | Fault]:
    """The days of every key: those that have the same cells for them are read together."""
    parts = [part for part in (settled.spans.begins, settled.spans.ends) if part]
    if not parts:
        return repeat(settled.spans.of({}, settled.table))
    cells = list(zip(*(settled.rows.cells(part) for part in parts), strict=True))
    meanings = {one: settled.spans.of(dict(zip(parts, one, strict=True)), settled.table) for one in set(cells)}
    return map(meanings.__getitem__, cells)


def _firsts(settled: Settled) -> Iterator[Fault | None]:
    """Where the first cell of rows is in their keys: whether it says that they are sums."""
    if len(settled.rows.keys[0]) == len(settled.rows.parts):
        return repeat(None)
    cells: Sequence[str] = [key[-1] for key in settled.rows.keys]
    meanings = {cell: _total(settled, cell) for cell in set(cells)}
    return map(meanings.__getitem__, cells)


def _bare(settled: Settled) -> Iterator[Fault | None]:
    """A row with nothing but its amount beside others that say what they are of may be the sum of them."""
    count = len(settled.rows.parts)
    blank = [not "".join(key[:count]).strip() for key in settled.rows.keys]
    if all(blank):
        return repeat(None)
    strange = Fault(why=Wrong.NAME, header=settled.table.head(settled.name or settled.amount), doubtful=True)
    return (strange if nothing else None for nothing in blank)


def _total(settled: Settled, cell: str) -> Fault | None:
    """A row that says it is a sum; of one with a day of its own only the sums of others prove it."""
    if not is_total(cell, settled.table.kind):
        return None
    return Fault(why=Wrong.NAME, cell=cell, doubtful=True, total=settled.spans.begins is None)


def _name(settled: Settled, cell: str) -> str | Fault:
    name = cell.strip()
    if name in BLANK and settled.named:
        return Fault(why=Wrong.NAME, header=settled.table.head(settled.name or Meaning.CAMPAIGN), doubtful=True)
    return _total(settled, name) or ("" if name in BLANK else name)


def _currency(settled: Settled, cell: str) -> str | Fault:
    """The code of a row: that of its own column must be the one of all, where there is one of all."""
    code = code_of(cell) if cell.strip() else settled.money.code
    if not code or (settled.money.code and code != settled.money.code):
        return Fault(why=Wrong.CURRENCY, header=settled.table.head(Meaning.CURRENCY), cell=cell)
    return code


def _channels(settled: Settled) -> Meaning | None:
    parts = settled.rows.parts
    return next((part for part in (Meaning.CHANNEL, Meaning.PLATFORM) if part in parts), None)


def _channel(settled: Settled, cell: str) -> str | Fault:
    """The key; a name in a column of channels must be one's."""
    key = settled.channels.get(cell, "")
    if Meaning.PLATFORM in settled.rows.parts and is_all(cell):
        return Fault(why=Wrong.NAME, header=settled.table.head(Meaning.PLATFORM), cell=cell, doubtful=True)
    if Meaning.CHANNEL in settled.rows.parts and cell.strip() and not key:
        return Fault(why=Wrong.NAME, header=settled.table.head(Meaning.CHANNEL), cell=cell)
    return key


def _category(settled: Settled, cell: str) -> Category | Fault:
    category = category_of(slug(cell)) if cell.strip() else Category.ADS
    return category or Fault(why=Wrong.NAME, header=settled.table.head(Meaning.CATEGORY), cell=cell)


def channel_cells(settled: Settled, spots: Sequence[Spot | Fault]) -> set[str]:
    """The cells that say the channel of rows that can be read; what is no row of spend need not say one."""
    part = _channels(settled)
    if part is None:
        return {""}
    return {cell for spot, cell in zip(spots, settled.rows.cells(part), strict=True) if isinstance(spot, Spot)}
