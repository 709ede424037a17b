"""The calendar of the sample year: 53 whole weeks, numbered from 0, before the Monday on which the demo begins.

Nothing is left to chance: a total is dealt out over weeks by weights written down here, so that the same figures come
each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIMEZONE = "Europe/Warsaw"
ZONE = ZoneInfo(TIMEZONE)
BEGINS = datetime(2026, 10, 5, 8, 55, tzinfo=ZONE)
"""The moment the demo starts: a Monday, five minutes before digests and alerts are due."""

FIRST_DAY = date(2025, 9, 29)
SET_UP = datetime(2025, 9, 26, 9, 30, tzinfo=ZONE)
"""The day when the bot was installed and the goals were agreed on: the Friday before the first week."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)

# January to December: business is slow in July, August and December.
_SEASON = (92, 98, 108, 104, 100, 96, 84, 80, 112, 116, 110, 74)
# No two weeks are alike; eleven numbers, so that the pattern does not follow the months.
_UPS_AND_DOWNS = (97, 112, 88, 104, 93, 121, 101, 84, 109, 95, 116)


def monday_of(week: int) -> date:
    return FIRST_DAY + timedelta(weeks=week)


def weights(weeks: Sequence[int], offset: int) -> list[int]:
    """The share of a total that each week gets; ``offset`` sets one line's ups and downs apart from another's."""
    return [_SEASON[monday_of(week).month - 1] * _UPS_AND_DOWNS[(week + offset) % 11] for week in weeks]


def dealt(total: int, shares: Sequence[int]) -> list[int]:
    """Deals ``total`` out in whole parts by ``shares``; they add up to it exactly."""
    whole, given, seen, parts = sum(shares), 0, 0, []
    for share in shares:
        seen += share
        up_to_here = total * seen // whole
        parts.append(up_to_here - given)
        given = up_to_here
    return parts


def desk_day(day: date) -> date:
    """The day on which somebody writes it down: the same, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def at_the_desk(day: date, number: int) -> datetime:
    """The instant when the ``number``-th entry of that day was logged: after lunch, two minutes apart."""
    return datetime.combine(day, time(13, 10), ZONE) + timedelta(minutes=2 * number)
