"""The memory of alerts: what was alerted before is read from the deliveries, so nothing has to be kept in step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, select

from core.posts.deliveries import Kind, State
from core.reports.posted_alerts import Told
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
    deliveries.c.due >= bindparam("since"),
    deliveries.c.subject != "",
)


def alerted(connection: Connection, workspace: int, schedule: int) -> Mapping[str, Told]:
    """Finding -> what this schedule last told of it."""
    findings: dict[str, Told] = {}
    for row in connection.execute(_ALERTED.order_by(deliveries.c.due), {"workspace": workspace, "schedule": schedule}):
        findings |= findings_of(row.subject, due=row.due.date())
    return findings


def posted(connection: Connection, workspace: int, since: date) -> Mapping[str, Told]:
    """Finding -> what was last posted of it anywhere, on ``since`` or later."""
    # A local day may have begun on the UTC day before.
    first = datetime.combine(since - timedelta(days=1), time.min, UTC)
    findings: dict[str, Told] = {}
    for row in connection.execute(_POSTED.order_by(deliveries.c.due), {"workspace": workspace, "since": first}):
        findings |= findings_of(row.subject, due=row.due.date())
    return findings


def subject(findings: Mapping[str, Told]) -> str:
    """Writes what is told of the findings of one alert as the text kept with its delivery."""
    kept: dict[str, object] = {
        "units": {finding: alert.last.isoformat() if alert.last else "" for finding, alert in findings.items()},
        "goals": {finding: alert.goal for finding, alert in findings.items() if alert.goal},
        "too_few": [finding for finding, alert in findings.items() if alert.too_few],
    }
    days = {alert.day.isoformat() for alert in findings.values()}
    return json.dumps(kept | {"day": max(days, default="")})


def findings_of(text: str, *, due: date) -> dict[str, Told]:
    """The findings in a `subject`; a notice's holds none. ``due``: its UTC day, of those that keep no day."""
    kept = json.loads(text) if text.startswith("{") else {}
    units, day = kept.get("units", {}), date.fromisoformat(kept.get("day") or due.isoformat())
    # What was told before results were remembered knew of all those up to its own day.
    lasts = dict.fromkeys(units, due.isoformat()) if isinstance(units, list) else units
    goals, too_few = kept.get("goals", {}), kept.get("too_few", ())
    return {
        finding: Told(
            day=day,
            last=date.fromisoformat(last) if last else None,
            goal=goals.get(finding, ""),
            too_few=finding in too_few,
        )
        for finding, last in lasts.items()
    }
