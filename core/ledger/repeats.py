"""Repeats: costs that log themselves again every month or year, on the day of the month that the first one has.

Each day is counted from the first, so that the 31st stays the 31st: in a shorter month it is the last day, but the
month after has its 31st again. A yearly 29 February is the 28th between leap years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from core.calendar.periods import month_number, months_later
from core.ledger.entries import Cost
from core.ledger.media import Media
from core.ledger.splits import Split
from core.ledger.spreads import LONGEST
from core.problems import Problem

SOURCE = "repeat"
"""The source of the entries that log themselves."""

ONE_DAY = timedelta(days=1)


class Every(StrEnum):
    NEVER = "never"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


STEPS = {Every.MONTHLY: 1, Every.YEARLY: 12}
"""Months from one to the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeat:
    """A repeating cost. ``first``: the cost it began with, saved as ``entry``. ``next_day``: the next, not yet logged.

    ``end``: the first day on which it comes no more; None where nobody has said. ``created_by``: in whose name it logs.
    """

    id: int = 0
    workspace: int
    entry: int
    first: Cost
    every: Every
    next_day: date
    created_by: str
    state: State = State.RUNNING
    end: date | None = None

    def after(self, day: date) -> date:
        """The first of its days strictly after ``day``; never the first one's own."""
        step = STEPS[self.every]
        passed = max(1, (month_number(day) - month_number(self.first.day)) // step)
        return next(coming for n in count(passed) if (coming := months_later(self.first.day, n * step)) > day)

    def on(self, day: date, split: Split | None) -> Cost:
        """The cost of one of its days: all as in the first, and it serves as many months and days."""
        return replace(self.first, day=day, until=self.until(day), split=split, media=self._media(day))

    def _media(self, day: date) -> Media | None:
        """An invoice's media, of days as many months later as the invoice is; a whole month stays one."""
        media = self.first.media
        if media is None or media.start is None or media.until is None:
            return media
        passed = month_number(day) - month_number(self.first.day)
        end = months_later(media.until + ONE_DAY, passed)
        return replace(media, start=months_later(media.start, passed), until=end - ONE_DAY)

    def until(self, day: date) -> date | None:
        """The last day that the cost of ``day`` serves, so that one service ends where the next begins."""
        if self.first.until is None:
            return None
        whole, rest = _length(self.first.day, self.first.service.end)
        passed = month_number(day) - month_number(self.first.day)
        last = months_later(self.first.day, passed + whole) + rest - ONE_DAY
        return min(last, day + timedelta(days=LONGEST - 1))

    def moved_on(self) -> Repeat:
        """The repeat once its next day is logged."""
        return self._from(self.after(self.next_day))

    def due(self, today: date) -> Iterator[date]:
        """The days up to and with ``today`` that are not logged yet; none of a repeat that is paused or has ended."""
        left = self
        while left.state is State.RUNNING and left.next_day <= today:
            yield left.next_day
            left = left.moved_on()

    @property
    def last_day(self) -> date:
        """The day before the next: if it was not paused then, the last that is logged."""
        step = STEPS[self.every]
        passed = (month_number(self.next_day) - month_number(self.first.day)) // step
        return months_later(self.first.day, (passed - 1) * step)

    def paused(self) -> Repeat:
        return replace(self, state=State.PAUSED)

    def resumed(self, today: date) -> Repeat:
        """The repeat running again. Days that passed while it was paused are left out; today's still comes."""
        following = self.next_day if self.next_day >= today else self.after(today - ONE_DAY)
        return replace(self, state=State.RUNNING)._from(following)

    def ended(self) -> Repeat:
        return replace(self, state=State.ENDED)

    def ended_on(self, day: date) -> Repeat:
        """The repeat without any day from ``day`` on; one that is paused has ended at once."""
        if self.state is State.PAUSED:
            return replace(self.ended(), end=day)
        return replace(self, end=day)._from(self.next_day)

    def _from(self, following: date) -> Repeat:
        over = self.end is not None and following >= self.end
        return replace(self, next_day=following, state=State.ENDED if over else self.state)


@dataclass(eq=False)
class UnknownRepeat(Problem):
    """The repeat is not there, has ended, or is another workspace's."""


def first_repeat(workspace: int, entry: int, cost: Cost, every: Every, created_by: str) -> Repeat:
    """A repeat that begins with a cost just logged as ``entry``; its next day is the second."""
    begun = Repeat(workspace=workspace, entry=entry, first=cost, every=every, next_day=cost.day, created_by=created_by)
    return begun.moved_on()


def _length(start: date, end: date) -> tuple[int, timedelta]:
    """The time from ``start`` to ``end`` (exclusive) in whole months and the days left over."""
    whole = month_number(end) - month_number(start)
    if months_later(start, whole) > end:
        whole -= 1
    return whole, end - months_later(start, whole)
