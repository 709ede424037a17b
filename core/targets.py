"""Targets: what the team aims for, a count at a cost per conversion by a date (article A-05, A-29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.money import Money
from core.periods import EndBeforeStart, Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """``start`` and ``end`` are both included. ``campaign`` and ``goal`` are keys."""

    campaign: str
    goal: str
    count: int
    cost_per_conversion: Money
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise EndBeforeStart(start=self.start, end=self.end)

    def overlaps(self, period: Period) -> bool:
        return self.start < period.end and self.end >= period.start
