"""The sample year, 2025-09-29 to 2026-10-04: a pure function of nothing, so the same figures each time.

What is planted in it, and what the bot answers, is told in docs/sample-data.md and held by tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.demo.calendar import BEGINS, at_the_desk, desk_day
from bot.demo.everyday import ALWAYS_ON, FACEBOOK, SHARED, SOCIAL_RADAR
from bot.demo.lines import Line, Told
from bot.demo.projects import COLD_CHAIN_EXPO, PRODUCT_VIDEOS, SPRING_WEBINAR
from bot.demo.quarter import CAMPAIGN_Q3
from bot.demo.seasons import AUTUMN, YEAR_END
from core.ledger.entries import Conversion, Cost
from core.setup.goals import Goal

__all__ = ["BEGINS", "YEAR", "Logged", "entries"]

YEAR: tuple[Line, ...] = (
    *SOCIAL_RADAR,
    *YEAR_END,
    *SPRING_WEBINAR,
    *COLD_CHAIN_EXPO,
    *PRODUCT_VIDEOS,
    *CAMPAIGN_Q3,
    *AUTUMN,
    *ALWAYS_ON,
    *SHARED,
    *FACEBOOK,
)
"""The lines of the year. On each day things are logged in this order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """A fact as it was logged. ``taken_back``: when its author undid it, if ever."""

    fact: Cost | Conversion
    by: str
    at: datetime
    taken_back: datetime | None = None


def entries(goals: Mapping[str, Goal]) -> list[Logged]:
    """The whole year in the order in which it was logged. ``goals``: key -> goal as saved."""
    ordered = [entry for line in YEAR for entry in line.told(goals)]
    ordered.sort(key=_desk_day)
    return [_logged(entry, number) for _, day in groupby(ordered, _desk_day) for number, entry in enumerate(day)]


def _desk_day(since: Told) -> date:
    return desk_day(since.fact.day)


def _logged(since: Told, number: int) -> Logged:
    at = at_the_desk(_desk_day(since), number)
    return Logged(fact=since.fact, by=since.by, at=at, taken_back=at + timedelta(minutes=1) if since.slip else None)
