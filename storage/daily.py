"""Days read one by one: cost and results of each channel or campaign, from the daily totals, never from entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from core.calendar.periods import Period
from core.performance.histories import Daily
from storage.tables import daily_totals, place_totals

_WITHIN = (
    place_totals.c.workspace_id == bindparam("workspace"),
    place_totals.c.days == 1,
    place_totals.c.start >= bindparam("start"),
    place_totals.c.start < bindparam("end"),
)


def _by(key: ColumnElement[str]) -> Select[Any]:
    keys = (
        key.label("key"),
        place_totals.c.start,
        place_totals.c.goal_id.label("goal"),
    )
    sums = (func.sum(place_totals.c[name]).label(name) for name in ("cost", "count"))
    return select(*keys, *sums).where(*_WITHIN).group_by(*keys)


def _last_by(key: ColumnElement[str]) -> Select[Any]:
    keys = (key.label("key"), place_totals.c.goal_id)
    last = func.max(place_totals.c.start).label("day")
    is_result = (place_totals.c.goal_id != 0, place_totals.c.count > 0)
    return select(*keys, last).where(*_WITHIN, *is_result).group_by(*keys)


_KEYS = {"channel": place_totals.c.channel, "campaign": place_totals.c.campaign}
_BY = {by: _by(key) for by, key in _KEYS.items()}
_LAST_BY = {by: _last_by(key) for by, key in _KEYS.items()}
_LAST_OF_CAMPAIGN = (
    select(daily_totals.c.campaign.label("key"), daily_totals.c.goal_id, func.max(daily_totals.c.day).label("day"))
    .where(
        daily_totals.c.workspace_id == bindparam("workspace"),
        daily_totals.c.campaign == bindparam("campaign"),
        daily_totals.c.day >= bindparam("start"),
        daily_totals.c.day < bindparam("end"),
        daily_totals.c.goal_id != 0,
        daily_totals.c.count > 0,
    )
    .group_by(daily_totals.c.campaign, daily_totals.c.goal_id)
)
"""One campaign's days lie together in these totals."""


def daily(connection: Connection, workspace: int, by: str, period: Period) -> Sequence[Daily]:
    """The sums of each day of ``period`` ``by`` channel or campaign."""
    rows = connection.execute(_BY[by], {"workspace": workspace, "start": period.start, "end": period.end})
    return tuple(
        # The driver of PostgreSQL sums whole numbers to decimals.
        Daily(key=key, day=day, goal=goal, cost=int(cost), count=int(count))
        for key, day, goal, cost, count in rows
    )


def last_results(
    connection: Connection, workspace: int, by: str, period: Period, campaign: str | None = None
) -> Mapping[tuple[str, int], date]:
    """(channel or campaign, goal) -> the last day of ``period`` with a result. Of one ``campaign``, or of all."""
    where = {"workspace": workspace, "start": period.start, "end": period.end, "campaign": campaign}
    rows = connection.execute(_LAST_BY[by] if campaign is None else _LAST_OF_CAMPAIGN, where)
    return {(row.key, row.goal_id): row.day for row in rows}
