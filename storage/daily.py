"""Days read one by one: cost and results of each channel or campaign, from the daily totals, never from entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from core.calendar.periods import Period
from core.performance.histories import Daily
from storage.tables import daily_totals


def _by(key: ColumnElement[str]) -> Select[Any]:
    keys = (key.label("key"), daily_totals.c.day, daily_totals.c.goal_id.label("goal"))
    sums = (func.sum(daily_totals.c[name]).label(name) for name in ("cost", "count"))
    return (
        select(*keys, *sums)
        .where(
            daily_totals.c.workspace_id == bindparam("workspace"),
            daily_totals.c.day >= bindparam("start"),
            daily_totals.c.day < bindparam("end"),
        )
        .group_by(*keys)
    )


_BY = {"channel": _by(daily_totals.c.channel), "campaign": _by(daily_totals.c.campaign)}


def daily(connection: Connection, workspace: int, by: str, period: Period) -> Sequence[Daily]:
    """The sums of each day of ``period`` ``by`` channel or campaign."""
    rows = connection.execute(_BY[by], {"workspace": workspace, "start": period.start, "end": period.end})
    return tuple(
        # The driver of PostgreSQL sums whole numbers to decimals.
        Daily(key=key, day=day, goal=goal, cost=int(cost), count=int(count))
        for key, day, goal, cost, count in rows
    )
