"""Blocks: a year in thirteen blocks of four weeks, which show whether results come in waves (J-02), and what was spent
on each of its days, which says how much of the results is due (J-06).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

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


def block_edges(end: date) -> tuple[date, ...]:
    """The first day of each block, the oldest first, and behind them ``end``, the first day after all of them."""
    last = end.toordinal()
    return tuple(date.fromordinal(max(1, last - BLOCK_DAYS * number)) for number in range(BLOCKS, -1, -1))
