"""The period parser: periods as people type them, `core.calendar.period_words` and figures put together.

Only what people write has both ends included: "2026-07-01..2026-07-31" ends on 2026-08-01, as a `Period` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.calendar.period_words import (
    DAY_NOUNS,
    DAYS,
    EVERYTHING,
    JOINING,
    LAST,
    LONGEST,
    MONTHS,
    PHRASES,
    PRINTED_MONTHS,
    UnknownDate,
    UnknownPeriod,
    fold,
)
from core.calendar.periods import ALL, EndBeforeStart, Period, month_number, months, week_of

_MOST_WORDS = 6
_MOST_DAYS = 3660
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}

_PRINTED_DAY = re.compile(r"(?<!\S)([0-9]{1,2})\s([^\W\d_]{3,12})\s([0-9]{4})(?!\S)")
# [0-9], never \d: that takes the digits of every script.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")
_BETWEEN = re.compile(rf" ?(?:\.\.|[–—]) ?| (?:{'|'.join(sorted(JOINING))}) ")


def parse_period(text: str, today: date) -> Period:
    """The period that ``text`` names; a month or quarter without a year is the latest that has begun by ``today``.

    Raises ``UnknownPeriod``, ``UnknownDate`` or ``EndBeforeStart``.
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
    words = text.split()
    folded = [fold(word) for word in words[-_MOST_WORDS:]]
    for count in range(len(folded), 0, -1):
        run = " ".join(folded[-count:])
        period = _read(run, today)
        if period is not None:
            return " ".join(words[:-count]), period
    return " ".join(words), None


def two_periods(text: str, today: date) -> tuple[str, Period, Period] | None:
    """What stands before ``june to july``, and the two; None where ``text`` does not end so.

    Two days in figures stay a range, as people write one. Raises as `parse_period` does.
    """
    words = text.split()
    joints = [number for number, word in enumerate(words) if fold(word) in JOINING]
    if not joints or any(_joins_days(words, joint) for joint in joints):
        return None
    name, first = _of_its_year(words[: joints[-1]], words[-1], today)
    between, second = split_period(" ".join(words[joints[-1] + 1 :]), today)
    if first is None or second is None or between:
        return None
    return name, first, second


def _joins_days(words: list[str], joint: int) -> bool:
    """Whether a day in figures stands on either side of the word number ``joint``."""
    if not 0 < joint < len(words) - 1:
        return False
    return all(map(_ISO_DAY.fullmatch, (words[joint - 1], words[joint + 1])))


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
    """The day that ``text`` names ("2026-08-03", "yesterday", "dziś"), None where it is no date at all.

    Raises ``UnknownDate`` where it is written like a date that does not exist.
    """
    word = fold(text).strip()
    if word in DAYS:
        return today + timedelta(days=DAYS[word])
    period = _iso(word) if _ISO_DAY.fullmatch(word) else None
    return period.start if period else None


def with_iso_days(text: str) -> str:
    """``text`` with each day as we print it, ``3 Aug 2026`` or ``3 sie 2026``, written as ``2026-08-03``."""
    return _PRINTED_DAY.sub(_iso_of, text)


def _iso_of(printed: re.Match[str]) -> str:
    """What is no month stays as it is; what is no day is caught as the date it becomes: ``2026-02-30``."""
    day, name, year = printed.groups()
    month = PRINTED_MONTHS.get(fold(name))
    if month is None:
        return printed[0]
    return f"{year}-{month:02}-{int(day):02}"


def is_period_word(slug: str) -> bool:
    """Whether ``slug`` ("last-week", "lipiec", "2026-w31") would be taken for a period, possible or not.

    Nothing else may be named so. Which day it is makes no difference, so any will do.
    """
    word = fold(slug)
    any_day = date(2026, 1, 1)
    try:
        return any(_read(text, any_day) is not None for text in (word, word.replace("-", " ")))
    except (UnknownPeriod, UnknownDate, EndBeforeStart):
        return True


def _read(text: str, today: date) -> Period | None:
    """The period that ``text`` (folded, single spaces) names, None where it is none; raises where it only looks so."""
    if len(text) > LONGEST:
        return None
    if between := _BETWEEN.search(text):
        return _range(text, between, today)
    return _one(text, today)


def _range(text: str, between: re.Match[str], today: date) -> Period | None:
    left = text[: between.start()]
    right = text[between.end() :]
    first = _one(left, today)
    last = _one(right, today) if first else None
    if first and last:
        return _joined(first, last)
    # No name has two dots after a date: it is half a range.
    if ".." in between.group() and (first or not left):
        raise UnknownPeriod(text=text)
    return None


