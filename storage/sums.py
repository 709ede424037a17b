"""Sums over a period, from whole months and the days at its edges, never from entries.

So an answer costs the same at ten thousand entries and at ten million (P-08).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, TextClause, bindparam, text

from core.calendar.periods import Period, Slices, month_number, months, slices
from core.ledger.weights import whole
from core.performance.cells import Cell

_PLAIN = ("cost", "count", "value", "revenue", "standing", "sales")
_COLUMNS = (*_PLAIN, "squares_high", "squares_low")
_PLUS = ", ".join(_COLUMNS)
_LESS = ", ".join(f"-{name} AS {name}" for name in _COLUMNS)
_PARTS = ("months", "head", "tail", "no_head", "no_tail")

SUMMED = ", ".join(f"SUM({name}) AS {name}" for name in _COLUMNS)
"""What `cell_of` needs of a row, beside its keys."""


PLACES_OF_ONE = {
    "sqlite": "place_totals INDEXED BY ix_place_totals_workspace_id_campaign_days_start",
    "postgresql": "place_totals",
}
"""Where one campaign is read from. By itself SQLite takes the key, in which every campaign of those days lies."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A prebuilt sum over the slices of a period; ``fields``: by what, as a `Cell` calls it."""

    statement: TextClause
    fields: tuple[str, ...]


def fields_of(keys: str) -> tuple[str, ...]:
    """The fields of a `Cell` that hold these columns."""
    return tuple(keys.replace("goal_id", "goal").split(", "))


def _summed(keys: str, where: str = "") -> Sum:
    """By ``keys``."""
    own = f"WHERE workspace_id = :workspace {where}"
    days = f"SELECT {keys}, {_PLUS} FROM daily_totals {own}"
    less = f"SELECT {keys}, {_LESS} FROM daily_totals {own}"
    months = f"SELECT {keys}, {_PLUS} FROM monthly_totals {own}"
    statement = text(
        f"SELECT {keys}, {SUMMED} FROM ({months} AND month >= :months_start AND month < :months_end "
        f"UNION ALL {days} AND day >= :head_start AND day < :head_end "
        f"UNION ALL {days} AND day >= :tail_start AND day < :tail_end "
        f"UNION ALL {less} AND day >= :no_head_start AND day < :no_head_end "
        f"UNION ALL {less} AND day >= :no_tail_start AND day < :no_tail_end) slices GROUP BY {keys}"
    ).bindparams(*(bindparam(f"{part}_{edge}", type_=Date) for part in _PARTS for edge in ("start", "end")))
    return Sum(statement, fields_of(keys))


OF_CAMPAIGN = _summed("campaign, channel, content, category, goal_id", "AND campaign = :campaign")
BY_CAMPAIGN = _summed("campaign, category, goal_id")
BY_CHANNEL = _summed("channel, campaign, category, goal_id")
BY_CONTENT = _summed("content, campaign, category, goal_id")


def cells(
    connection: Connection, workspace: int, wanted: Sum, period: Period, where: Mapping[str, str]
) -> Sequence[Cell]:
    """A cell for each set of keys that has anything in ``period``. ``where``: what the statement asks for besides."""
    parameters = {"workspace": workspace, **_edges(slices(period)), **where}
    return tuple(cell_of(row, wanted.fields) for row in connection.execute(wanted.statement, parameters))


def cell_of(row: Sequence[Any], fields: Sequence[str]) -> Cell:
    """The cell in a row of these ``fields`` and `SUMMED`."""
    keys, summed = row[: len(fields)], row[len(fields) :]
    # The driver of PostgreSQL sums whole numbers to decimals.
    *plain, high, low = map(int, summed)
    named: dict[str, Any] = dict(zip(fields, keys, strict=True))
    named.update(zip(_PLAIN, plain, strict=True))
    return Cell(**named, squares=whole(high, low))


def held(period: Period, days: tuple[date, date] | None) -> Period:
    """The part of ``period`` in which anything lies; an edge beyond all days moves to the whole month next to them."""
    if days is None:
        return Period(start=period.start, end=period.start)
    first, last = (months(month_number(day), 1) for day in days)
    start = first.start if period.start <= days[0] else period.start
    end = last.end if period.end > days[1] else period.end
    return Period(start=start, end=max(start, end))


def _edges(parts: Slices) -> dict[str, date]:
    periods = zip(_PARTS, (parts.months, *parts.plus, *parts.minus), strict=True)
    return {f"{name}_{edge}": day for name, part in periods for edge, day in (("start", part.start), ("end", part.end))}
