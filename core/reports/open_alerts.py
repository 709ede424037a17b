"""Open alerts: the units an alert was posted of and nothing has come of since; their verdict waits for it (J-03)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.calendar.periods import Period
from core.performance.blocks import RowKind
from core.performance.performance import Row
from core.reports.books import Books


def with_alerts(books: Books, rows: Sequence[Row], kind: RowKind, today: date) -> tuple[Row, ...]:
    """The rows; of those an alert is open on, the day it was posted. What serves all has no verdict to stand for."""
    days = open_alerts(books, kind, today)
    if not days:
        return tuple(rows)
    return tuple(row if row.overhead else replace(row, alerted=days.get(row.key)) for row in rows)


def open_alerts(books: Books, kind: RowKind, today: date) -> Mapping[str, date]:
    """Key of a channel or campaign -> the day of its last alert, while no result has come since that day."""
    prefix = f"{kind}:"
    posted = {unit.removeprefix(prefix): day for unit, day in books.posted_alerts().items() if unit.startswith(prefix)}
    came = {day: _came_since(books, kind, day, today) for day in set(posted.values())}
    return {key: day for key, day in posted.items() if key not in came[day]}


def _came_since(books: Books, kind: RowKind, day: date, today: date) -> set[str]:
    period = Period(start=min(day, today), end=today + timedelta(days=1))
    cells = books.by_campaign(period) if kind == "campaign" else books.by_channel(period)
    return {getattr(cell, kind) for cell in cells if cell.goal and cell.count > 0}
