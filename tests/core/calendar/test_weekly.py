"""Schedules: one run a local week whatever the clocks do, and a report of exactly the local week before."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period, iso_week, week_of
from core.calendar.weekly import UnknownTime, UnknownTimezone, Weekday, Weekly, local_day, parse_time, zone

FULL = os.environ.get("ROIBOT_TORTURE") == "full"
EVERY_ZONE = sorted(available_timezones())
# Half-hour jumps, jumps at midnight and on the eve, jumps of two hours, jumps for Ramadan, dates a day ahead.
PECULIAR = """UTC Europe/Warsaw Europe/London America/New_York Australia/Lord_Howe America/Nuuk America/Scoresbysund
    Antarctica/Troll Africa/Casablanca Africa/Cairo Asia/Gaza Asia/Beirut America/Havana America/Santiago
    Atlantic/Azores Pacific/Chatham Pacific/Apia Pacific/Kiritimati Asia/Shanghai Asia/Kathmandu
    Europe/Chisinau""".split()
ZONES = EVERY_ZONE if FULL else sorted({*PECULIAR, *EVERY_ZONE[::15]})
STEP = timedelta(minutes=15 if FULL else 30)
FIRST, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2035 if FULL else 2029, 1, 1, tzinfo=UTC)
"""In the short form four years: one of 53 weeks, and a leap year."""
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
REACH = timedelta(hours=12)

WARSAW_MONDAY = Weekly(weekday=Weekday.MON, at=time(9), timezone="Europe/Warsaw")


# --- every zone, every change of clocks ---


@pytest.mark.parametrize("name", ZONES)
def test_one_run_a_local_week_around_every_change_of_clocks(name: str) -> None:
    """At any slot around a change: once a local week, in a gap right after it, of two equal times the first."""
    for change in transitions(ZoneInfo(name)):
        clock = WallClock(ZoneInfo(name), change)
        for wanted in clock.slots():
            weekly = Weekly(weekday=list(Weekday)[wanted.weekday()], at=wanted.time(), timezone=name)
            run = weekly.run_on(wanted.date())
            assert run == clock.first_instant_at(wanted), (change, wanted)
            check_weeks_around(weekly, run)


def check_weeks_around(weekly: Weekly, run: datetime) -> None:
    """Five runs follow each other by local weeks, the third is ``run``, and each reports the local week before it."""
    runs = [weekly.next_after(run - 15 * DAY)]
    while len(runs) < 5:
        runs.append(weekly.next_after(runs[-1]))
    mondays = [week_of(local_day(one, weekly.timezone)).start for one in runs]
    assert runs[2] == run
    assert runs[2] == weekly.next_after(run - MINUTE) == weekly.next_after(run - timedelta(microseconds=1))
    assert mondays == [mondays[0] + n * WEEK for n in range(5)]
    assert [weekly.week(one) for one in runs] == [iso_week(monday) for monday in mondays]
    assert [weekly.reported(one) for one in runs] == [Period(start=day - WEEK, end=day) for day in mondays]


class WallClock:
    """What the clock on the wall shows, minute after minute, around one change: a table, with no arithmetic."""

    def __init__(self, local: ZoneInfo, change: datetime) -> None:
        minutes = int(2 * REACH / MINUTE)
        self._instants = [change - REACH + n * MINUTE for n in range(minutes)]
        self._shown = [instant.astimezone(local).replace(tzinfo=None) for instant in self._instants]
        self._latest = list(accumulate(self._shown, max))
        self._change = minutes // 2

    def slots(self) -> Iterator[datetime]:
        """Local times from three hours before the change to three hours after it, those skipped included."""
        before, after = self._shown[self._change - 1] + MINUTE, self._shown[self._change]
        slot, last = min(before, after) - timedelta(hours=3), max(before, after) + timedelta(hours=3)
        while slot <= last:
            yield slot
            slot += STEP

    def first_instant_at(self, wanted: datetime) -> datetime:
        """The first instant at which the wall shows ``wanted`` or, where it never does, later."""
        return self._instants[bisect_left(self._latest, wanted)]


def transitions(local: ZoneInfo) -> Iterator[datetime]:
    """The minutes from FIRST to END at which the offset changes; zones without any are looked at on one New Year."""
    instants = [FIRST + n * DAY for n in range((END - FIRST).days + 1)]
    found = [pair for pair in pairwise(instants) if offset(local, pair[0]) != offset(local, pair[1])]
    yield from (_change_between(local, *pair) for pair in found) if found else (datetime(2027, 1, 1, tzinfo=UTC),)


def _change_between(local: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > MINUTE:
        middle = before + (after - before) // 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        before, after = (middle, after) if offset(local, middle) == offset(local, before) else (before, middle)
    return after


def offset(local: ZoneInfo, instant: datetime) -> timedelta | None:
    return instant.astimezone(local).utcoffset()


# --- by example ---


@pytest.mark.parametrize(
    ("zone_name", "wanted", "run"),
    [
        ("Europe/Warsaw", "2025-03-30T02:30", "2025-03-30T01:00Z"),  # 02:00 jumps to 03:00
        ("Europe/Warsaw", "2025-03-30T02:00", "2025-03-30T01:00Z"),
        ("Europe/Warsaw", "2025-03-30T03:00", "2025-03-30T01:00Z"),
        ("Europe/Warsaw", "2025-03-30T01:59", "2025-03-30T00:59Z"),
        ("Europe/Warsaw", "2025-10-26T02:30", "2025-10-26T00:30Z"),  # twice; the first
        ("Europe/Warsaw", "2025-10-26T03:00", "2025-10-26T02:00Z"),  # once, after both
        ("Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:30Z"),  # half an hour only
        ("America/Nuuk", "2026-03-28T23:30", "2026-03-29T01:00Z"),  # the gap ends on the next day
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00Z"),  # a day that never was
        ("UTC", "2026-08-10T09:00", "2026-08-10T09:00Z"),
    ],
)
def test_gaps_and_overlaps(zone_name: str, wanted: str, run: str) -> None:
    """The first instant after a gap, the first of two equal times."""
    local = datetime.fromisoformat(wanted)
    weekly = Weekly(weekday=list(Weekday)[local.weekday()], at=local.time(), timezone=zone_name)
    assert weekly.run_on(local.date()) == datetime.fromisoformat(run)
    assert weekly.week(weekly.run_on(local.date())) == iso_week(local.date())


@given(
    st.sampled_from(ZONES),
    st.sampled_from(Weekday),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
    st.datetimes(datetime(2025, 1, 1), datetime(2034, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - made aware
)
def test_the_next_run_is_strictly_after(zone_name: str, weekday: Weekday, at: time, instant: datetime) -> None:
    """Never at the instant itself, never more than a week and an hour or two away, always on the weekday's week."""
    weekly = Weekly(weekday=weekday, at=at, timezone=zone_name)
    run = weekly.next_after(instant)
    assert instant < run <= instant + WEEK + timedelta(hours=3)
    assert weekly.next_after(run) > run
    assert weekly.next_after(run - timedelta(microseconds=1)) == run


