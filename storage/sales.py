"""Sales that are on the books under the number of an order or a deal, so that none is booked twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, select

from core.imports.sales import StandingSale
from core.ledger.entries import Conversion
from core.sales.deals import Deal
from storage import deal_sources, ledger, many_entries
from storage.tables import entry_sources, imports

_AT_ONCE = 5_000
"""Numbers asked for in one statement: SQLite takes 32,766 values."""
_NUMBERED = (
    select(entry_sources.c.entry_id, entry_sources.c.external_id, func.coalesce(imports.c.kind, "").label("kind"))
    .outerjoin(
        imports,
        (imports.c.workspace_id == entry_sources.c.workspace_id) & (imports.c.id == entry_sources.c.import_id),
    )
    .where(
        entry_sources.c.workspace_id == bindparam("workspace"),
        entry_sources.c.external_id.in_(bindparam("numbers", expanding=True)),
    )
    .order_by(entry_sources.c.entry_id)
)


def standing(
    connection: Connection, workspace: int, numbers: Collection[str], deals: Mapping[str, Deal]
) -> Mapping[str, StandingSale]:
    """Number -> the sale that stands under it. ``deals``: key -> its last step, of those that stand.

    What a person has put in the place of an imported sale, or has refunded some of, no file takes back; nor what was
    restored from an export.
    """
    return {**dict(_imported(connection, workspace, numbers)), **dict(_of_deals(connection, workspace, numbers, deals))}


def _imported(connection: Connection, workspace: int, numbers: Collection[str]) -> Iterator[tuple[str, StandingSale]]:
    ordered = sorted(numbers)
    for first in range(0, len(ordered), _AT_ONCE):
        some = ordered[first : first + _AT_ONCE]
        rows = connection.execute(_NUMBERED, {"workspace": workspace, "numbers": some}).all()
        today = many_entries.newest(connection, workspace, [row.entry_id for row in rows])
        refunded = many_entries.refunded(connection, workspace, today)
        for row in rows:
            entry, is_fixed = today[row.entry_id], row.entry_id in refunded or not row.kind
            if not entry.stands:
                entry, is_fixed = ledger.as_it_stands(connection, workspace, entry.id), True
            if entry.stands and isinstance(entry.fact, Conversion):
                yield row.external_id, StandingSale(entry=entry.id, kind=row.kind, fact=entry.fact, is_fixed=is_fixed)


def _of_deals(
    connection: Connection, workspace: int, numbers: Collection[str], deals: Mapping[str, Deal]
) -> Sequence[tuple[str, StandingSale]]:
    won = [one for one in deal_sources.every(connection, workspace) if one.deal in deals and deals[one.deal].won]
    return [(one.number, StandingSale(entry=0)) for one in won if one.number in numbers]
