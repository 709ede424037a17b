"""Exports read: the standing entries and the daily totals, row by row as they come, in bounded memory.

Both are meant to be read in one snapshot, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, case, cast, func, null, or_, select

from core.calendar.periods import Period
from core.exports.lines import BETWEEN, DayLine, Line
from core.imports.booked_results import Origin
from storage import splits
from storage.tables import daily_totals, entries, entry_sources
from storage.wordings import Hot

BATCH = 500
"""Rows that lie in memory at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is exported. ``campaign``: its key; empty for all."""

    workspace: int
    period: Period
    campaign: str = ""

    @property
    def values(self) -> Mapping[str, object]:
        return {
            "workspace": self.workspace,
            "start": self.period.start,
            "end": self.period.end,
            "campaign": self.campaign,
            "part": splits.mention(self.campaign),
        }


def _day(column: ColumnElement[Any]) -> ColumnElement[str]:
    """As ISO text, on both engines: to make dates of it would take as long as all the rest."""
    return cast(column, Text)


def _together(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    first, *others = (func.coalesce(column, "") for column in columns)
    return reduce(lambda left, right: left.concat(BETWEEN).concat(right), others, first)


_SERVING = (
    entries.c.workspace_id == bindparam("workspace"),
    entries.c.sign > 0,
    entries.c.day < bindparam("end"),
    func.coalesce(entries.c.until, entries.c.day) >= bindparam("start"),
)
_TAKEN_BACK = Hot(
    select(entries.c.reverses).where(entries.c.workspace_id == bindparam("workspace"), entries.c.reverses.is_not(None))
)
_RARE = (
    _day(entries.c.until),
    _day(entries.c.first_contact),
    entries.c.share,
    func.nullif(entries.c.split, ""),
    entries.c.hours,
    cast(entries.c.rate_minor, Text),
    func.nullif(entries.c.people, ""),
    cast(entries.c.media_minor, Text),
    cast(entries.c.left_out_minor, Text),
    entries.c.fx_currency,
    entries.c.fx_rate,
    _day(entries.c.fx_day),
    entries.c.fx_source,
    cast(entries.c.refunds, Text),
    _day(entries.c.refunded_on),
    cast(entries.c.frozen_minor, Text),
)
"""The fields of a `Rare`, in their order."""
_COME = tuple(entry_sources.c[name] for name in Origin.__slots__)
_LINES = (
    select(
        entries.c.id,
        entries.c.category,
        entries.c.goal_id,
        entries.c.campaign,
        entries.c.channel,
        entries.c.content,
        _day(entries.c.day),
        entries.c.amount_minor,
        entries.c.currency,
        entries.c.count,
        entries.c.value_minor,
        entries.c.revenue_minor,
        entries.c.note,
        entries.c.logged_by,
        func.substr(_day(entries.c.logged_at), 1, 10),
        entries.c.source,
        case((func.coalesce(*_RARE).is_(None), null()), else_=_together(_RARE)),
        case((entry_sources.c.entry_id.is_(None), null()), else_=_together(_COME)),
    )
    .select_from(
        entries.outerjoin(
            entry_sources,
            (entry_sources.c.workspace_id == entries.c.workspace_id) & (entry_sources.c.entry_id == entries.c.id),
        )
    )
    .where(*_SERVING)
    # As an index has them, so that SQLite sorts nothing.
    .order_by(entries.c.logged_at, entries.c.id)
)
_OF_CAMPAIGN = or_(
    entries.c.campaign == bindparam("campaign"),
    (entries.c.campaign == "") & entries.c.split.contains(bindparam("part")),
)
_DAYS = (
    select(
        _day(daily_totals.c.day),
        daily_totals.c.campaign,
        daily_totals.c.channel,
        daily_totals.c.content,
        daily_totals.c.category,
        daily_totals.c.goal_id,
        daily_totals.c.cost,
        daily_totals.c.count,
        daily_totals.c.value,
        daily_totals.c.revenue,
    )
    .where(
        daily_totals.c.workspace_id == bindparam("workspace"),
        daily_totals.c.day >= bindparam("start"),
        daily_totals.c.day < bindparam("end"),
        or_(
            daily_totals.c.cost != 0,
            daily_totals.c.count != 0,
            daily_totals.c.value != 0,
            daily_totals.c.revenue != 0,
        ),
    )
    .order_by(
        daily_totals.c.day,
        daily_totals.c.campaign,
        daily_totals.c.channel,
        daily_totals.c.content,
        daily_totals.c.category,
        daily_totals.c.goal_id,
    )
)
_COUNT = select(func.count()).where(*_SERVING)
_AUTHORS = select(entries.c.logged_by).where(entries.c.workspace_id == bindparam("workspace")).distinct()
_CHAINS = select(entries.c.id, entries.c.reverses).where(
    entries.c.workspace_id == bindparam("workspace"), entries.c.reverses.is_not(None)
)
_STATEMENTS = {
    "lines": (Hot(_LINES), Hot(_LINES.where(_OF_CAMPAIGN))),
    "count": (Hot(_COUNT), Hot(_COUNT.where(_OF_CAMPAIGN))),
    "days": (Hot(_DAYS), Hot(_DAYS.where(daily_totals.c.campaign == bindparam("campaign")))),
}


def lines(connection: Connection, asked: Asked) -> Iterator[Line]:
    """The entries that stand and serve a day of the period, in the order they were logged."""
    # What was taken back is looked up here: few are, and to have each joined with its reversal takes longer.
    taken = {row[0] for row in _TAKEN_BACK.stream(connection, {"workspace": asked.workspace}, BATCH)}
    rows = _statement("lines", asked).stream(connection, asked.values, BATCH)
    return map(Line._make, (row for row in rows if row[0] not in taken) if taken else rows)


def days(connection: Connection, asked: Asked) -> Iterator[DayLine]:
    """The totals of each day of the period, but for those that come to nothing."""
    return map(DayLine._make, _statement("days", asked).stream(connection, asked.values, BATCH))


def count(connection: Connection, asked: Asked) -> int:
    """How many `lines` there are at most: some of them may be taken back."""
    row = _statement("count", asked).first(connection, asked.values)
    return int(row[0]) if row else 0


def authors(connection: Connection, workspace: int) -> Sequence[str]:
    """The ids of all who have logged something."""
    return list(connection.execute(_AUTHORS, {"workspace": workspace}).scalars())


def roots(connection: Connection, workspace: int) -> Mapping[int, int]:
    """Entry that was put back -> the one that it was first saved as, by which refunds know a sale."""
    chains = connection.execute(_CHAINS, {"workspace": workspace})
    reverses: dict[int, int] = {row.id: row.reverses for row in chains}
    return {entry: _root(reverses, entry) for entry in reverses}


def _root(reverses: Mapping[int, int], entry: int) -> int:
    while entry in reverses:
        entry = reverses[entry]
    return entry


def _statement(of: str, asked: Asked) -> Hot:
    of_all, of_campaign = _STATEMENTS[of]
    return of_campaign if asked.campaign else of_all