def test_at_the_instant_of_a_run_the_next_is_a_week_away() -> None:
    """A tick at the very instant does not post twice."""
    run = datetime(2026, 8, 10, 7, 0, tzinfo=UTC)
    assert WARSAW_MONDAY.next_after(run - MINUTE) == run
    assert WARSAW_MONDAY.next_after(run) == run + WEEK


def test_any_zone_may_ask() -> None:
    """An instant is the same instant, in whatever zone it is given."""
    there = datetime(2026, 8, 9, 23, 0, tzinfo=ZoneInfo("America/New_York"))
    assert WARSAW_MONDAY.next_after(there) == datetime(2026, 8, 10, 7, 0, tzinfo=UTC)


# --- D-20: what is reported ---


@pytest.mark.parametrize(
    ("weekday", "run", "monday"),
    [
        (Weekday.MON, "2026-08-10T07:00Z", date(2026, 8, 3)),
        (Weekday.FRI, "2026-08-14T07:00Z", date(2026, 8, 3)),
        (Weekday.SUN, "2026-08-16T07:00Z", date(2026, 8, 3)),
        (Weekday.MON, "2027-01-04T08:00Z", date(2026, 12, 28)),
    ],
)
def test_the_last_whole_week_is_reported(weekday: Weekday, run: str, monday: date) -> None:
    """From the Monday to the Sunday before the week of the run, on whichever day of it that is."""
    weekly = Weekly(weekday=weekday, at=time(9), timezone="Europe/Warsaw")
    assert weekly.reported(datetime.fromisoformat(run)) == Period(start=monday, end=monday + WEEK)


