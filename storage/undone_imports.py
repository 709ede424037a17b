"""Entries of imports that were taken back: what a person had put in their place is not replaced by them again."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, select

from core.imports.records import State
from storage.tables import import_steps, imports

_TAKEN_BACK = (State.UNDOING.value, State.UNDONE.value)
_MADE = (
    select(import_steps.c.made)
    .join(
        imports,
        (imports.c.workspace_id == import_steps.c.workspace_id) & (imports.c.id == import_steps.c.import_id),
    )
    .where(import_steps.c.workspace_id == bindparam("workspace"), imports.c.state.in_(_TAKEN_BACK))
)


def brought(connection: Connection, workspace: int, entry: int) -> bool:
    """Whether an import that is taken back, or is being so, has added the entry, by the first id of its chain."""
    rows = connection.execute(_MADE, {"workspace": workspace}).scalars()
    return any(entry in json.loads(made) for made in rows if made)
