"""Ten schedules, the local weeks they owe a digest for, and the moments at which anybody looks. Worked out by hand.

Nothing here comes from `core.calendar.weekly`: it is what that is held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

START = datetime(2026, 1, 3, 12, tzinfo=UTC)
"""A Saturday noon, between two weeks in every zone."""

CAUGHT_UP = timedelta(hours=24)
TOGETHER = timedelta(hours=12)
"""Runs this near to each other are met by one look."""

ASLEEP = ((timedelta(weeks=3, days=2), timedelta(hours=70)), (timedelta(weeks=30), timedelta(days=17)))
"""How long after START nobody looks, and for how long."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A weekly digest in a conversation of its own; ``day`` 0 is Monday."""

    conversation: str
    day: int
    at: time
    timezone: str


def _plan(number: int, day: int, hour: int, minute: int, timezone: str) -> Plan:
    return Plan(conversation=f"C{number}", day=day, at=time(hour, minute), timezone=timezone)


PLANS = (
    _plan(1, 0, 9, 0, "Europe/Warsaw"),
    _plan(2, 0, 9, 0, "America/New_York"),
    _plan(3, 0, 0, 15, "Pacific/Auckland"),
    _plan(4, 0, 10, 45, "Asia/Kathmandu"),
    # In spring the clock jumps over these, in autumn they come twice.
    _plan(5, 6, 2, 30, "Europe/Warsaw"),
    _plan(6, 6, 1, 30, "America/New_York"),
    _plan(7, 6, 2, 15, "Australia/Lord_Howe"),
    _plan(8, 3, 17, 0, "Africa/Casablanca"),
    _plan(9, 3, 23, 45, "America/Sao_Paulo"),
    _plan(10, 3, 8, 0, "Asia/Kolkata"),
)


@dataclass(frozen=True, kw_only=True, order=True)
class Run:
    """When a conversation is owed the digest of which local week."""

    at: datetime
    conversation: str
    week: str


def runs(weeks: int) -> list[Run]:
    """All of them within ``weeks`` from START, earliest first."""
    return sorted(run for plan in PLANS for run in _runs(plan, START + timedelta(weeks=weeks)))


def looks(owed: Sequence[Run]) -> list[datetime]:
    """A minute after each group of runs; none while asleep."""
    groups: list[list[datetime]] = []
    for run in owed:
        if not groups or run.at - groups[-1][0] > TOGETHER:
            groups.append([])
        groups[-1].append(run.at)
    found = [group[-1] for group in groups]
    awake = [look + timedelta(minutes=1) for look in found if not _asleep(look)]
    return awake if awake[-1] >= owed[-1].at else [*awake, owed[-1].at + timedelta(minutes=1)]


def overslept(owed: Sequence[Run], seen: Sequence[datetime]) -> set[tuple[str, str]]:
    """Conversation and week of the runs nobody met within a day."""
    return {(run.conversation, run.week) for run in owed if _next(run, seen) - run.at > CAUGHT_UP}


def _next(run: Run, seen: Sequence[datetime]) -> datetime:
    return next(look for look in seen if look >= run.at)


def _asleep(moment: datetime) -> bool:
    return any(START + after <= moment < START + after + long for after, long in ASLEEP)


def _runs(plan: Plan, end: datetime) -> Iterator[Run]:
    zone = ZoneInfo(plan.timezone)
    day = START.date() - timedelta(days=START.weekday()) + timedelta(days=plan.day)
    while (at := datetime.combine(day, plan.at, tzinfo=zone).astimezone(UTC)) < end:
        if at > START:
            yield Run(at=at, conversation=plan.conversation, week=_iso(day))
        day += timedelta(days=7)


def _iso(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
