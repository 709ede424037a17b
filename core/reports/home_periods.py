"""The periods that Home offers: a menu of a few, as they are typed behind `/roi`."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from core.calendar.period_parser import parse_period
from core.calendar.periods import Period

DAYS = 30


class HomePeriod(StrEnum):
    """Each by its English words."""

    LAST_30_DAYS = "last 30 days"
    THIS_MONTH = "this month"
    LAST_MONTH = "last month"
    THIS_QUARTER = "this quarter"
    THIS_YEAR = "this year"
    ALL = "all"

    def on(self, today: date, first: date) -> Period:
        """The days that are meant on ``today``; ``first``: the first day on the books.

        The last 30 end with yesterday, because today has just begun; with today where there is nothing older.
        """
        if self is HomePeriod.LAST_30_DAYS:
            end = today + timedelta(days=first >= today)
            return Period(start=end - timedelta(days=DAYS), end=end)
        return parse_period(self.value, today)


def chosen_period(text: str) -> HomePeriod:
    """The period of that name; the last 30 days for any other text."""
    return HomePeriod(text) if text in HomePeriod.__members__.values() else HomePeriod.LAST_30_DAYS
