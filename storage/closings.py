"""Closings as stored: one row each time a month is closed; reopening it fills in by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.engine import RowMapping

from core.imports.records import ImportRunning
from core.ledger.closings import Closing, MonthClosed, closed_of
from core.ledger.entries import Entry
from core.setup.acts import Act
from storage import ledger, workspaces
from storage.tables import closings

_EVERY = (
    select(closings.c.month, closings.c.closed_by, closings.c.closed_at, closings.c.reopened_by, closings.c.reopened_at)
    .where(closings.c.workspace_id == bindparam("workspace"))
    .order_by(closings.c.id)
)
_STANDING = _EVERY.where(closings.c.reopened_at.is_(None))
_BY_REQUEST = _EVERY.where(closings.c.request == bindparam("said"))
_ADD = insert(closings)
_REOPEN = (
    update(closings)
    .where(
        closings.c.workspace_id == bindparam("workspace"),
        closings.c.month == bindparam("which"),
        closings.c.reopened_at.is_(None),
    )
    .values(reopened_by=bindparam("person"), reopened_at=bindparam("now"))
)


def close(connection: Connection, act: Act, month: date, *, request: str) -> Closing:
    """Closes it once: a ``request`` seen before answers with what it did.

    Raises `MonthClosed`, and `ImportRunning` while some of an import that was shown before is still to be booked.
    """
    workspaces.touch(connection, act.workspace)
    if earlier := connection.execute(_BY_REQUEST, {"workspace": act.workspace, "said": request}).mappings().first():
        return _closing(earlier)
    if month in closed(connection, act.workspace):
        raise MonthClosed(month=month)
    if workspaces.load(connection, act.workspace).importing:
        raise ImportRunning
    row = {
        "workspace_id": act.workspace,
        "month": month,
        "closed_by": act.by,
        "closed_at": act.at,
        "request": request or None,
    }
    connection.execute(_ADD, row)
    return Closing(month=month, by=act.by, at=act.at)


def closed_since(connection: Connection, workspace: int, moment: datetime) -> date | None:
    """A month that was closed after ``moment`` and still is; None where none was.

    Whichever it is: a sale returns in the month of its first contact, and media are billed in months to come.
    """
    standing = connection.execute(_STANDING, {"workspace": workspace}).mappings()
    return next((row["month"] for row in standing if row["closed_at"] > moment), None)


def reopen(connection: Connection, act: Act, month: date) -> bool:
    """Opens it again, and answers whether it was closed; who closed it, and when, stays."""
    workspaces.touch(connection, act.workspace)
    values = {"workspace": act.workspace, "which": month, "person": act.by, "now": act.at}
    return connection.execute(_REOPEN, values).rowcount == 1


def closed(connection: Connection, workspace: int) -> Mapping[date, Closing]:
    """The months that are closed, by their first day, newest month first."""
    standing = [_closing(row) for row in connection.execute(_STANDING, {"workspace": workspace}).mappings()]
    return {one.month: one for one in sorted(standing, key=lambda one: one.month, reverse=True)}


def first_closed(connection: Connection, workspace: int) -> Mapping[date, datetime]:
    """Month -> when it was closed for the first time, whether it is closed now or not."""
    by_month: dict[date, datetime] = {}
    for row in connection.execute(_EVERY, {"workspace": workspace}).mappings():
        by_month.setdefault(row["month"], row["closed_at"])
    return by_month


def touched(connection: Connection, workspace: int, *logged: Entry) -> tuple[date, ...]:
    """The closed months that entries stand in, and those of the entries that they correct; oldest first."""
    shut = closed(connection, workspace) if logged else {}
    if not shut:
        return ()
    corrected = [ledger.find(connection, workspace, entry.replaces) for entry in logged if entry.replaces]
    months = {month for entry in (*logged, *corrected) for month in closed_of(entry.fact, shut)}
    return tuple(sorted(months))


def _closing(row: RowMapping) -> Closing:
    return Closing(
        month=row["month"],
        by=row["closed_by"],
        at=row["closed_at"],
        reopened_by=row["reopened_by"] or "",
        reopened_at=row["reopened_at"],
    )
