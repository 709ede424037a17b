"""The eight weeks up to that of a digest, each with its cost and return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.performance import Performance, performance
from core.performance.primary import primary_set
from core.reports.books import Books
from core.reports.privacy import Veil, sharers

WEEKS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeksReport:
    """``channel``: of the row of the one marketing channel it is about, empty for all; ``asked``: that channel's key.

    ``weeks``: each with its sums, the oldest first.
    """

    period: Period
    channel: str
    asked: str
    total: Performance
    weeks: tuple[tuple[Period, Performance], ...]
    names: Mapping[str, str] = field(default_factory=dict)


def weeks_report(books: Books, week: Period, channel: str, *, veil: Veil) -> WeeksReport:
    """The eight weeks that end with ``week``. ``veil``: what the reader may see of one person's cost."""
    weeks = [_earlier(week, back) for back in reversed(range(WEEKS))]
    row, sums = _sums(books, weeks, channel, veil)
    goals, every = books.goals(), [cell for cells in sums for cell in cells]
    counted = primary_set(every, goals)
    return WeeksReport(
        period=Period(start=weeks[0].start, end=week.end),
        channel=row,
        asked=channel,
        total=performance(every, goals, books.currency, counted),
        weeks=tuple(
            (days, performance(cells, goals, books.currency, counted)) for days, cells in zip(weeks, sums, strict=True)
        ),
        names=books.names(),
    )


def _earlier(week: Period, weeks: int) -> Period:
    days = timedelta(weeks=weeks)
    return Period(start=week.start - days, end=week.end - days)


def _sums(books: Books, weeks: Sequence[Period], channel: str, veil: Veil) -> tuple[str, list[Sequence[Cell]]]:
    """The key of the row that holds ``channel``, and what is in it in each week; of all, everything."""
    if not channel:
        cells = books.by_week(Period(start=weeks[0].start, end=weeks[-1].end))
        return "", [[cell for start, cell in cells if start == days.start] for days in weeks]
    sides = [(books.by_channel(days), books.persons(days)) for days in weeks]
    masked = [veil.rows_alike(*side, *sides) for side in sides]
    own = [[cell for cell in cells if channel in sharers(cell.channel)] for cells in masked]
    row = next((cell.channel for cells in own for cell in cells), channel)
    return row, [*own]
