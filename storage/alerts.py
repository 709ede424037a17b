"""The memory of alerts: what was alerted before is read from the deliveries, so nothing has to be kept in step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from core.posts.deliveries import State
from storage.tables import deliveries

_ALERTED = select(deliveries.c.due, deliveries.c.subject).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.schedule_id == bindparam("schedule"),
    deliveries.c.state.in_([State.SENT.value, State.SENDING.value, State.UNCONFIRMED.value]),
    deliveries.c.subject != "",
)


def alerted(connection: Connection, workspace: int, schedule: int) -> Mapping[str, datetime]:
    """Unit -> when this schedule last told of it."""
    alerted_at: dict[str, datetime] = {}
    for row in connection.execute(_ALERTED.order_by(deliveries.c.due), {"workspace": workspace, "schedule": schedule}):
        alerted_at |= dict.fromkeys(units_of(row.subject), row.due)
    return alerted_at


def subject(units: list[str]) -> str:
    """Writes the units of an alert as the text that is kept with its delivery."""
    return json.dumps({"units": units})


def units_of(text: str) -> list[str]:
    """The units in a `subject`; a notice's subject holds none."""
    return list(json.loads(text).get("units", [])) if text.startswith("{") else []
