"""Blocks read: a year in thirteen blocks of four weeks, and its spending by day.

Each edge of a block lies at most half a month from the first of a month. So a block is read as whole months and the
days at its edges, those of an edge once for both blocks beside it: a third of what its days alone would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, TextClause, bindparam, func, select, text

from core.performance.blocks import BLOCKS, Edge, RowKind, Spent, block_edges, edge_at
from core.performance.cells import Cell
from storage.sums import SUMMED, cell_of, fields_of
from storage.tables import daily_totals

_KEYS: dict[RowKind, str] = {
    "campaign": "campaign, goal_id",
    "channel": "campaign, channel, goal_id",
    "content": "campaign, content, goal_id",
}


@cache
def _statement(kind: RowKind, *, of_campaign: bool) -> TextClause:
    """Thirteen sums of months, numbered from 0, and fourteen of the days at the edges, numbered from `BLOCKS`."""
    keys = _KEYS[kind]
    whose = "WHERE workspace_id = :workspace" + (" AND campaign = :campaign" if of_campaign else "")
    grouped = f"GROUP BY {keys}"
    of_months = (
        f"SELECT {n} AS piece, {keys}, {SUMMED} FROM monthly_totals {whose} "
        f"AND month >= :month_{n} AND month < :month_{n + 1} {grouped}"
        for n in range(BLOCKS)
    )
    of_days = (
        f"SELECT {BLOCKS + n} AS piece, {keys}, {SUMMED} FROM daily_totals {whose} "
        f"AND day >= :start_{n} AND day < :end_{n} {grouped}"
        for n in range(BLOCKS + 1)
    )
    names = [f"{name}_{n}" for name in ("month", "start", "end") for n in range(BLOCKS + 1)]
    statement = text(" UNION ALL ".join((*of_months, *of_days)))
    return statement.bindparams(*(bindparam(name, type_=Date) for name in names))


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
    edges = [edge_at(day) for day in block_edges(end)]
    where: dict[str, object] = {"workspace": workspace, "campaign": campaign}
    for n, edge in enumerate(edges):
        where |= {f"month_{n}": edge.month, f"start_{n}": edge.days.start, f"end_{n}": edge.days.end}
    fields = fields_of(_KEYS[kind])
    sums: dict[tuple[Any, ...], list[int]] = {}
    for piece, *row in connection.execute(_statement(kind, of_campaign=campaign is not None), where):
        keys, amounts = row[: len(fields)], [int(amount) for amount in row[len(fields) :]]
        for number, sign in _shares(piece, edges):
            place = (number, *keys)
            before = sums.get(place, [0] * len(amounts))
            sums[place] = [x + sign * y for x, y in zip(before, amounts, strict=True)]
    return [(place[0], cell_of((*place[1:], *sums[place]), fields)) for place in sorted(sums) if any(sums[place])]


def _shares(piece: int, edges: Sequence[Edge]) -> Iterator[tuple[int, int]]:
    """(number of a block, sign) of what a piece is added to: the days at an edge end one block and begin the next."""
    if piece < BLOCKS:
        yield piece, 1
        return
    number = piece - BLOCKS
    if number > 0:
        yield number - 1, edges[number].sign
    if number < BLOCKS:
        yield number, -edges[number].sign


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
