"""How often each account was imported, by the imports that are on the books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, bindparam, select

from core.imports.catalogue import kind_of
from core.imports.records import State
from core.imports.rhythm import Account, Brought, accounts
from storage.tables import imports

_BOOKED = (
    select(imports.c.kind, imports.c.account, imports.c.brought_at, imports.c.end, imports.c.brought_by)
    .where(
        imports.c.workspace_id == bindparam("workspace"),
        imports.c.state == State.BOOKED.value,
        imports.c.note == "",
    )
    .order_by(imports.c.id)
)


def known(connection: Connection, workspace: int) -> Sequence[Account]:
    """Every account that was ever imported, in the order they first were. What only moves entries is no import."""
    rows = connection.execute(_BOOKED, {"workspace": workspace})
    return accounts(
        Brought(
            kind=row.kind,
            account=row.account,
            on=row.brought_at.date(),
            last=row.end - timedelta(days=1),
            by=row.brought_by,
            channels=_channels(row.kind),
        )
        for row in rows
    )


def _channels(key: str) -> frozenset[str]:
    """The channels whose spend files of a kind hold."""
    kind = kind_of(key)
    return frozenset({kind.channel, *kind.platforms.values()} - {""}) if kind else frozenset()
