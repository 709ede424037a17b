"""Checks of whether the books are still those on which an import was reckoned: else some would count twice."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import RowMapping

from core.imports.doubled_results import asked_about
from core.imports.records import ChangedSince, ImportedSince, ImportRecord, ImportRunning, State
from core.imports.scopes import is_met, may_be_of
from storage import deals, import_counts, import_rows, import_steps, many_entries, workspaces
from storage.tables import imports

_MOVED_SINCE = select(imports).where(
    imports.c.workspace_id == bindparam("workspace"),
    imports.c.moved > bindparam("since"),
    imports.c.id != bindparam("number"),
)


def check_unmoved(connection: Connection, workspace: int, row: RowMapping, since: int) -> None:
    """Raises `ImportRunning`, `ImportedSince` where the books are not those of revision ``since``."""
    now = workspaces.load(connection, workspace).currency
    if row["reporting"] and now and row["reporting"] != now:
        raise ImportedSince
    where = {"workspace": workspace, "since": since, "number": row["id"]}
    for moved in connection.execute(_MOVED_SINCE, where).mappings():
        if (
            _meet(row, moved)
            or _take_the_same(connection, workspace, row["id"], moved["id"])
            or _count_the_same(connection, workspace, row, moved)
        ):
            raise ImportedSince if import_rows.record_of(moved).ended else ImportRunning


def _take_the_same(connection: Connection, workspace: int, one: int, other: int) -> bool:
    """Whether two imports take the same entry back: of a spread cost each would put the rest on the books again."""
    taken = import_steps.takes(connection, workspace, one)
    return bool(taken) and not set(taken).isdisjoint(import_steps.takes(connection, workspace, other))


def _count_the_same(connection: Connection, workspace: int, one: RowMapping, other: RowMapping) -> bool:
    """Whether two sources book results for a goal in the same month, of which nobody has said that both count."""
    record, moved = import_rows.record_of(one), import_rows.record_of(other)
    if may_be_of(record.scope, replace(moved, state=State.BOOKED)):
        return False
    asked = asked_about(import_counts.of(connection, workspace, record.id), record.choices.doubles)
    return bool(asked) and not asked.isdisjoint(import_counts.of(connection, workspace, moved.id))


def check_unchanged(connection: Connection, workspace: int, record: ImportRecord) -> None:
    """Raises `ChangedSince` where an entry that is to be replaced was changed by hand, as both would count, or a deal
    that is to be moved was.
    """
    if many_entries.left_alone(connection, workspace, import_steps.takes(connection, workspace, record.id)):
        raise ChangedSince
    moved = import_steps.moved_deals(connection, workspace, record.id)
    if moved and not moved.isdisjoint(deals.moved_since(connection, workspace, record.at)):
        raise ChangedSince


def _meet(one: RowMapping, other: RowMapping) -> bool:
    """Whether two imports may concern the same spend or the same sales."""
    if one["sales"] and other["sales"]:
        return True
    scope, record = import_rows.record_of(one).scope, import_rows.record_of(other)
    return is_met(scope, replace(record, state=State.BOOKED)) or other["id"] in import_rows.record_of(one).replaces