def _joined(first: Period, last: Period) -> Period:
    if last.last < first.start:
        raise EndBeforeStart(start=first.start, end=last.last)
    return Period(start=first.start, end=last.end)


def _one(text: str, today: date) -> Period | None:
    if text in PHRASES:
        unit, steps = PHRASES[text]
        return _unit(unit, steps, today)
    if text in DAYS:
        return _run(today + timedelta(days=DAYS[text]), 1)
    if text in EVERYTHING:
        return ALL
    return _iso(text) or _in_words(text, today)


def _iso(text: str) -> Period | None:
    for shape, read in _ISO:
        if match := shape.fullmatch(text):
            try:
                return read(*match.groups())
            except ValueError:
                raise UnknownDate(text=text.upper()) from None
    return None


def _in_words(text: str, today: date) -> Period | None:
    for shape, read in _WORDS:
        if match := shape.fullmatch(text):
            try:
                return read(today, **match.groupdict())
            except ValueError:
                raise UnknownPeriod(text=text) from None
    return None


# The readers: each takes what its shape caught, and raises ValueError where there is no such time.


def _iso_day(year: str, month: str, day: str) -> Period:
    return _run(date(_year(year), int(month), int(day)), 1)


def _iso_month(year: str, month: str) -> Period:
    return _run_of_months(_year(year), int(month), 1)


def _iso_week(year: str, week: str) -> Period:
    return _run(date.fromisocalendar(_year(year), int(week), 1), 7)


def _whole_year(year: str) -> Period:
    return _run_of_months(_year(year), 1, 12)


def _quarter(today: date, quarter: str, year: str | None) -> Period:
    return _latest(3 * int(quarter) - 2, 3, year, today)


def _named_month(today: date, name: str, year: str | None) -> Period | None:
    if name not in MONTHS:
        return None
    return _latest(MONTHS[name], 1, year, today)


def _last_days(today: date, count: str) -> Period:
    days = int(count)
    if not 1 <= days <= _MOST_DAYS:
        raise ValueError(count)
    return _run(today - timedelta(days=days - 1), days)


def _day_in_words(_today: date, name: str) -> None:
    """Refuses "32 august" and "july 26" whole: their month alone would answer another question than the one asked."""
    if name in MONTHS:
        raise ValueError(name)


_ISO: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (_ISO_DAY, _iso_day),
    (re.compile(r"([0-9]{4})-([0-9]{1,2})"), _iso_month),
    (re.compile(r"([0-9]{4})-w([0-9]{1,2})"), _iso_week),
    (re.compile(r"(?!9999)((?:19|[2-9][0-9])[0-9]{2})"), _whole_year),  # any other number may well be a name
)
_WORDS: tuple[tuple[re.Pattern[str], Callable[..., Period | None]], ...] = (
    (re.compile(r"(?P<name>[a-z]+)(?: (?P<year>[0-9]{4}))?"), _named_month),
    (re.compile(r"q(?P<quarter>[1-4])(?: (?P<year>[0-9]{4}))?"), _quarter),
    (re.compile(r"(?P<year>[0-9]{4}) q(?P<quarter>[1-4])"), _quarter),
    (re.compile(rf"(?:{'|'.join(LAST)}) (?P<count>[0-9]+) (?:{'|'.join(DAY_NOUNS)})"), _last_days),
    (re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|\.)? (?P<name>[a-z]+)(?:,? [0-9]{4})?"), _day_in_words),
    (re.compile(r"(?P<name>[a-z]+) [0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?"), _day_in_words),
)


def _unit(unit: str, steps: int, today: date) -> Period:
    if unit == "week":
        return week_of(today + timedelta(weeks=steps))
    size = _MONTHS_IN[unit]
    number = month_number(today) // size + steps
    return months(number * size, size)


def _latest(month: int, size: int, year: str | None, today: date) -> Period:
    """The ``size`` months from ``month`` on, of ``year`` or of the latest year in which they have begun."""
    if year:
        return _run_of_months(_year(year), month, size)
    begun = today.year if month <= today.month else today.year - 1
    return _run_of_months(begun, month, size)


def _year(text: str) -> int:
    year = int(text)
    if not 1900 <= year <= 9998:
        raise ValueError(text)
    return year


def _run(start: date, days: int) -> Period:
    return Period(start=start, end=start + timedelta(days=days))


def _run_of_months(year: int, month: int, count: int) -> Period:
    return months(month_number(date(year, month, 1)), count)