def test_the_week_is_the_zones_own() -> None:
    """Just after a Monday's midnight in Shanghai it is still Sunday in Europe; the week is Shanghai's."""
    weekly = Weekly(weekday=Weekday.MON, at=time(0, 15), timezone="Asia/Shanghai")
    run = weekly.next_after(datetime(2026, 8, 9, 12, 0, tzinfo=UTC))
    assert run == datetime(2026, 8, 9, 16, 15, tzinfo=UTC)
    assert weekly.week(run) == "2026-W33"
    assert weekly.reported(run) == Period(start=date(2026, 8, 3), end=date(2026, 8, 10))


def test_a_sunday_evening_in_new_york_is_monday_in_warsaw() -> None:
    """One instant belongs to another week in another zone (D-20)."""
    event = datetime.fromisoformat("2025-03-09T23:30:00-04:00")
    assert local_day(event, "America/New_York") == date(2025, 3, 9)
    assert local_day(event, "Europe/Warsaw") == date(2025, 3, 10)
    assert week_of(local_day(event, "Europe/Warsaw")) != week_of(local_day(event, "America/New_York"))


@pytest.mark.parametrize(("monday", "hours"), [("2025-03-24", 167), ("2025-10-20", 169), ("2025-06-02", 168)])
def test_a_local_week_is_not_always_168_hours(monday: str, hours: int) -> None:
    """From Monday's midnight to the next, in Warsaw, by the runs themselves (D-20)."""
    midnight = Weekly(weekday=Weekday.MON, at=time(0), timezone="Europe/Warsaw")
    start = midnight.run_on(date.fromisoformat(monday))
    assert midnight.next_after(start) - start == timedelta(hours=hours)


# --- what people write ---


@pytest.mark.parametrize(
    ("text", "at"), [("09:00", time(9)), (" 9:05 ", time(9, 5)), ("00:00", time(0)), ("23:59", time(23, 59))]
)
def test_times_as_people_write_them(text: str, at: time) -> None:
    """Hours and minutes of a day of 24 hours."""
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "9", "24:00", "12:60", "-1:00", "9 am", "09:00:00", "09.00", "09:00\x00",
                                  "\u0660\u0669:\u0660\u0660", "1\u0662:00"])  # fmt: skip
def test_times_that_are_none(text: str) -> None:
    """Anything else is refused with the text as it was typed; foreign digits too, as in amounts."""
    with pytest.raises(UnknownTime) as problem:
        parse_time(text)
    assert (problem.value.text, problem.value.field) == (text, "time")


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Warsaw\x00",
                                  "+02:00", "x" * 5000, "\ud800", "Europe/Warsaw/"])  # fmt: skip
def test_zones_that_are_none(name: str) -> None:
    """A folder, a path out of the zones or a word that is none is refused by name."""
    with pytest.raises(UnknownTimezone) as problem:
        zone(name)
    assert (problem.value.text, problem.value.field) == (name, "timezone")


def test_every_zone_is_known() -> None:
    """Whatever IANA lists can be chosen."""
    assert [zone(name).key for name in EVERY_ZONE] == EVERY_ZONE
