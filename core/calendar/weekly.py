"""Weekly times: a weekday and a local time in an IANA zone, and the instants that follow from them.

They are never stored as UTC: each occurrence is computed from the zone's own rules. Where the clock jumps over the
time, the occurrence is the first instant after the gap; where the time comes twice, the first of the two (R-11). There
is one occurrence per local ISO week.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.calendar.periods import Period, iso_week, week_of
from core.problems import Problem


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")  # never strptime: it takes the digits of every script

CATCH_UP = timedelta(hours=24)
"""A run missed by no more than this is still posted, as delayed."""

ON_TIME = timedelta(minutes=5)


@dataclass(eq=False)
class UnknownTimezone(Problem):
    text: str
    field: str = "timezone"


@dataclass(eq=False)
class UnknownTime(Problem):
    text: str
    field: str = "time"


@dataclass(eq=False)
class UnknownChoice(Problem):
    """A value outside the list a menu offers."""

    text: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Weekly:
    """A weekly time: every ``weekday`` at ``at``, local time of ``timezone``."""

    weekday: Weekday
    at: time
    timezone: str

    def next_after(self, instant: datetime) -> datetime:
        """The first occurrence strictly after ``instant`` (aware), as UTC."""
        local = instant.astimezone(zone(self.timezone)).date()
        first = local - timedelta(days=(local.weekday() - list(Weekday).index(self.weekday)) % 7)
        days = (first + timedelta(days=7 * n) for n in range(3))
        return next(run for run in map(self.run_on, days) if run > instant)

    def run_on(self, day: date) -> datetime:
        """The instant of the run on local ``day``, as UTC."""
        return instant_of(day, self.at, self.timezone)

    def week(self, run: datetime) -> str:
        """The local ISO week of a run: what makes its delivery unique."""
        return iso_week(run.astimezone(zone(self.timezone)).date())

    def reported(self, run: datetime) -> Period:
        """The last whole week, Monday to Sunday, before the run's own local week."""
        return week_of(run.astimezone(zone(self.timezone)).date()).before()


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The IANA zone. Raises `UnknownTimezone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(text=name) from error


def is_zone(name: str) -> bool:
    """Whether this machine knows the IANA zone."""
    try:
        return bool(zone(name).key)
    except UnknownTimezone:
        return False


def parse_time(text: str, field: str = "time") -> time:
    """Reads ``HH:MM``. Raises `UnknownTime`."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise UnknownTime(text=text, field=field)
    return time(int(match[1]), int(match[2]))


def local_day(instant: datetime, timezone: str) -> date:
    """The local day of an instant. This is the one place where an instant becomes a day."""
    return instant.astimezone(zone(timezone)).date()


def instant_of(day: date, at: time, timezone: str) -> datetime:
    """The instant when the clock shows ``at`` on local ``day``, as UTC; in a gap of the clock, the first after it."""
    local = zone(timezone)
    wanted = datetime.combine(day, at, tzinfo=local)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(local).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    return _end_of_gap(wanted, local)


def beginning_of(day: date, timezone: str) -> datetime:
    """The first instant of a local day, as UTC."""
    return instant_of(day, time(0), timezone)


def _end_of_gap(wanted: datetime, local: ZoneInfo) -> datetime:
    """The first instant after the jump: the wall clock read with the offsets of before and after encloses it."""
    low, high = sorted((wanted.replace(fold=1).astimezone(UTC), wanted.replace(fold=0).astimezone(UTC)))
    before = low.astimezone(local).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(local).utcoffset() == before else (low, middle)
    return high.replace(microsecond=0)
