"""Targets as stored: one a campaign and goal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Date, bindparam, select, text

from core.money.money import Money
from core.plans.targets import Target
from core.setup.acts import Act
from storage import workspaces
from storage.instants import Instant
from storage.tables import targets

_EVERY = (
    select(
        targets.c.campaign,
        targets.c.goal,
        targets.c.count,
        targets.c.cost_minor,
        targets.c.currency,
        targets.c.start,
        targets.c.end,
    )
    .where(targets.c.workspace_id == bindparam("workspace"))
    .order_by(targets.c.id.desc())
)
_SAVE = text(
    'INSERT INTO targets (workspace_id, campaign, goal, count, cost_minor, currency, start, "end", created_by, '
    "created_at) VALUES (:workspace, :campaign, :goal, :count, :cost, :currency, :start, :end, :by, :at) "
    "ON CONFLICT (workspace_id, campaign, goal) DO UPDATE SET count = excluded.count, "
    "cost_minor = excluded.cost_minor, currency = excluded.currency, start = excluded.start, "
    '"end" = excluded."end", created_by = excluded.created_by, created_at = excluded.created_at'
).bindparams(bindparam("start", type_=Date), bindparam("end", type_=Date), bindparam("at", type_=Instant))


def every(connection: Connection, workspace: int) -> Sequence[Target]:
    """All targets, newest first."""
    return [
        Target(
            campaign=row["campaign"],
            goal=row["goal"],
            count=row["count"],
            cost_per_conversion=Money(minor=row["cost_minor"], currency=row["currency"]),
            start=row["start"],
            end=row["end"],
        )
        for row in connection.execute(_EVERY, {"workspace": workspace}).mappings()
    ]


def save(connection: Connection, act: Act, target: Target) -> None:
    """Adds it, or changes the one of the same campaign and goal."""
    workspaces.touch(connection, act.workspace, target.cost_per_conversion.currency)
    values = {
        "workspace": act.workspace,
        "campaign": target.campaign,
        "goal": target.goal,
        "count": target.count,
        "cost": target.cost_per_conversion.minor,
        "currency": target.cost_per_conversion.currency,
        "start": target.start,
        "end": target.end,
        "by": act.by,
        "at": act.at,
    }
    connection.execute(_SAVE, values)
