"""Periods: runs of local days, and what the calendar makes of them.

Every period is half-open, [start, end): ``end`` is the first day that no longer belongs to it. The words people use for
periods are in `core.calendar.period_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.problems import Problem


@dataclass(eq=False)
class EndBeforeStart(Problem):
    """The two days as they were given, and the form field that is wrong."""

    start: date
    end: date
    field: str = "end"


@dataclass(frozen=True, kw_only=True)
class Period:
    """The local dates [start, end); empty where they are the same day. Raises ``EndBeforeStart``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise EndBeforeStart(start=self.start, end=self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last included day; of an empty period, the day before it."""
        return _earlier(self.end, 1)

    def before(self) -> Period:
        """As many days right before this period; fewer where the calendar itself begins (so none for ``ALL``)."""
        return Period(start=_earlier(self.start, self.days), end=self.start)

    @property
    def whole_months(self) -> bool:
        """Whether it goes from the first of a month to the first of another (or the same)."""
        return self.start.day == self.end.day == 1

    @property
    def calendar(self) -> bool:
        """Whether it is a unit that people compare by its days' places in it: whole months, or one ISO week."""
        return self.whole_months or (self.days == 7 and self.start.weekday() == 0)

    def previous(self) -> Period:
        """The like period right before: of whole calendar months as many months, else as `before`."""
        if not self.whole_months:
            return self.before()
        end = month_number(self.start)
        start = max(_FIRST_MONTH, 2 * end - month_number(self.end))
        return months(start, end - start)

    def like_before(self, passed: Period) -> Period:
        """The period to lay beside it from right before (D-20): the `previous`, or as much of it as has ``passed``.

        Of a calendar's unit that is not over, that is its first days, which keeps a week's weekdays; else the days
        right before.
        """
        unit = self if passed == self or self.calendar else passed
        return unit.previous() if passed == self else unit.previous().first_days(passed.days)

    def until(self, day: date) -> Period:
        """The part up to and with ``day``; the whole where it begins later."""
        if day < self.start:
            return self
        return Period(start=self.start, end=min(self.end, day + timedelta(days=1)))

    def first_days(self, days: int) -> Period:
        """The first ``days`` days; where it has fewer, as many up to its last day: never into what follows it."""
        if days <= self.days:
            return Period(start=self.start, end=self.start + timedelta(days=days))
        return Period(start=_earlier(self.end, days), end=self.end)

    def minus_a_year(self) -> Period:
        """The period to lay beside it from last year (D-21): whole calendar months, else 364 days before.

        364 days keep the weekday; never by week number, which 53-week years shift. Nothing begins before the calendar.
        """
        if self.whole_months:
            start, end = (max(_FIRST_MONTH, month_number(day) - 12) for day in (self.start, self.end))
            return months(start, end - start)
        return Period(start=_earlier(self.start, 364), end=_earlier(self.end, 364))


@dataclass(frozen=True, kw_only=True)
class Slices:
    """A period as whole calendar months and, at each edge, days to add or days to take away: whichever are fewer."""

    months: Period
    plus: tuple[Period, Period]
    minus: tuple[Period, Period]


ALL = Period(start=date.min, end=date.max)

_FIRST_MONTH = 12  # January of the year 1, as `month_number` counts
_LAST_MONTH = 12 * 9999 + 11  # the one whose end is no date


def week_of(day: date) -> Period:
    """The ISO week, Monday to Monday, that holds the day."""
    monday = monday_of(day)
    return Period(start=monday, end=monday + timedelta(days=7))


def monday_of(day: date) -> date:
    """The first day of its ISO week; the last week there is has one, too."""
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """The ISO week that holds the day: "2026-W31". Its year is not always the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def slices(period: Period) -> Slices:
    """The slices that a sum over the period is cheapest put together from. Any of them may be empty."""
    first, last = month_number(period.start), month_number(_earlier(period.end, 1))
    if not period.days or last >= _LAST_MONTH:
        return _days_and_months(period)
    whole = months(first, last - first + 1)
    before, after = Period(start=whole.start, end=period.start), Period(start=period.end, end=whole.end)
    if first == last:
        return _of_one_month(period, whole, before, after)
    head, tail = (
        Period(start=period.start, end=months(first, 1).end),
        Period(start=months(last, 1).start, end=period.end),
    )
    first += head.days <= before.days
    last -= tail.days <= after.days
    none = Period(start=period.end, end=period.end)
    kept = months(first, last - first + 1) if last >= first else none
    return Slices(
        months=kept,
        plus=(head if head.days <= before.days else none, tail if tail.days <= after.days else none),
        minus=(before if before.days < head.days else none, after if after.days < tail.days else none),
    )


def _of_one_month(period: Period, month: Period, before: Period, after: Period) -> Slices:
    none = Period(start=period.end, end=period.end)
    if before.days + after.days < period.days:
        return Slices(months=month, plus=(none, none), minus=(before, after))
    return Slices(months=none, plus=(period, none), minus=(none, none))


def _days_and_months(period: Period) -> Slices:
    """The slices without anything taken away: for a period that is empty, or ends where the calendar does."""
    none = Period(start=period.end, end=period.end)
    first = month_number(period.start) + (period.start.day > 1)
    last = month_number(period.end)
    if first >= last:
        return Slices(months=none, plus=(period, none), minus=(none, none))
    whole = months(first, last - first)
    edges = Period(start=period.start, end=whole.start), Period(start=whole.end, end=period.end)
    return Slices(months=whole, plus=edges, minus=(none, none))


def months(first: int, count: int) -> Period:
    """The period of ``count`` whole months from the one numbered ``first`` (`month_number`)."""
    start, end = (date(number // 12, number % 12 + 1, 1) for number in (first, first + count))
    return Period(start=start, end=end)


def month_number(day: date) -> int:
    """Months counted through, so that twelve divides at January and three at a quarter's first month."""
    return 12 * day.year + day.month - 1


def months_later(day: date, count: int) -> date:
    """The same day ``count`` months later; the last one of a month too short for it."""
    month = months(month_number(day) + count, 1)
    return min(month.start + timedelta(days=day.day - 1), month.last)


def _earlier(day: date, days: int) -> date:
    """The day ``days`` before ``day``, or the first day there is."""
    return day - timedelta(days=min(days, day.toordinal() - date.min.toordinal()))
