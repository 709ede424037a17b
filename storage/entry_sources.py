"""Sources of entries: what a file says of a conversion beside its figures, by UTM, and the number of its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, text
from sqlalchemy.engine import RowMapping

from core.imports.booked_results import Origin
from core.ledger.entries import Entry
from storage import many_entries
from storage.tables import entry_sources, imports
from storage.wordings import Hot

_ORIGIN = Origin.__slots__
_ADD = Hot(
    insert(entry_sources).values({column.name: bindparam(column.name, type_=column.type) for column in entry_sources.c})
)
_EVERY = select(entry_sources).where(entry_sources.c.workspace_id == bindparam("workspace"))
_THESE = _EVERY.where(entry_sources.c.entry_id.in_(bindparam("listed", expanding=True)))
_NUMBERED = (
    _EVERY.add_columns(imports.c.kind)
    .join(
        imports,
        (imports.c.workspace_id == entry_sources.c.workspace_id) & (imports.c.id == entry_sources.c.import_id),
    )
    .where(text("entry_sources.external_id <> ''"))  # the literal, so that SQLite sees that the index fits
    .order_by(entry_sources.c.entry_id)
)
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where an entry came from. ``number``: the import's, ``kind``: of its file. ``entry``: as it says the same today,
    taken back or not.
    """

    origin: Origin
    number: int
    kind: str
    entry: Entry


def add(connection: Connection, workspace: int, number: int, origins: Mapping[int, Origin]) -> None:
    """Keeps the origin of entries that import ``number`` has just added; those that say nothing are left out."""
    rows = [
        {"workspace_id": workspace, "entry_id": entry, "import_id": number, **_columns(origin)}
        for entry, origin in origins.items()
        if origin != Origin()
    ]
    if rows:
        _ADD.run(connection, *rows)


def of(connection: Connection, workspace: int, listed: Iterable[int]) -> Mapping[int, Origin]:
    """Id of the first of an entry's chain -> its origin, of those that have one."""
    numbers = sorted(set(listed))
    origins: dict[int, Origin] = {}
    for start in range(0, len(numbers), AT_ONCE):
        where = {"workspace": workspace, "listed": numbers[start : start + AT_ONCE]}
        origins |= {row["entry_id"]: _origin(row) for row in connection.execute(_THESE, where).mappings()}
    return origins


def numbered(connection: Connection, workspace: int) -> Sequence[Source]:
    """The imported entries that carry the number of an order or a deal, as they say today; in the order they came."""
    rows = connection.execute(_NUMBERED, {"workspace": workspace}).mappings().all()
    today = many_entries.newest(connection, workspace, [row["entry_id"] for row in rows])
    return [
        Source(origin=_origin(row), number=row["import_id"], kind=row["kind"], entry=today[row["entry_id"]])
        for row in rows
        if row["entry_id"] in today
    ]


def every(connection: Connection, workspace: int) -> Mapping[int, Origin]:
    """Id of the first of an entry's chain -> its origin, of all that have one."""
    return {row["entry_id"]: _origin(row) for row in connection.execute(_EVERY, {"workspace": workspace}).mappings()}


def _columns(origin: Origin) -> dict[str, object]:
    return {name: getattr(origin, name) for name in _ORIGIN}


def _origin(row: RowMapping) -> Origin:
    return Origin(**{name: str(row[name]) for name in _ORIGIN})
