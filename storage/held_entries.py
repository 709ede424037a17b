"""Entries that people hold: corrected by hand, or sales with a refund. No file and no undo of one moves them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, text

from core.ledger.entries import Entry
from storage import ledger, many_entries
from storage.tables import entries

_CORRECTED = (
    select(entries.c.replaces)
    .where(entries.c.workspace_id == bindparam("workspace"), text("entries.replaces IS NOT NULL"))
    .distinct()
)
_REFUNDED = (
    select(entries.c.refunds)
    .where(entries.c.workspace_id == bindparam("workspace"), text("entries.refunds IS NOT NULL"))
    .distinct()
)


def held(connection: Connection, workspace: int, listed: Sequence[int]) -> Mapping[int, Entry]:
    """Id -> what the entry says today, of those of ``listed`` in whose place a correction stands, or that are refunded.

    Begins with the few that were ever changed, as an import may have made a hundred thousand. ``listed``: first ones of
    their chains.
    """
    changed = sorted(set(listed).intersection(_changed(connection, workspace)))
    today = many_entries.newest(connection, workspace, changed)
    refunded = many_entries.refunded(connection, workspace, today)
    return {
        number: entry
        for number, entry in today.items()
        if number in refunded or (not entry.stands and ledger.replacement(connection, workspace, entry.id))
    }


def _changed(connection: Connection, workspace: int) -> Iterator[int]:
    """The first of the chain of each entry that was corrected or refunded, if only once."""
    where = {"workspace": workspace}
    for number in connection.execute(_CORRECTED, where).scalars():
        yield ledger.first(connection, workspace, ledger.find(connection, workspace, number)).id
    yield from connection.execute(_REFUNDED, where).scalars()
