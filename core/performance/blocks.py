"""Blocks: a year in thirteen blocks of four weeks, which show whether results come in waves (J-02), and what was spent
on each of its days, which says how much of the results is due (J-06).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.calendar.periods import Period, month_number, months

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
    """All days before an edge of blocks: the months before ``month``, with ``days`` added (``sign`` 1) or less them."""

    month: date
    days: Period
    sign: int


def edge_at(day: date) -> Edge:
    """``day``: the first that is no longer before the edge. The days are those up to the nearest first of a month."""
    start = day.replace(day=1)
    if (day.year, day.month) < (date.max.year, 12):  # the last month there is has no end
        end = months(month_number(day), 1).end
        if end - day < day - start:
            return Edge(month=end, days=Period(start=day, end=end), sign=-1)
    return Edge(month=start, days=Period(start=start, end=day), sign=1)


def block_edges(end: date) -> tuple[date, ...]:
    """The first day of each block, the oldest first, and behind them ``end``, the first day after all of them."""
    last = end.toordinal()
    return tuple(date.fromordinal(max(1, last - BLOCK_DAYS * number)) for number in range(BLOCKS, -1, -1))
