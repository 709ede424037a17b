"""Period shapes: how one period may be written, and which days it is.

A text is folded (`core.calendar.period_words.fold`) and single-spaced before it comes here. Ranges of two periods are
put together by `core.calendar.period_parser`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar.fiscal import fiscal_period
from core.calendar.period_words import (
    AHEAD,
    BEFORE,
    DATED_MONTHS,
    DAYS,
    EVERYTHING,
    LAST_YEAR,
    MONTHS,
    NOUNS,
    NUMBERED,
    PHRASES,
    SINCE,
    SINGULAR,
    TO_DATE,
    AmbiguousDate,
    UnknownDate,
    UnknownPeriod,
)
from core.calendar.periods import ALL, EndBeforeStart, Period, month_number, months, week_of

_MOST_DAYS = 3660
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """When something is read. ``today``: what *yesterday* and *last month* lie before.

    ``latest``: of a day, month or quarter without a year, the latest one is meant that has begun by then. ``in_range``:
    it stands beside another one, as in *sty - mar*.
    """

    today: date
    latest: date
    in_range: bool = False


def one_period(text: str, moment: Moment) -> Period | None:
    """The period that ``text`` names, None where it is none.

    Raises `UnknownPeriod`, `UnknownDate`, `AmbiguousDate` and `EndBeforeStart` where it only looks like one.
    """
    plain = _plain(text)
    if period := _in_a_phrase(plain, moment.today) or _iso(plain) or _in_figures(plain) or _in_words(plain, moment):
        return period
    return fiscal_period(text, moment.today) or _since(plain, moment) or _behind_a_word(plain, moment)


def _plain(text: str) -> str:
    """Without the words for *year* beside one: ``w roku 2025``, ``lipiec 2026 r.``."""
    return _OF_THE_YEAR.sub(r"\1", _YEAR_OF.sub(r"\1", text))


def _in_a_phrase(text: str, today: date) -> Period | None:
    if text in PHRASES:
        unit, steps = PHRASES[text]
        return _units(unit, today, steps, 1)
    if text in TO_DATE:
        return _up_to(today, _units(TO_DATE[text], today, 0, 1).start)
    if text in DAYS:
        return run_of_days(today + timedelta(days=DAYS[text]), 1)
    return ALL if text in EVERYTHING else None


def _since(text: str, moment: Moment) -> Period | None:
    """``since july``: up to today. Raises `EndBeforeStart` where that has not begun."""
    behind = [text.removeprefix(f"{word} ") for word in SINCE if text.startswith(f"{word} ")]
    begun = [period for rest in behind if (period := one_period(rest, moment))]
    return _up_to(moment.today, begun[0].start) if begun else None


def _behind_a_word(text: str, moment: Moment) -> Period | None:
    word, _, rest = text.partition(" ")
    if word in AHEAD and (counted := _COUNTED.fullmatch(rest)) and _is_counted(**counted.groupdict()):
        raise UnknownPeriod(text=text)
    return one_period(rest, moment) if rest and word in BEFORE else None


def _up_to(today: date, start: date) -> Period:
    if start > today:
        raise EndBeforeStart(start=start, end=today)
    return Period(start=start, end=today + timedelta(days=1))


def _iso(text: str) -> Period | None:
    for shape, read in _ISO:
        if match := shape.fullmatch(text):
            try:
                return read(*match.groups())
            except ValueError:
                raise UnknownDate(text=text.upper()) from None
    return None


def _in_figures(text: str) -> Period | None:
    """``3.08.2026``; with slashes or dashes half the world means the month first, so that both may have to be asked."""
    match = _DAY_IN_FIGURES.fullmatch(text)
    if match is None:
        return None
    first, sign, second, year = match.groups()
    readings = [(first, second)] if sign == "." else [(first, second), (second, first)]
    days = sorted({day for one, other in readings if (day := _day(year, other, one))})
    if not days:
        raise UnknownDate(text=text)
    if len(days) > 1:
        raise AmbiguousDate(text=text, days=(days[0], days[1]))
    return run_of_days(days[0], 1)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _in_words(text: str, moment: Moment) -> Period | None:
    for shape, read in _WORDS:
        if match := shape.fullmatch(text):
            try:
                period = read(moment, **match.groupdict())
            except ValueError:
                raise UnknownPeriod(text=text) from None
            if period:
                return period
    return None


# The readers: each takes what its shape caught, and raises ValueError where there is no such time.


def _iso_day(year: str, month: str, day: str) -> Period:
    return run_of_days(date(_year(year), int(month), int(day)), 1)


def _iso_month(year: str, month: str) -> Period:
    return _run_of_months(_year(year), int(month), 1)


def _month_of(month: str, year: str) -> Period:
    return _iso_month(year, month)


def _iso_week(year: str, week: str) -> Period:
    return run_of_days(date.fromisocalendar(_year(year), int(week), 1), 7)


def _whole_year(year: str) -> Period:
    return _run_of_months(_year(year), 1, 12)


def _week(moment: Moment, week: str, year: str | None) -> Period:
    if year:
        return _iso_week(year, week)
    this = _iso_week(str(moment.latest.isocalendar().year), week)
    return this if this.start <= moment.latest else _iso_week(str(moment.latest.isocalendar().year - 1), week)


def _quarter(moment: Moment, number: str, year: str | None) -> Period:
    return _latest(3 * NUMBERED[number] - 2, 3, year, moment)


def _half(moment: Moment, number: str, year: str | None) -> Period | None:
    return _latest(6 * NUMBERED[number] - 5, 6, year, moment) if NUMBERED[number] <= 2 else None


def _named_month(moment: Moment, name: str, year: str | None) -> Period | None:
    names = DATED_MONTHS if year or moment.in_range else MONTHS
    return _latest(names[name], 1, year, moment) if name in names else None


def _month_of_last_year(moment: Moment, name: str) -> Period | None:
    return _named_month(moment, name, str(moment.today.year - 1))


def _last(moment: Moment, count: str, noun: str) -> Period | None:
    """The whole units before this one, as *last month* is one; days end with today."""
    if not _is_counted(count, noun):
        return None
    unit, many = NOUNS[noun], int(count)
    if unit == "day":
        return run_of_days(moment.today - timedelta(days=_at_most(many, _MOST_DAYS) - 1), many)
    days = {"week": 7}.get(unit, 30 * _MONTHS_IN.get(unit, 1))
    return _units(unit, moment.today, -_at_most(many, _MOST_DAYS // days), many)


def _is_counted(count: str, noun: str) -> bool:
    """Whether the noun fits the number: *3 kwartał* is the third one, not three."""
    return noun in NOUNS and (noun in SINGULAR) == (int(count) == 1)


def _at_most(count: int, most: int) -> int:
    if not 1 <= count <= most:
        raise ValueError(count)
    return count


def _day_in_words(moment: Moment, day: str, name: str, year: str | None) -> Period | None:
    if name not in DATED_MONTHS:
        return None
    month = DATED_MONTHS[name]
    return _iso_day(year, str(month), day) if year else latest_day(day, month, moment)


def latest_day(day: str, month: int, moment: Moment) -> Period:
    """The latest such day; a 29 February may be eight years ago. Raises `UnknownPeriod` where there is none."""
    begun = [
        given
        for back in range(9)
        if (given := _day(str(moment.latest.year - back), str(month), day)) and given <= moment.latest
    ]
    if not begun:
        raise UnknownPeriod(text=f"{day}.{month}")
    return run_of_days(begun[0], 1)


_YEAR_OF = re.compile(r"\b(?:rok|roku|year) ([0-9]{4})\b")
_OF_THE_YEAR = re.compile(r"\b([0-9]{4}) ?(?:r\.?|rok|roku)$")
_FOLLOWED_BY_YEAR = r"(?:,? (?:of )?(?P<year>[0-9]{4}))?"
_DAY_FIRST = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<name>[a-z]+)\.?{_FOLLOWED_BY_YEAR}")
_MONTH_FIRST = re.compile(rf"(?P<name>[a-z]+) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_FOLLOWED_BY_YEAR}")
# [0-9], never \d: that takes the digits of every script.
ISO_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_IN_FIGURES = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_NUMBERED = "|".join(sorted(NUMBERED, key=len, reverse=True))
_COUNTED = re.compile(r"(?P<count>[0-9]+) (?P<noun>[a-z]+)")
_QUARTER_NOUN = r"(?:quarter|kwartal|kwartale|kwartalu|kw\.?)"
_HALF_NOUN = r"(?:half|half-year|polrocze|polroczu|polrocza)"

_ISO: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (ISO_DAY, _iso_day),
    (re.compile(r"([0-9]{4})[-/]([0-9]{1,2})"), _iso_month),
    (re.compile(r"([0-9]{1,2})[./-]([0-9]{4})"), _month_of),
    (re.compile(r"([0-9]{4})-w([0-9]{1,2})"), _iso_week),
    (re.compile(r"(?!9999)((?:19|[2-9][0-9])[0-9]{2})"), _whole_year),  # any other number may well be a name
)
_WORDS: tuple[tuple[re.Pattern[str], Callable[..., Period | None]], ...] = (
    (re.compile(r"(?P<name>[a-z]+)\.?(?:,?[ -](?:of )?(?P<year>[0-9]{4}))?"), _named_month),
    (re.compile(rf"(?P<name>[a-z]+) (?:(?:z|of|from) )?(?:{'|'.join(LAST_YEAR)})"), _month_of_last_year),
    (re.compile(r"(?:q|kw)(?P<number>[1-4])(?:[ /-](?P<year>[0-9]{4}))?"), _quarter),
    (re.compile(r"(?P<number>[1-4])q(?:[ /-](?P<year>[0-9]{4}))?"), _quarter),
    (re.compile(r"(?P<year>[0-9]{4})[ /-](?:q|kw)(?P<number>[1-4])"), _quarter),
    (re.compile(rf"(?P<number>{_NUMBERED})\.? {_QUARTER_NOUN}{_FOLLOWED_BY_YEAR}"), _quarter),
    (re.compile(r"h(?P<number>[12])(?:[ /-](?P<year>[0-9]{4}))?"), _half),
    (re.compile(r"(?P<year>[0-9]{4})[ /-]h(?P<number>[12])"), _half),
    (re.compile(rf"(?P<number>{_NUMBERED})\.? {_HALF_NOUN}{_FOLLOWED_BY_YEAR}"), _half),
    (re.compile(r"(?:week|tydzien|tygodniu|tyg\.?) (?P<week>[0-9]{1,2})(?:[ /](?P<year>[0-9]{4}))?"), _week),
    (re.compile(r"(?:last|past|previous|ostatnie|ostatnich|ostatni) (?P<count>[0-9]+) (?P<noun>[a-z]+)"), _last),
    (_COUNTED, _last),
    (_DAY_FIRST, _day_in_words),
    (_MONTH_FIRST, _day_in_words),
)


def _units(unit: str, today: date, steps: int, count: int) -> Period:
    """``count`` units from the one that lies ``steps`` from this one."""
    if unit == "week":
        return run_of_days(week_of(today + timedelta(weeks=steps)).start, 7 * count)
    size = _MONTHS_IN[unit]
    number = month_number(today) // size + steps
    return months(number * size, size * count)


def _latest(month: int, size: int, year: str | None, moment: Moment) -> Period:
    """The ``size`` months from ``month`` on, of ``year`` or of the latest year in which they have begun."""
    if year:
        return _run_of_months(_year(year), month, size)
    begun = moment.latest.year if month <= moment.latest.month else moment.latest.year - 1
    return _run_of_months(begun, month, size)


def _year(text: str) -> int:
    year = int(text)
    if not 1900 <= year <= 9998:
        raise ValueError(text)
    return year


def run_of_days(start: date, days: int) -> Period:
    """``days`` days from ``start`` on."""
    return Period(start=start, end=start + timedelta(days=days))


def _run_of_months(year: int, month: int, count: int) -> Period:
    return months(month_number(date(year, month, 1)), count)
