"""First costs read: since when a campaign, channel or content type has cost money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, Date, TextualSelect, bindparam, text

from core.calendar.periods import month_number, months
from core.performance.blocks import RowKind
from storage.sums import PLACES_OF_ONE

EXACT = timedelta(days=92)
"""What began longer ago is told by the first day of its month: no rule asks for the day of it."""


def _first(kind: RowKind, table: str, day: str, where: str) -> TextualSelect:
    statement = text(
        f"SELECT {kind} AS place, MIN({day}) AS day FROM {table} "
        f"WHERE workspace_id = :workspace AND goal_id = 0 AND cost > 0 {where} GROUP BY {kind}"
    )
    return statement.bindparams(bindparam("since", type_=Date)).columns(day=Date)


_KINDS: tuple[RowKind, ...] = ("campaign", "channel", "content")
_OF = "AND campaign = :campaign"
_MONTH = {
    (kind, one): _first(kind, "monthly_totals", "month", "AND month >= :since" + (f" {_OF}" if one else ""))
    for kind in _KINDS
    for one in (False, True)
}
_SINCE = "AND days = 1 AND start >= :since"
_DAY = {kind: _first(kind, "place_totals", "start", _SINCE) for kind in _KINDS}
_DAY_OF = {
    (kind, dialect): _first(kind, places, "start", f"{_SINCE} {_OF}")
    for kind in _KINDS
    for dialect, places in PLACES_OF_ONE.items()
}


def first_costs(
    connection: Connection, workspace: int, kind: RowKind, end: date, campaign: str | None = None
) -> Mapping[str, date]:
    """Key -> the day of its first cost, of all that has cost anything; of one campaign, or of all.

    ``end``: the first day after what is asked about. Longer ago than `EXACT` it is the first day of the month.
    """
    where = {"workspace": workspace, "campaign": campaign, "since": date.min}
    one = campaign is not None
    firsts = {row.place: row.day for row in connection.execute(_MONTH[kind, one], where)}
    recent = months(month_number(max(date.min + EXACT, end) - EXACT), 1).start
    if any(day >= recent for day in firsts.values()):
        days = _DAY_OF[kind, connection.dialect.name] if one else _DAY[kind]
        exact = {row.place: row.day for row in connection.execute(days, where | {"since": recent})}
        firsts |= {place: exact[place] for place, day in firsts.items() if day >= recent and place in exact}
    return firsts
