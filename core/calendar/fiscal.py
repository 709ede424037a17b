"""Fiscal years: ``fy2026``, ``fq1 2026``, *zeszły rok obrotowy*, as people type them.

A fiscal year is called by the year it ends in: with April as its first month, FY2026 is April 2025 to March 2026. Which
month that is, only the workspace knows. So the period parser reads January, and where it is another, `with_fiscal_days`
first puts days in the place of the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar.period_words import NUMBERED, PHRASES, SINCE, UnknownPeriod, fold
from core.calendar.periods import Period, month_number, months

JANUARY = 1
_POLISH = ("obrotowy", "obrotowym", "obrotowego", "fiskalny", "fiskalnym", "fiskalnego")
_MOST_WORDS = 6
"""Of a phrase: *trzeci kwartał roku obrotowego 2026* has five."""

_TO_DATE = frozenset(
    (
        *("fytd", "fiscal ytd", "fiscal year to date"),
        *("od poczatku roku obrotowego", "od poczatku roku fiskalnego"),
    )
)
_YEARS = {
    phrase.removesuffix("year") + "fiscal year": steps for phrase, (_, steps) in PHRASES.items() if "year" in phrase
} | {
    f"{phrase} {word}": steps
    for phrase, (unit, steps) in (*PHRASES.items(), ("roku", ("year", 0)))
    if unit == "year" and phrase.endswith(("rok", "roku"))
    for word in _POLISH
}
"""Phrase -> how many fiscal years it lies from this one: 0 or -1."""

_QUARTERS = {
    phrase.removesuffix("quarter") + "fiscal quarter": steps
    for phrase, (_, steps) in PHRASES.items()
    if "quarter" in phrase
} | {
    f"{phrase} {word}": steps
    for phrase, (unit, steps) in PHRASES.items()
    if unit == "quarter" and phrase.endswith(("kwartal", "kwartale", "kwartalu"))
    for word in _POLISH
}
"""Phrase -> how many fiscal quarters it lies from this one: 0 or -1."""

_NAMED = rf"(?:fiscal(?: year)?|roku? (?:{'|'.join(_POLISH)}))"
_YEAR = r"(?P<year>[0-9]{4})(?:[/-](?P<end>[0-9]{2}(?:[0-9]{2})?))?"
_SHORT = r"(?P<year>[0-9]{2}(?:[0-9]{2})?)(?:[/-](?P<end>[0-9]{2}(?:[0-9]{2})?))?"
_ORDINAL = rf"(?P<ordinal>{'|'.join(sorted(NUMBERED, key=len, reverse=True))})\.? (?:quarter|kwartal[eu]?|kw\.?)"
_QUARTER = rf"(?:q(?P<number>[1-4])|{_ORDINAL})"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        rf"fy ?{_SHORT}(?:[ /-]?{_QUARTER})?",
        rf"{_NAMED} {_YEAR}(?:,? {_QUARTER})?",
        rf"fq(?P<number>[1-4])(?:[ /-]?{_YEAR})?",
        rf"fiscal {_QUARTER}(?:[ /-]{_YEAR})?",
        rf"{_QUARTER}(?: of)?[ /-]fy ?{_SHORT}",
        rf"{_QUARTER}(?: of)? {_NAMED}(?: {_YEAR})?",
    )
)
_MAY_BE = ("fy", "fq", "fisc", "fisk", "obrotow")
"""One of these is in every phrase, so that no other question is gone through word by word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FiscalCalendar:
    """The fiscal years of a workspace. ``first_month``: 1 for January."""

    today: date
    first_month: int = JANUARY

    def year(self, ends_in: int) -> Period:
        """The fiscal year that ends in this year."""
        begins_in = ends_in if self.first_month == JANUARY else ends_in - 1
        return months(month_number(date(begins_in, self.first_month, 1)), 12)

    def this(self) -> Period:
        begun = self.today.year if self.today.month >= self.first_month else self.today.year - 1
        return self.year(begun if self.first_month == JANUARY else begun + 1)

    def quarter(self, steps: int) -> Period:
        """The fiscal quarter that lies so many from this one."""
        first = month_number(self.this().start)
        passed = (month_number(self.today) - first) // 3
        return months(first + 3 * (passed + steps), 3)


def fiscal_period(text: str, today: date, first_month: int = JANUARY) -> Period | None:
    """The period of fiscal years that ``text`` names, folded and single-spaced; None where it names none.

    Raises `UnknownPeriod` where there is no such year.
    """
    if not any(sign in text for sign in _MAY_BE):
        return None
    calendar = FiscalCalendar(today=today, first_month=first_month)
    if text in _TO_DATE:
        return Period(start=calendar.this().start, end=today + timedelta(days=1))
    if text in _YEARS:
        return calendar.year(calendar.this().last.year + _YEARS[text])
    if text in _QUARTERS:
        return calendar.quarter(_QUARTERS[text])
    return next(filter(None, _in_figures(text, calendar)), None)


def _in_figures(text: str, calendar: FiscalCalendar) -> Iterator[Period | None]:
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            caught = match.groupdict()
            number = int(caught.get("number") or NUMBERED.get(caught.get("ordinal") or "", 0))
            yield _of(calendar, text, number, caught.get("year"), caught.get("end"))


def _of(calendar: FiscalCalendar, text: str, quarter: int, year: str | None, end: str | None) -> Period:
    """The quarter of the year, 0 for the whole; without a year the latest one that has begun."""
    if year is None:
        this = _quarter(calendar.this(), quarter)
        earlier = calendar.year(calendar.this().last.year - 1)
        return this if this.start <= calendar.today else _quarter(earlier, quarter)
    ends_in = _century(year) if end is None else _century(end)
    follows = end is None or (ends_in == _century(year) + 1 and calendar.first_month != JANUARY)
    if not (follows and 1901 <= ends_in <= 9998):
        raise UnknownPeriod(text=text)
    return _quarter(calendar.year(ends_in), quarter)


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _quarter(year: Period, number: int) -> Period:
    return months(month_number(year.start) + 3 * (number - 1), 3) if number else year


def with_fiscal_days(text: str, calendar: FiscalCalendar, is_name: Callable[[str], bool]) -> str:
    """``text`` with each fiscal year in its days, ``2025-04-01..2026-03-31``; as it is where it begins in January.

    What belongs to a name of the team's own stays, *FY2026 launch*.
    """
    if calendar.first_month == JANUARY or not any(sign in fold(text) for sign in _MAY_BE):
        return text
    words, written = text.split(), list[str]()
    while words:
        longest_first = range(len(words), 0, -1)
        taken = next(filter(None, (_taken(words, count, written, calendar, is_name) for count in longest_first)), None)
        count, days = taken or (1, words[0])
        written, words = [*written, days], words[count:]
    return " ".join(written)


def _taken(
    words: list[str], count: int, before: list[str], calendar: FiscalCalendar, is_name: Callable[[str], bool]
) -> tuple[int, str] | None:
    """How many of the next words are one name or one fiscal period, and what stands for them then."""
    typed = " ".join(words[:count])
    if is_name(typed):
        return count, typed
    period = fiscal_period(fold(typed), calendar.today, calendar.first_month) if count <= _MOST_WORDS else None
    if period is None:
        return None
    since = bool(before) and fold(before[-1]) in SINCE
    return count, period.start.isoformat() if since else f"{period.start}..{period.last}"
