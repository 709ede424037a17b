"""The memory of alerts: what was alerted before is read from the deliveries, so nothing has to be kept in step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from core.posts.deliveries import Kind, State
from storage.tables import deliveries

_ALERTED = select(deliveries.c.due, deliveries.c.subject).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.schedule_id == bindparam("schedule"),
    deliveries.c.state.in_([State.SENT.value, State.SENDING.value, State.UNCONFIRMED.value]),
    deliveries.c.subject != "",
)


_POSTED = select(deliveries.c.due, deliveries.c.subject).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.kind == Kind.ALERTS.value,
    deliveries.c.state == State.SENT.value,
    deliveries.c.subject != "",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Alerted:
    """When a finding was told of, and the day of the last result that was known then; None where none was."""

    due: datetime
    last: date | None


def alerted(connection: Connection, workspace: int, schedule: int) -> Mapping[str, Alerted]:
    """Finding -> when this schedule last told of it."""
    alerted_at: dict[str, Alerted] = {}
    for row in connection.execute(_ALERTED.order_by(deliveries.c.due), {"workspace": workspace, "schedule": schedule}):
        # What was told before results were remembered knew of all those up to its own day.
        lasts = lasts_of(row.subject, without=row.due.date())
        alerted_at |= {finding: Alerted(due=row.due, last=last) for finding, last in lasts.items()}
    return alerted_at


def posted(connection: Connection, workspace: int) -> Mapping[str, date]:
    """Finding -> the UTC day on which it was last posted anywhere."""
    days: dict[str, date] = {}
    for row in connection.execute(_POSTED.order_by(deliveries.c.due), {"workspace": workspace}):
        days |= dict.fromkeys(lasts_of(row.subject, without=row.due.date()), row.due.date())
    return days


def subject(lasts: Mapping[str, date | None]) -> str:
    """Writes the findings of an alert, each with the day of its last result, as the text kept with its delivery."""
    return json.dumps({"units": {finding: last.isoformat() if last else "" for finding, last in lasts.items()}})


def lasts_of(text: str, *, without: date) -> dict[str, date | None]:
    """The findings in a `subject`, and ``without`` for those kept by name alone; a notice's subject holds none."""
    units = json.loads(text).get("units", {}) if text.startswith("{") else {}
    if isinstance(units, list):
        return dict.fromkeys(units, without)
    return {finding: date.fromisoformat(last) if last else None for finding, last in units.items()}
