"""Blocks: a year in thirteen blocks of four weeks, which show whether results come in waves (J-02), and what was spent
on each of its days, which says how much of the results is due (J-06).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.calendar.periods import Period, monday_of

BLOCKS = 13
BLOCK_DAYS = 28

RowKind = Literal["campaign", "channel", "content"]
"""What a row of an answer is: a campaign; a channel, or a content type, in a campaign."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spent:
    """``cost`` in minor units, on one day and in one place; keys are empty where there is none."""

    day: date
    campaign: str
    channel: str
    content: str
    cost: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """All days before a day: the ISO weeks before ``week``, with ``days`` added (``sign`` 1) or less them (-1)."""

    week: date
    days: Period
    sign: int


def edge_at(day: date) -> Edge:
    """``day``: the first that is no longer before the edge. The days are those up to the nearest Monday."""
    since, until = day.weekday(), 7 - day.weekday()
    if until < since and until <= (date.max - day).days:  # the last week there is has no end
        week = day + timedelta(days=until)
        return Edge(week=week, days=Period(start=day, end=week), sign=-1)
    week = monday_of(day)
    return Edge(week=week, days=Period(start=week, end=day), sign=1)


def block_edges(end: date) -> tuple[date, ...]:
    """The first day of each block, the oldest first, and behind them ``end``, the first day after all of them."""
    last = end.toordinal()
    return tuple(date.fromordinal(max(1, last - BLOCK_DAYS * number)) for number in range(BLOCKS, -1, -1))
