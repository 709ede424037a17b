"""The words people use for periods, in English and Polish.

Only what people write has both ends included: "2026-07-01..2026-07-31" ends on 2026-08-01, as a `Period` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from core.calendar.periods import ALL, EndBeforeStart, Period, month_number, months, week_of
from core.problems import Problem


@dataclass(eq=False)
class UnknownPeriod(Problem):
    """``text`` names no period we know."""

    text: str
    field: str = "period"


@dataclass(eq=False)
class UnknownPeriodOf(Problem):
    """``text`` behind the campaign ``name`` is no period. ``alike``: the nearest words; ``key``: the campaign's."""

    text: str
    name: str
    key: str
    alike: tuple[str, ...] = ()


@dataclass(eq=False)
class UnknownDate(Problem):
    """``text`` is written like a date, a month or a week, but the calendar (1900 to 9998) has none such: 2026-02-30."""

    text: str
    field: str = "date"


_LONGEST = 200  # characters: nothing longer is a period
_MOST_WORDS = 6
_MOST_DAYS = 3660

_DAYS = {"today": 0, "yesterday": -1, "dzisiaj": 0, "dzis": 0, "wczoraj": -1}
_EVERYTHING = {"all", "wszystko", "calosc"}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}

# Words for "this", words for "last", then the nouns they stand with, in the order of _UNITS. Without accents.
_UNITS = ("week", "month", "quarter", "year")
_GRAMMAR = (
    (("", "this "), ("last ",), ("week", "month", "quarter", "year")),
    (("", "ten "), ("zeszly ", "ubiegly ", "poprzedni ", "ostatni "), ("tydzien", "miesiac", "kwartal", "rok")),
    (
        ("w tym ",),
        ("w zeszlym ", "w ubieglym ", "w poprzednim ", "w ostatnim "),
        ("tygodniu", "miesiacu", "kwartale", "roku"),
    ),
)
_PHRASES = {
    word + noun: (unit, steps)
    for these, lasts, nouns in _GRAMMAR
    for steps, words in ((0, these), (-1, lasts))
    for word in words
    for unit, noun in zip(_UNITS, nouns, strict=True)
}
_MONTH_NAMES = (
    "january jan styczen stycznia",
    "february feb luty lutego",
    "march mar marzec marca",
    "april apr kwiecien kwietnia",
    "may maj maja",
    "june jun czerwiec czerwca",
    "july jul lipiec lipca",
    "august aug sierpien sierpnia",
    "september sep sept wrzesien wrzesnia",
    "october oct pazdziernik pazdziernika",
    "november nov listopad listopada",
    "december dec grudzien grudnia",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_JOINING = {"to", "do"}
WORDS = (
    *_PHRASES,
    *_DAYS,
    *_EVERYTHING,
    *(name for name in _MONTHS if len(name) > 4 or name in ("may", "july", "june")),
)
"""What a person may have meant by a word that is none of these."""

_SHORT_MONTHS = {
    name: number for number, name in enumerate("sty lut mar kwi maj cze lip sie wrz paz lis gru".split(), start=1)
}
_PRINTED_DAY = re.compile(r"(?<!\S)([0-9]{1,2})\s([^\W\d_]{3,12})\s([0-9]{4})(?!\S)")
# [0-9], never \d: that takes the digits of every script.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")
_BETWEEN = re.compile(r" ?(?:\.\.|[–—]) ?| (?:to|do) ")


def parse_period(text: str, today: date) -> Period:
    """The period that ``text`` names; a month or quarter without a year is the latest that has begun by ``today``.

    Raises ``UnknownPeriod``, ``UnknownDate`` or ``EndBeforeStart``.
    """
    period = _read(" ".join(_fold(text).split()), today) if len(text) <= _LONGEST else None
    if period is None:
        raise UnknownPeriod(text=text)
    return period


def split_period(text: str, today: date) -> tuple[str, Period | None]:
    """``text`` without its longest trailing run of words that is a period, and that period.

    Raises as ``parse_period`` does where the end only looks like a period ("2026-02-30"), so that it never becomes part
    of a name.
    """
    words = text.split()
    tail = [_fold(word) for word in words[-_MOST_WORDS:]]
    for count in range(len(tail), 0, -1):
        period = _read(" ".join(tail[-count:]), today)
        if period is not None:
            return " ".join(words[:-count]), period
    return " ".join(words), None


def near_words(text: str, most: int = 3) -> tuple[str, ...]:
    """The words of periods nearest to what is none: ``juli`` is near to ``july``."""
    return tuple(get_close_matches(_fold(text[:_LONGEST]), WORDS, n=most, cutoff=0.7))


def two_periods(text: str, today: date) -> tuple[str, Period, Period] | None:
    """What stands before ``june to july``, and the two; None where ``text`` does not end so.

    Two days in figures stay a range, as people write one. Raises as `parse_period` does.
    """
    words = text.split()
    joined = [number for number, word in enumerate(words) if _fold(word) in _JOINING]
    if not joined or any(_range_of_days(words[number - 1 : number + 2]) for number in joined if number):
        return None
    left, first = _of_its_year(words[: joined[-1]], words[-1], today)
    rest, second = split_period(" ".join(words[joined[-1] + 1 :]), today)
    return (left, first, second) if first and second and not rest else None


def _of_its_year(words: list[str], year: str, today: date) -> tuple[str, Period | None]:
    """The period at the end of ``words``: of *june to july 2025* both are in 2025."""
    left, period = split_period(" ".join(words), today)
    if period and _YEAR.fullmatch(year):
        dated, of_that_year = split_period(" ".join([*words, year]), today)
        return (left, of_that_year) if dated == left else (left, period)
    return left, period


def _range_of_days(words: list[str]) -> bool:
    return len(words) == 3 and all(map(_ISO_DAY.fullmatch, (words[0], words[2])))


def parse_day(text: str, today: date) -> date | None:
    """The day that ``text`` names ("2026-08-03", "yesterday", "dziś"), None where it is no date at all.

    Raises ``UnknownDate`` where it is written like a date that does not exist.
    """
    word = _fold(text).strip()
    if word in _DAYS:
        return today + timedelta(days=_DAYS[word])
    return period.start if _ISO_DAY.fullmatch(word) and (period := _iso(word)) else None


def with_iso_days(text: str) -> str:
    """``text`` with each day as we print it, ``3 Aug 2026`` or ``3 sie 2026``, written as ``2026-08-03``."""
    return _PRINTED_DAY.sub(_iso_of, text)


def _iso_of(printed: re.Match[str]) -> str:
    """What is no month stays as it is; what is no day is caught as the date it becomes: ``2026-02-30``."""
    month = _MONTHS.get(_fold(printed[2])) or _SHORT_MONTHS.get(_fold(printed[2]))
    return f"{printed[3]}-{month:02}-{int(printed[1]):02}" if month else printed[0]


def is_period_word(slug: str) -> bool:
    """Whether ``slug`` ("last-week", "lipiec", "2026-w31") would be taken for a period, possible or not.

    Nothing else may be named so. Which day it is makes no difference, so any will do.
    """
    word, any_day = _fold(slug), date(2026, 1, 1)
    try:
        return any(_read(text, any_day) is not None for text in (word, word.replace("-", " ")))
    except (UnknownPeriod, UnknownDate, EndBeforeStart):
        return True


def _fold(text: str) -> str:
    """Lower case without accents. Canonical only (NFD): compatibility forms would let in the digits of other scripts.

    What is too long for a period stays as it is, as a long row of accents takes NFD quadratic time.
    """
    if text.isascii() or len(text) > _LONGEST:
        return text.lower()
    letters = unicodedata.normalize("NFD", text.lower()).replace("ł", "l")
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _read(text: str, today: date) -> Period | None:
    """The period that ``text`` (folded, single spaces) names, None where it is none; raises where it only looks so."""
    if len(text) > _LONGEST:
        return None
    if between := _BETWEEN.search(text):
        return _range(text, between, today)
    return _one(text, today)


def _range(text: str, between: re.Match[str], today: date) -> Period | None:
    left, right = text[: between.start()], text[between.end() :]
    first = _one(left, today)
    last = _one(right, today) if first else None
    if first and last:
        if last.last < first.start:
            raise EndBeforeStart(start=first.start, end=last.last)
        return Period(start=first.start, end=last.end)
    if ".." in between.group() and (first or not left):  # no name has two dots after a date: half a range
        raise UnknownPeriod(text=text)
    return None


def _one(text: str, today: date) -> Period | None:
    if text in _PHRASES:
        return _unit(*_PHRASES[text], today)
    if text in _DAYS:
        return _run(today + timedelta(days=_DAYS[text]), 1)
    return ALL if text in _EVERYTHING else _iso(text) or _in_words(text, today)


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
    return _latest(_MONTHS[name], 1, year, today) if name in _MONTHS else None


def _last_days(today: date, count: str) -> Period:
    if not 1 <= int(count) <= _MOST_DAYS:
        raise ValueError(count)
    return _run(today - timedelta(days=int(count) - 1), int(count))


def _day_in_words(_today: date, name: str) -> None:
    """Refuses "32 august" and "july 26" whole: their month alone would answer another question than the one asked."""
    if name in _MONTHS:
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
    (re.compile(r"(?:last|ostatnie|ostatnich) (?P<count>[0-9]+) (?:days?|dni)"), _last_days),
    (re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|\.)? (?P<name>[a-z]+)(?:,? [0-9]{4})?"), _day_in_words),
    (re.compile(r"(?P<name>[a-z]+) [0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?"), _day_in_words),
)


def _unit(unit: str, steps: int, today: date) -> Period:
    if unit == "week":
        return week_of(today + timedelta(weeks=steps))
    size = _MONTHS_IN[unit]
    return months((month_number(today) // size + steps) * size, size)


def _latest(month: int, size: int, year: str | None, today: date) -> Period:
    return _run_of_months(_year(year) if year else today.year - (month > today.month), month, size)


def _year(text: str) -> int:
    year = int(text)
    if not 1900 <= year <= 9998:
        raise ValueError(text)
    return year


def _run(start: date, days: int) -> Period:
    return Period(start=start, end=start + timedelta(days=days))


def _run_of_months(year: int, month: int, count: int) -> Period:
    return months(month_number(date(year, month, 1)), count)
