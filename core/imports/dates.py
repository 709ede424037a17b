"""Dates as files write them. Which of day and month comes first is decided by all dates of a file, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.imports.months import month_of

EARLIEST = 2000
"""The first year taken: before it nobody advertised on a platform."""
LATEST = 2099

_HALF, _ZONE = r"(?: ?[AaPp]\.?[Mm]\.?)?", r"(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = rf"(?:[T ,]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?{_HALF}{_ZONE})?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.ASCII)
_NO_YEAR = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2?", re.ASCII)
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_PARTS = re.compile(r"[^\W\d_]+|[0-9]+")
_NAMED = re.compile(r"[\w\s.,/'’-]{6,40}")
_FILLING = frozenset({"de", "del", "of", "le", "r", "st", "nd", "rd", "th", "er"})


class Order(StrEnum):
    """What comes first in dates of numbers that end with the year."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True, slots=True)
class Numeric:
    """A date in numbers, year last: ``one`` and ``two`` are day and month in either order."""

    one: int
    two: int
    year: int
    sign: str

    def day(self, order: Order) -> date | None:
        """The day it is in that order; None where the calendar has none."""
        return _date(self.year, self.two, self.one) if order is Order.DAY else _date(self.year, self.one, self.two)

    @property
    def orders(self) -> frozenset[Order]:
        """The orders in which it is a day. With dots the day comes first in every country."""
        orders = (Order.DAY,) if self.sign == "." else tuple(Order)
        return frozenset(order for order in orders if self.day(order))


Dated = date | Numeric
_MIDNIGHT = re.compile(
    r"[T ,](?:0?0:00(?::00(?:[.,]0+)?)?(?! ?[Pp])|12:00(?::00)? ?[Aa]\.?[Mm]\.?)(?![0-9:])", re.ASCII
)


def at_midnight(cell: str) -> bool:
    """Whether a time stands behind a date, and is the first moment of the day."""
    return _MIDNIGHT.search(cell) is not None


def dated(cell: str) -> Dated | None:
    """A date, or one whose order is open; None where the cell is none. Times of day are left away."""
    text = " ".join(cell.split())
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(text):
        return _numeric(match)
    if match := _EIGHT.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    return _in_words(text) if _NAMED.fullmatch(text) else None


def with_year(cell: str, year: int) -> str:
    """The cell of a day without a year, ``03.04.`` or ``3 Apr``, with that year behind it; any other as it is."""
    text = " ".join(cell.split())
    if match := _NO_YEAR.fullmatch(text):
        return f"{match[1]}{match[2]}{match[3]}{match[2]}{year}"
    return f"{text} {year}" if text and dated(text) is None else cell


def lacks_year(cell: str) -> bool:
    """Whether it would be a date with a year behind it."""
    # Of a leap year, so that the 29th of February is a day.
    return dated(cell) is None and dated(with_year(cell, EARLIEST)) is not None


def _numeric(match: re.Match[str]) -> Dated | None:
    """Of two digits for the year only those that cannot be a day, so that the year is the last for sure."""
    year = int(match[4])
    if len(match[4]) == 2:
        if year <= 31 and not (int(match[1]) > 31 or int(match[3]) > 12 or match[2] == "."):
            return None
        year += EARLIEST
    numeric = Numeric(one=int(match[1]), two=int(match[3]), year=year, sign=match[2])
    return numeric if numeric.orders else None


def _in_words(text: str) -> date | None:
    """``1 wrz 2026``, ``Jan 2, 2026``, ``10 de dez. de 2022``: one month, one day and one year of four digits."""
    parts = [part for part in _PARTS.findall(text) if part.casefold() not in _FILLING]
    words = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    months = [month for month in map(month_of, words) if month]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    # A word more is a weekday at most: with two it is a sentence, and no date.
    if len(words) > 2 or len(numbers) != 2:
        return None
    if not len(months) == len(years) == len(days) == 1:
        return None
    return _date(int(years[0]), months[0], int(days[0]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What the dates of a file say of their order. ``first``: order -> a cell that can only be read so.

    ``open``: a cell that can be read in either order, as two days; empty where there is none.
    """

    first: Mapping[Order, str]
    open: str = ""

    @property
    def mixed(self) -> bool:
        return len(self.first) > 1

    @property
    def order(self) -> Order | None:
        """The order they are all in; None where nothing decides it. Of what is written with dots it is no proof."""
        return next(iter(self.first), None)


def evidence_of(cells: Iterable[str]) -> Evidence:
    """What cells, each looked at once, say of the order of day and month."""
    first: dict[Order, str] = {}
    doubt = ""
    for cell in cells:
        numeric = dated(cell)
        if not isinstance(numeric, Numeric) or numeric.sign == ".":
            continue
        orders = numeric.orders
        if len(orders) == 1:
            first.setdefault(next(iter(orders)), cell)
        elif numeric.one != numeric.two:
            doubt = doubt or cell
    return Evidence(first=first, open=doubt)


def day_of(cell: str, order: Order | None) -> date | None:
    """The day in a cell; None where it holds none, or the order that it would take is not known."""
    read = dated(cell)
    if not isinstance(read, Numeric):
        return read
    if len(read.orders) == 1 or read.one == read.two:
        return read.day(next(iter(read.orders)))
    return read.day(order) if order else None
