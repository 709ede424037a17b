"""Replacements as stored: before and after as JSON objects of fields, beside the save that they are of."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.engine import RowMapping

from core.setup.acts import Act
from core.setup.replacements import Fields, Kind, Replacement, UnknownReplacement
from storage import workspaces
from storage.tables import replacements

_SELECT = select(replacements).where(replacements.c.workspace_id == bindparam("workspace"))
_ONE = _SELECT.where(replacements.c.id == bindparam("replacement"))
_BY_REQUEST = _SELECT.where(replacements.c.request == bindparam("request"))
_LATEST = (
    _SELECT.where(replacements.c.kind == bindparam("kind"), replacements.c.key == bindparam("key"))
    .order_by(replacements.c.id.desc())
    .limit(1)
)
_NEXT = select(func.coalesce(func.max(replacements.c.id), 0) + 1).where(
    replacements.c.workspace_id == bindparam("workspace")
)
_INSERT = insert(replacements)
_HAND_OVER = (
    update(replacements)
    .where(replacements.c.workspace_id == bindparam("workspace"), replacements.c.request == bindparam("of"))
    .values(request=None)
)
_UNDONE = (
    update(replacements)
    .where(replacements.c.workspace_id == bindparam("workspace"), replacements.c.id == bindparam("replacement"))
    .values(undone_by=bindparam("person"), undone_at=bindparam("moment"))
)


def add(connection: Connection, workspace: int, replacement: Replacement, request: str = "") -> Replacement:
    """Keeps what a save replaced, and answers with its id; `seen` finds the last of each ``request``."""
    workspaces.touch(connection, workspace)  # first: so no two get one number
    if request:
        connection.execute(_HAND_OVER, {"workspace": workspace, "of": request})
    number = connection.execute(_NEXT, {"workspace": workspace}).scalar_one()
    row = {
        "workspace_id": workspace,
        "id": number,
        "kind": replacement.kind.value,
        "key": replacement.key,
        "before": _written(replacement.before),
        "after": _written(replacement.after),
        "replaced_by": replacement.by,
        "replaced_at": replacement.at,
        "request": request or None,
    }
    connection.execute(_INSERT, row)
    return replace(replacement, id=number)


def undo(connection: Connection, act: Act, replacement: Replacement) -> Replacement:
    """Marks it as undone, and keeps the undoing as a replacement of its own."""
    undoing = replace(replacement, before=replacement.after, after=replacement.before, by=act.by, at=act.at)
    add(connection, act.workspace, undoing)
    which = {"workspace": act.workspace, "replacement": replacement.id}
    connection.execute(_UNDONE, {**which, "person": act.by, "moment": act.at})
    return replace(replacement, undone_by=act.by)


def find(connection: Connection, workspace: int, replacement: int) -> Replacement:
    """Reads one replacement. Raises `UnknownReplacement`, also for one of another workspace."""
    row = connection.execute(_ONE, {"workspace": workspace, "replacement": replacement}).mappings().first()
    if row is None:
        raise UnknownReplacement
    return _replacement(row)


def seen(connection: Connection, workspace: int, request: str) -> Replacement | None:
    """The last thing that a request has replaced, if it has replaced anything."""
    row = connection.execute(_BY_REQUEST, {"workspace": workspace, "request": request}).mappings().first()
    return _replacement(row) if row else None


def latest(connection: Connection, workspace: int, kind: Kind, key: str) -> Replacement | None:
    """The last replacement of one thing, undoings among them."""
    row = connection.execute(_LATEST, {"workspace": workspace, "kind": kind.value, "key": key}).mappings().first()
    return _replacement(row) if row else None


def _written(fields: Fields) -> str:
    return json.dumps(dict(fields), ensure_ascii=False)


def _replacement(row: RowMapping) -> Replacement:
    return Replacement(
        id=row["id"],
        kind=Kind(row["kind"]),
        key=row["key"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        by=row["replaced_by"],
        at=row["replaced_at"],
        undone_by=row["undone_by"] or "",
    )
