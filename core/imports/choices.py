"""Choices: what people have decided about a file, kept for the next of the same kind and account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from core.calendar.periods import Period
from core.imports.meanings import Level, Meaning

NEW = "+"
"""In place of a campaign's key: a new campaign of that name."""
LEFT_OUT = "-"
"""In place of a campaign's key: its rows are left out."""
NO_CAMPAIGN = ""
"""In place of a campaign's key: its rows belong to no campaign."""
CLAIMED = ""
"""In place of a goal's key: the results are kept beside the books, as what the platform claims."""


class Overlap(StrEnum):
    """What becomes of an earlier import that holds some of the same spend."""

    REPLACE = "replace"
    BOTH = "both"


class Double(StrEnum):
    """What becomes of a goal that another source counts in the same months."""

    ONE = "one"
    """Only the source that knows most counts."""
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """``None`` or empty: not decided.

    ``columns``: meaning -> the column's header, of a table nobody knows. ``day_first``: the order of day and month.
    ``decimal``: the sign before decimals, ``,`` or ``.``. ``tax``: percent of VAT that the amounts hold and that is
    taken off; 0: they hold none. ``campaigns``: name in the file -> key, `NEW`, `LEFT_OUT` or `NO_CAMPAIGN`.
    ``goals``: type of result in the file -> key of a goal, or `CLAIMED`. ``sources``: ``source / medium`` -> channel.
    ``stages``: stage in the file -> key of a stage. ``lines``: of a bank statement, the lines taken; None: not chosen.
    ``overlaps``: id of an earlier import -> what becomes of it. ``period``: the days of a table that names none.
    ``doubles``: key of a goal that another source counts, too -> whether one of them counts, or both.
    ``year``: of days that name none; 0: not decided. ``sheet``: the name of the sheet taken, of a workbook with several
    that could be.
    """

    columns: Mapping[Meaning, str] = field(default_factory=dict)
    day_first: bool | None = None
    decimal: str = ""
    currency: str = ""
    level: Level | None = None
    channel: str = ""
    micros: bool | None = None
    tax: Decimal | None = None
    campaigns: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[int] | None = None
    overlaps: Mapping[int, Overlap] = field(default_factory=dict)
    period: Period | None = None
    year: int = 0
    sheet: str = ""
    doubles: Mapping[str, Double] = field(default_factory=dict)
