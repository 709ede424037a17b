"""The period parser: periods as people type them, in English and Polish, and as the bot prints them.

Only what people write has both ends included: "2026-07-01..2026-07-31" ends on 2026-08-01, as a `Period` does. How one
period is written is in `core.calendar.period_shapes`; here two are put together, and found at the end of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from core.calendar.period_shapes import Moment, latest_day, one_period
from core.calendar.period_words import (
    BEFORE,
    COMPARED_WITH,
    DATED_MONTHS,
    DAYS,
    GIVING_WAY,
    LAST_YEAR,
    LONGEST,
    AmbiguousDate,
    UnknownDate,
    UnknownPeriod,
    fold,
)
from core.calendar.periods import ALL, EndBeforeStart, Period
from core.problems import Problem

_MOST_WORDS = 8
_YEAR = re.compile(r"[0-9]{4}")
_ALMOST_A_YEAR, _A_YEAR = timedelta(days=364), timedelta(days=366)
_BETWEEN = re.compile(
    r"\s?(?:\.\.|[–—])\s?"
    r"|\s(?:to|do|until|till|through|and|a|-)\s"
    r"|(?<=[a-z])-(?=[a-z])|(?<=[0-9]{4})-(?=[0-9]{1,2}[./][0-9])|(?<=q[1-4])-(?=q[1-4])"
)
_OPENING = re.compile(r"(?:from|od|between|miedzy|pomiedzy) ")
_BOTH = re.compile(r"(?:between|miedzy|pomiedzy) ")
_ONLY_OF_BOTH = {"and", "a"}
"""Words that make a range of two periods only behind *between*: *june and august* are two."""
_TO = r"(?:\s?[-–—]\s?| (?:to|do) )"
_DAYS_OF_A_MONTH = (
    re.compile(rf"(?P<first>[0-9]{{1,2}}){_TO}(?P<last>[0-9]{{1,2}}) (?P<month>[a-z]+)(?: (?P<year>[0-9]{{4}}))?"),
    re.compile(rf"(?P<month>[a-z]+) (?P<first>[0-9]{{1,2}}){_TO}(?P<last>[0-9]{{1,2}})(?:,? (?P<year>[0-9]{{4}}))?"),
)
_DAY_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_YEAR_OF_A_DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}(\.[0-9]{4})")
_DAY_AND_MONTH = re.compile(r"([0-3]?[0-9])\.(0[1-9]|1[0-2])\.?")
_NAMES = "|".join(sorted(DATED_MONTHS, key=len, reverse=True))
_DAY_IN_A_LINE = re.compile(
    rf"(?<=\s)(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?(?:{_NAMES})\.?"
    rf"|(?<![0-9]\s)(?:{_NAMES}) [0-9]{{1,2}}(?:st|nd|rd|th)?)(?:,? [0-9]{{4}})?)(?!\S)"
)


def parse_period(text: str, today: date) -> Period:
    """The period that ``text`` names; a day, month or quarter without a year is the latest begun by ``today``.

    Raises `UnknownPeriod`, `UnknownDate`, `AmbiguousDate` or `EndBeforeStart`.
    """
    if len(text) > LONGEST:
        raise UnknownPeriod(text=text)
    single_spaced = " ".join(fold(text).split())
    period = _read(single_spaced, today)
    if period is None:
        raise UnknownPeriod(text=text)
    return period


def split_period(text: str, today: date) -> tuple[str, Period | None]:
    """``text`` without its longest trailing run of words that is a period, and that period.

    Raises as ``parse_period`` does where the end only looks like a period ("2026-02-30"), so that it never becomes part
    of a name.
    """
    name, period = next(splits(text, today), (" ".join(text.split()), None))
    if isinstance(period, Problem):
        raise period
    return name, period


def splits(text: str, today: date) -> Iterator[tuple[str, Period | Problem]]:
    """Every way to part ``text`` into a name and what reads as a period behind it, the longest period first.

    A problem stands for what only looks like one.
    """
    words = text.split()
    folded = [fold(word) for word in words[-_MOST_WORDS:]]
    for count in range(len(folded), 0, -1):
        period = _read_or_problem(" ".join(folded[-count:]), today)
        if period is not None:
            yield " ".join(words[:-count]), period


def period_first(text: str, today: date) -> Iterator[tuple[Period, str]]:
    """Every way to part ``text`` into a period and a name behind it, the longest period first: *q3 linkedin*."""
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        period = _read_or_problem(fold(" ".join(words[:count])), today)
        if isinstance(period, Period):
            yield period, " ".join(words[count:])


def _read_or_problem(text: str, today: date) -> Period | Problem | None:
    try:
        return _read(text, today)
    except (UnknownPeriod, UnknownDate, AmbiguousDate, EndBeforeStart) as problem:
        return problem


def two_periods(text: str, today: date) -> tuple[str, Period, Period] | None:
    """What stands before ``june to july`` or ``czerwiec z lipcem``, and the two; None where ``text`` does not end so.

    Two days in figures stay a range, as people write one. Raises as `parse_period` does.
    """
    words = text.split()
    joints = [number for number, word in enumerate(words) if fold(word) in COMPARED_WITH]
    if not joints or (fold(words[joints[-1]]) in BEFORE and _behind(words, joints[-1]) in LAST_YEAR):
        return None
    name, first = _of_its_year(words[: joints[-1]], words[-1], today)
    between, second = split_period(" ".join(words[joints[-1] + 1 :]), today)
    if first is None or second is None or between or _is_one_range(words, name, first, second):
        return None
    if first == second:
        first = split_period(" ".join(words[: joints[-1]]), today)[1] or first
    return name, first, second


def _behind(words: list[str], joint: int) -> str:
    return " ".join(map(fold, words[joint + 1 :]))


def _is_one_range(words: list[str], name: str, first: Period, second: Period) -> bool:
    """Whether people write one period so: ``1 june to 30 june``, ``od czerwca do lipca``."""
    opened = _OPENING.match(" ".join(map(fold, words[len(name.split()) :])))
    days = first.days == second.days == 1 and not any(fold(word) in DAYS for word in words)
    return bool(opened) or days


def _of_its_year(words: list[str], year: str, today: date) -> tuple[str, Period | None]:
    """The period at the end of ``words``: of *june to july 2025* both are in 2025."""
    name, period = split_period(" ".join(words), today)
    if period is None or not _YEAR.fullmatch(year):
        return name, period
    name_before_year, of_that_year = split_period(" ".join([*words, year]), today)
    if name_before_year == name:
        return name, of_that_year
    return name, period


def parse_day(text: str, today: date) -> date | None:
    """The day that ``text`` names ("2026-08-03", "3.08.2026", "3 Aug", "dziś"), None where it is no date at all.

    Without a year it is the latest such day up to ``today``. Raises `UnknownDate` where it is written like a date that
    does not exist, `AmbiguousDate` where it may be two: also where the next such day is nearer than the latest.
    """
    words = " ".join(fold(text).split())
    if not _may_be_a_day(words):
        return None
    latest, coming = (_one_day(words, Moment(today=today, latest=until)) for until in (today, today + _ALMOST_A_YEAR))
    if latest and not _YEAR.search(words) and today - latest.start > _A_YEAR:
        raise UnknownDate(text=text)  # 29 February
    if latest and coming and latest != coming and coming.start - today < today - latest.start:
        raise AmbiguousDate(text=text, days=(latest.start, coming.start))
    return latest.start if latest and latest.days == 1 else None


def _one_day(text: str, moment: Moment) -> Period | None:
    """``3.08`` is a day in a form and in a line only: elsewhere it may be a version."""
    try:
        if match := _DAY_AND_MONTH.fullmatch(text):
            return latest_day(match[1], int(match[2]), moment)
        return one_period(text, moment)
    except UnknownPeriod:
        raise UnknownDate(text=text) from None


def _may_be_a_day(text: str) -> bool:
    """A date has a figure in it: what is written in letters is one of a few words."""
    return len(text) <= LONGEST and (text in DAYS or any(sign in "0123456789" for sign in text))


def with_iso_days(text: str, today: date) -> str:
    """``text`` with each day of several words in ISO, ``2026-08-03``: *3 Aug 2026*, *3 sierpnia*, *May 3*.

    Not at its beginning, where the amount or the count stands: of *3 oct 12 sale* nobody knows which the day is.
    What is no day is caught as the date it becomes: ``30 Feb 2026``.
    """
    spaced = " ".join(text.split())
    if len(spaced) > LONGEST or len(folded := _folded_alike(spaced)) != len(spaced):
        return spaced
    parts, end = [], 0
    for match in _DAY_IN_A_LINE.finditer(folded):
        day = parse_day(typed := spaced[match.start() : match.end()], today)
        parts += [spaced[end : match.start()], day.isoformat() if day else typed]
        end = match.end()
    return "".join([*parts, spaced[end:]])


def _folded_alike(text: str) -> str:
    """Folded sign by sign, so that places in it are places in ``text``."""
    return "".join(fold(sign) or sign for sign in text)


def is_period_word(slug: str) -> bool:
    """Whether ``slug`` ("last-week", "lipiec", "2026-w31") would be taken for a period, possible or not.

    Nothing else may be named so. Which day it is makes no difference, so any will do.
    """
    word = fold(slug)
    if word in GIVING_WAY:
        return False
    any_day = date(2026, 1, 1)
    try:
        return any(_read(text, any_day) is not None for text in (word, word.replace("-", " ")))
    except (UnknownPeriod, UnknownDate, AmbiguousDate, EndBeforeStart):
        return True


def _read(text: str, today: date) -> Period | None:
    """The period that ``text`` (folded, single spaces) names, None where it is none; raises where it only looks so."""
    if len(text) > LONGEST:
        return None
    if days := _days_of_a_month(text, today):
        return days
    for between in _BETWEEN.finditer(text):
        if between.group().strip() in _ONLY_OF_BOTH and not _BOTH.match(text):
            continue
        if period := _range(_OPENING.sub("", text[: between.start()]), between.group(), text[between.end() :], today):
            return period
    return one_period(text, Moment(today=today, latest=today))


def _days_of_a_month(text: str, today: date) -> Period | None:
    """``1-31 July 2026`` or ``July 1-31``."""
    plain = _OPENING.sub("", text)
    match = next(filter(None, (shape.fullmatch(plain) for shape in _DAYS_OF_A_MONTH)), None)
    if match is None or match["month"] not in DATED_MONTHS:
        return None
    if int(match["first"]) > int(match["last"]):
        raise UnknownPeriod(text=text)
    last = f"{match['last']} {match['month']} {match['year'] or ''}".strip()
    return _range(f"{match['first']} {match['month']}", "–", last, today)


def _range(left: str, between: str, right: str, today: date) -> Period | None:
    """The days from the first of ``left`` to the last of ``right``, where both are periods."""
    now = Moment(today=today, latest=today, in_range=True)
    left = _with_year_of(right, left)
    last = one_period(right, now)
    first = one_period(left, _moment_of_start(left, right, last, now)) if last else None
    if first and last and ALL not in (first, last):
        return _joined(first, _in_the_order(first, last, right, today))
    # No name has two dots after a date: it is half a range.
    if ".." in between and ".." not in left + right and (one_period(left, now) or not left):
        raise UnknownPeriod(text=f"{left}{between}{right}")
    return None


def _with_year_of(right: str, left: str) -> str:
    """``01.07.2026`` of *01.07 - 31.07.2026*."""
    year = _YEAR_OF_A_DAY.fullmatch(right)
    return left + year[1] if year and _DAY_WITHOUT_YEAR.fullmatch(left) else left


def _moment_of_start(left: str, right: str, last: Period | None, now: Moment) -> Moment:
    """Of *1 Jul – 31 Jul 2026* the first day is the latest such day before the last."""
    if last and _YEAR.search(right) and not _YEAR.search(left):
        return replace(now, latest=last.last)
    return now


def _in_the_order(first: Period, last: Period, right: str, today: date) -> Period:
    """The last part without a year is the first such one that begins after the first part, *july to september*."""
    if _YEAR.search(right):
        return last
    follows = one_period(right, Moment(today=today, latest=first.start + _ALMOST_A_YEAR, in_range=True))
    return follows or last


def _joined(first: Period, last: Period) -> Period:
    if last.last < first.start:
        raise EndBeforeStart(start=first.start, end=last.last)
    return Period(start=first.start, end=last.end)
