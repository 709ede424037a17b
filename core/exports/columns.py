"""Columns: what an exported table holds, headed as other programs read it; the neutral form's columns are among them.

A table's columns never change their names and meanings: files lie about, and are imported again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What the cells of a column are: a spreadsheet gives each its format."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """``width``: characters, in a spreadsheet."""

    name: str
    shape: Shape = Shape.TEXT
    width: int = 14

    @property
    def is_number(self) -> bool:
        return self.shape in (Shape.MONEY, Shape.COUNT, Shape.NUMBER)


class Table(StrEnum):
    """The tables of an export, in their order."""

    ENTRIES = "entries"
    DAYS = "daily_totals"
    REPORT = "report"


ORIGINS = (
    Column("source"),
    Column("medium"),
    Column("content"),
    Column("term"),
    Column("order_id"),
)
"""Where a conversion came from, by UTM, and the number of its order: the last columns, which older files have not."""
ENTRIES = (
    Column("date", Shape.DAY, 11),
    Column("channel"),
    Column("campaign", width=24),
    Column("category", width=11),
    Column("goal"),
    Column("amount", Shape.MONEY, 13),
    Column("count", Shape.COUNT, 9),
    Column("revenue", Shape.MONEY, 13),
    Column("currency", width=9),
    Column("counted", Shape.MONEY, 13),
    Column("counted_currency", width=9),
    Column("note", width=30),
    Column("until", Shape.DAY, 11),
    Column("first_contact", Shape.DAY, 11),
    Column("content_type"),
    Column("social_share", Shape.NUMBER, 9),
    Column("split", width=24),
    Column("hours", Shape.NUMBER, 9),
    Column("hourly_rate", Shape.MONEY, 11),
    Column("people", width=24),
    Column("media", Shape.MONEY, 11),
    Column("media_left_out", Shape.MONEY, 11),
    Column("exchange_rate", Shape.NUMBER, 11),
    Column("exchange_exact", width=11),
    Column("exchange_day", Shape.DAY, 11),
    Column("exchange_origin", width=9),
    Column("refunds", width=14),
    Column("refunded_on", Shape.DAY, 11),
    Column("frozen", Shape.MONEY, 11),
    Column("worth", width=18),
    Column("external_id"),
    Column("logged_by"),
    Column("logged_on", Shape.DAY, 11),
    Column("origin", width=9),
    *ORIGINS,
)
"""``amount``: the whole bill, in ``currency``, as ``revenue``, ``hourly_rate``, ``media`` and ``frozen`` are;
``counted``: what of it is on the books, in ``counted_currency``, the reporting one: of costs the cost, of conversions
the return. ``exchange_exact``: the rate where ten decimals do not hold it, as ``9÷7``. ``worth``: on what the return of
the goal's version rests.
"""

DAYS = (
    Column("date", Shape.DAY, 11),
    Column("campaign", width=24),
    Column("channel"),
    Column("content_type"),
    Column("category", width=11),
    Column("goal"),
    Column("cost", Shape.MONEY, 13),
    Column("count", Shape.COUNT, 9),
    Column("return", Shape.MONEY, 13),
    Column("revenue", Shape.MONEY, 13),
    Column("currency", width=9),
)
"""``revenue``: the part of ``return`` that was really taken."""

REPORT = (
    Column("by", width=11),
    Column("name", width=32),
    Column("cost", Shape.MONEY, 13),
    Column("return", Shape.MONEY, 13),
    Column("profit", Shape.MONEY, 13),
    Column("roi_percent", Shape.NUMBER, 11),
    Column("conversions", Shape.COUNT, 12),
    Column("currency", width=9),
)

COLUMNS = {Table.ENTRIES: ENTRIES, Table.DAYS: DAYS, Table.REPORT: REPORT}
EXTERNAL = "roibot-"
"""What an entry's number follows in ``external_id``; what was put back has that of the entry it was first saved as."""
