"""Blocks read: a year in thirteen blocks of four weeks, and its spending by day.

All edges of the blocks lie on one weekday, at most three days from a Monday. So a block is read as whole ISO weeks and
the days at its edges, those of an edge once for both blocks beside it: nothing of it depends on how many entries there
are. Any other run of days is read in the same way, as one block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from operator import add, sub
from typing import Any

from sqlalchemy import Connection, Date, TextClause, bindparam, select, text

from core.calendar.periods import Period
from core.performance.blocks import Edge, RowKind, Spent, block_edges, edge_at
from core.performance.cells import Cell
from storage.sums import PLACES_OF_ONE, SUMMED, cell_of, fields_of
from storage.tables import place_totals

_KEYS: dict[RowKind, str] = {
    "campaign": "campaign, goal_id",
    "channel": "campaign, channel, goal_id",
    "content": "campaign, content, goal_id",
}


@cache
def _statement(keys: str, blocks: int, only: str, places: str = "place_totals") -> TextClause:
    """Sums of the weeks of each block, numbered from 0, and of the days at each edge, numbered from ``blocks``."""
    whose = f"WHERE workspace_id = :workspace {only}"
    grouped = f"GROUP BY {keys}"
    of_weeks = (
        f"SELECT {n} AS piece, {keys}, {SUMMED} FROM {places} {whose} "
        f"AND days = 7 AND start >= :week_{n} AND start < :week_{n + 1} {grouped}"
        for n in range(blocks)
    )
    of_days = (
        f"SELECT {blocks + n} AS piece, {keys}, {SUMMED} FROM {places} {whose} "
        f"AND days = 1 AND start >= :start_{n} AND start < :end_{n} {grouped}"
        for n in range(blocks + 1)
    )
    names = [f"{name}_{n}" for name in ("week", "start", "end") for n in range(blocks + 1)]
    statement = text(" UNION ALL ".join((*of_weeks, *of_days)))
    return statement.bindparams(*(bindparam(name, type_=Date) for name in names))


_NOTHING = (0,) * SUMMED.count(" AS ")

_SPENT = (
    select(
        place_totals.c.start,
        place_totals.c.campaign,
        place_totals.c.channel,
        place_totals.c.content,
        place_totals.c.cost,
    )
    .where(
        place_totals.c.workspace_id == bindparam("workspace"),
        place_totals.c.days == 1,
        place_totals.c.start >= bindparam("start"),
        place_totals.c.start < bindparam("end"),
        place_totals.c.goal_id == 0,
        place_totals.c.cost != 0,
    )
    .order_by(place_totals.c.start, place_totals.c.campaign, place_totals.c.channel, place_totals.c.content)
)
_SPENT_OF = _SPENT.where(place_totals.c.campaign == bindparam("campaign"))


def blocks(
    connection: Connection, workspace: int, end: date, kind: RowKind, campaign: str | None = None
) -> Sequence[tuple[int, Cell]]:
    """(number of the block, cell), 0 being the oldest and the last one ending before ``end``.

    Cells are by campaign, goal and, where it is asked for, channel or content type; costs have the goal 0 and no
    category. Of one campaign, or of all.
    """
    days, keys = block_edges(end), _KEYS[kind]
    statement = _statement(keys, len(days) - 1, "")
    if campaign is not None:
        places = PLACES_OF_ONE[connection.dialect.name]
        statement = _statement(keys, len(days) - 1, "AND campaign = :campaign", places)
    return _between(connection, statement, {"workspace": workspace, "campaign": campaign}, days, keys)


def by_goal(connection: Connection, workspace: int, period: Period) -> Sequence[Cell]:
    """A cell for each goal's version of which anything came."""
    statement, days = _statement("goal_id", 1, "AND goal_id <> 0"), (period.start, period.end)
    return [cell for _, cell in _between(connection, statement, {"workspace": workspace}, days, "goal_id")]


def by_week(connection: Connection, workspace: int, period: Period) -> Sequence[tuple[date, Cell]]:
    """(Monday, cell) of each week of ``period``, whole weeks; cells are by goal, costs without a category."""
    mondays = [period.start + timedelta(weeks=n) for n in range(period.days // 7 + 1)]
    statement = _statement("goal_id", len(mondays) - 1, "")
    pairs = _between(connection, statement, {"workspace": workspace}, mondays, "goal_id")
    return [(mondays[number], cell) for number, cell in pairs]


def _between(
    connection: Connection, statement: TextClause, whose: Mapping[str, object], days: Sequence[date], keys: str
) -> Sequence[tuple[int, Cell]]:
    """(number of a block, cell by ``keys``). ``days``: the first of each block, and the one after the last."""
    edges = [edge_at(day) for day in days]
    where = dict(whose)
    for n, edge in enumerate(edges):
        where |= {f"week_{n}": edge.week, f"start_{n}": edge.days.start, f"end_{n}": edge.days.end}
    fields = fields_of(keys)
    shares = _shares(edges)
    sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for piece, *row in connection.execute(statement, where):
        named, amounts = row[: len(fields)], tuple(map(int, row[len(fields) :]))
        for number, moved in shares[piece]:
            place = (number, *named)
            sums[place] = tuple(map(moved, sums.get(place, _NOTHING), amounts))
    return [(place[0], cell_of((*place[1:], *sums[place]), fields)) for place in sorted(sums) if any(sums[place])]


def _shares(edges: Sequence[Edge]) -> list[list[tuple[int, Callable[[int, int], int]]]]:
    """Piece -> numbers of the blocks that it belongs to, and whether it is added to each or taken from it.

    The pieces are the whole weeks of each block, then the days at each edge, which end one block and begin the next.
    """
    last = len(edges) - 1
    of_weeks = [[(number, add)] for number in range(last)]
    return [*of_weeks, *(_edge_shares(edge, number, last) for number, edge in enumerate(edges))]


def _edge_shares(edge: Edge, number: int, last: int) -> list[tuple[int, Callable[[int, int], int]]]:
    """As `_shares`, of the days at one edge; the first ends no block, the ``last`` begins none."""
    to_ended, to_begun = (add, sub) if edge.sign > 0 else (sub, add)
    shares = []
    if number > 0:
        shares.append((number - 1, to_ended))
    if number < last:
        shares.append((number, to_begun))
    return shares


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
