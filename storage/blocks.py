"""Blocks read: a year in thirteen blocks of four weeks, and its spending by day, both from the daily totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Date, TextClause, bindparam, func, select, text

from core.performance.blocks import BLOCKS, RowKind, Spent, block_edges
from core.performance.cells import Cell
from storage.sums import SUMMED, cell_of, fields_of
from storage.tables import daily_totals

_KEYS: dict[RowKind, str] = {
    "campaign": "campaign, goal_id",
    "channel": "campaign, channel, goal_id",
    "content": "campaign, content, goal_id",
}
_EDGES = tuple(f"edge_{number}" for number in range(BLOCKS + 1))
_BLOCK = "CASE " + " ".join(f"WHEN day < :{edge} THEN {n}" for n, edge in enumerate(_EDGES[1:])) + " END"


def _by(keys: str, where: str) -> TextClause:
    statement = text(
        f"SELECT {_BLOCK} AS block, {keys}, {SUMMED} FROM daily_totals WHERE workspace_id = :workspace {where} "
        f"AND day >= :{_EDGES[0]} AND day < :{_EDGES[-1]} GROUP BY 1, {keys}"
    )
    return statement.bindparams(*(bindparam(edge, type_=Date) for edge in _EDGES))


_ALL = {unit: _by(keys, "") for unit, keys in _KEYS.items()}
_OF_CAMPAIGN = {unit: _by(keys, "AND campaign = :campaign") for unit, keys in _KEYS.items()}

_PLACE = (daily_totals.c.day, daily_totals.c.campaign, daily_totals.c.channel, daily_totals.c.content)
_SPENT = (
    select(*_PLACE, func.sum(daily_totals.c.cost).label("cost"))
    .where(
        daily_totals.c.workspace_id == bindparam("workspace"),
        daily_totals.c.day >= bindparam("start"),
        daily_totals.c.day < bindparam("end"),
        daily_totals.c.goal_id == 0,
    )
    .group_by(*_PLACE)
    .having(func.sum(daily_totals.c.cost) != 0)
    .order_by(*_PLACE)
)
_SPENT_OF = _SPENT.where(daily_totals.c.campaign == bindparam("campaign"))


def blocks(
    connection: Connection, workspace: int, end: date, kind: RowKind, campaign: str | None = None
) -> Sequence[tuple[int, Cell]]:
    """(number of the block, cell), 0 being the oldest and the last one ending before ``end``.

    Cells are by campaign, goal and, where it is asked for, channel or content type; costs have the goal 0 and no
    category. Of one campaign, or of all.
    """
    edges = dict(zip(_EDGES, block_edges(end), strict=True))
    where = {"workspace": workspace, "campaign": campaign, **edges}
    statement, fields = (_ALL if campaign is None else _OF_CAMPAIGN)[kind], fields_of(_KEYS[kind])
    return [(number, cell_of(row, fields)) for number, *row in connection.execute(statement, where)]


def spending(
    connection: Connection, workspace: int, start: date, end: date, campaign: str | None = None
) -> Sequence[Spent]:
    """What was spent on each day of [start, end), the first day first; days and places without a cost are left out."""
    where = {"workspace": workspace, "start": start, "end": end, "campaign": campaign}
    rows = connection.execute(_SPENT if campaign is None else _SPENT_OF, where)
    return [
        Spent(day=day, campaign=own, channel=channel, content=content, cost=int(cost))
        for day, own, channel, content, cost in rows
    ]
