"""Rows of results: what each row of an analytics file or a list of conversions says.

Rows of one day that agree in everything but their figures are summed; those without a revenue apart from those with
one, since their goal says what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from core.imports import utm
from core.imports.identities import order_id, without_contacts
from core.imports.meanings import Meaning
from core.imports.numbers import is_nothing
from core.imports.readings import Refused, Result, Wrong
from core.imports.result_sums import Figures, Groups, fractions_of, one_sale_each, summed
from core.money.money import LARGEST
from core.setup.names import LONGEST, one_line, slug

LONGEST_TEXT = 200
"""Characters of what else is kept of a row: a source, a term, a note."""


class Cells(Protocol):
    """How the cells of one file are read; None: they cannot be."""

    def number(self, cell: str, meaning: Meaning) -> Decimal | None: ...
    def day(self, cell: str) -> date | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Common:
    """What holds for all rows of a common.

    ``start`` and ``end``: its days, both included, where it has no column of them. ``type``: what the results are
    called where no column says it. ``channels``: slug of a channel's key or name -> key. ``links``: as of `utm`.
    ``stages``: stage of a deal in the file -> key, as chosen. ``shares``: a probability is a share of one. ``zeros``:
    a revenue of zero says that there was none.
    """

    cells: Cells
    currency: str
    today: date
    start: date | None = None
    end: date | None = None
    type: str = ""
    channels: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    shares: bool = False
    zeros: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """``line``: of the file, from 1. ``cells``: meaning -> cell, of the columns that have one; nothing else is read."""

    line: int
    cells: Mapping[Meaning, str]

    def text(self, meaning: Meaning) -> str:
        return one_line(self.cells.get(meaning, ""))


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """``results``: those without the number of an order first. ``rows``: that they were read from.

    ``empty``: rows without any result, whose days are among ``days`` all the same. ``exact``: the sum of the revenues
    before rounding. ``divided``: that of the results, where the tool has divided some; else None.
    """

    results: Sequence[Result]
    rows: int
    empty: int
    days: Sequence[tuple[date, date]]
    refused: Sequence[Refused]
    exact: Decimal
    divided: Decimal | None


class RowRefused(Exception):
    """A row that is not read. Its cells are not repeated: what stands in the wrong column may be a person's name."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


def results_of(rows: Iterable[Row], common: Common) -> Results:
    """What the rows of a table say. Rows that sum others up are not among them."""
    groups: Groups = {}
    empty: list[Result] = []
    refused: list[Refused] = []
    for row in rows:
        try:
            key, figures = _without_figures(row, common), _figures(row, common)
        except RowRefused as problem:
            refused.append(Refused(line=row.line, why=problem.why))
            continue
        if figures.count:
            groups.setdefault((key, figures.says_revenue), []).append(figures)
        else:
            empty.append(key)
    sums, twice = one_sale_each(groups)
    return Results(
        results=summed(sums, common.currency),
        rows=sum(map(len, groups.values())) - len(twice),
        empty=len(empty),
        days=[(key.day, key.until or key.day) for key in (*empty, *(key for key, _ in groups))],
        refused=sorted([*refused, *twice], key=lambda one: one.line),
        exact=sum((one.revenue for figures in sums.values() for one in figures), Decimal()),
        divided=fractions_of(one.count for figures in sums.values() for one in figures),
    )


def days_of(row: Row, common: Common) -> tuple[date, date | None]:
    """The first day of a row and the last, None where it is the same. Raises `RowRefused`."""
    first, last = _span(row, common)
    if last < first:
        raise RowRefused(Wrong.PERIOD)
    if last > common.today:
        raise RowRefused(Wrong.FUTURE)
    return first, None if last == first else last


def number_of(row: Row, meaning: Meaning, common: Common, wrong: Wrong) -> Decimal:
    """The number in a column, 0 where the cell is empty. Raises `RowRefused`."""
    cell = row.text(meaning)
    number = common.cells.number(cell, meaning) if cell else Decimal()
    if number is None:
        raise RowRefused(wrong)
    if number < 0:
        raise RowRefused(Wrong.NEGATIVE)
    if number > LARGEST:
        raise RowRefused(Wrong.TOO_LARGE)
    return number


def campaign_of(row: Row) -> str:
    """The campaign's name; analytics write in brackets that there is none: ``(not set)``, ``(direct)``."""
    name = without_contacts(row.text(Meaning.CAMPAIGN))
    return "" if name.startswith("(") and name.endswith(")") else name[:LONGEST_TEXT]


def source_of(row: Row) -> tuple[str, str]:
    """Source and medium, of one column or of two."""
    joined = row.text(Meaning.SOURCE_MEDIUM)
    source, medium = utm.split(joined) if joined else (row.text(Meaning.SOURCE), row.text(Meaning.MEDIUM))
    return _kept(source), _kept(medium)


def channel_of(row: Row, common: Common, source: str, medium: str) -> str:
    """The channel a row names, or else the one its source and medium are linked with; empty where neither says.

    Raises `RowRefused` where it names one that does not exist.
    """
    named = row.text(Meaning.CHANNEL)
    if not named:
        return utm.channel_of(source, medium, common.links) or ""
    if slug(named) not in common.channels:
        raise RowRefused(Wrong.NAME)
    return common.channels[slug(named)]


def _span(row: Row, common: Common) -> tuple[date, date]:
    if cell := row.text(Meaning.DAY):
        day = _day(cell, common)
        return day, day
    if cell := row.text(Meaning.NTH_DAY):
        return (day := _counted(cell, common)), day
    if cell := row.text(Meaning.START):
        first = _day(cell, common)
        return first, _day(row.text(Meaning.END) or cell, common)
    if common.start is None or _has_days(row):
        raise RowRefused(Wrong.DATE)
    return common.start, common.end or common.start


def _has_days(row: Row) -> bool:
    """Whether there is a column of days, empty in this row: a row without its day is not the whole period's."""
    return any(meaning in row.cells for meaning in (Meaning.DAY, Meaning.NTH_DAY, Meaning.START))


def _day(cell: str, common: Common) -> date:
    day = common.cells.day(cell)
    if day is None:
        raise RowRefused(Wrong.DATE)
    return day


def _counted(cell: str, common: Common) -> date:
    """The day so many days after the first one of the common."""
    if common.start is None or not (cell.isascii() and cell.isdigit()) or len(cell) > 4:
        raise RowRefused(Wrong.DATE)
    day = common.start + timedelta(days=int(cell))
    if common.end and day > common.end:
        raise RowRefused(Wrong.DATE)
    return day


def _figures(row: Row, common: Common) -> Figures:
    count = number_of(row, Meaning.COUNT, common, Wrong.COUNT)
    revenue = number_of(row, Meaning.REVENUE, common, Wrong.AMOUNT)
    if (count != int(count) and row.text(Meaning.EXTERNAL_ID)) or (revenue and not count):
        raise RowRefused(Wrong.COUNT)
    if row.text(Meaning.CURRENCY).upper() not in ("", common.currency):
        raise RowRefused(Wrong.CURRENCY)
    says_zero = common.zeros and not is_nothing(row.text(Meaning.REVENUE))
    return Figures(row.line, count, revenue, says_revenue=bool(revenue) or says_zero)


def _without_figures(row: Row, common: Common) -> Result:
    """All that a row says but for its figures, by which rows are summed."""
    day, until = days_of(row, common)
    source, medium = source_of(row)
    return Result(
        day=day,
        until=until,
        campaign=campaign_of(row),
        channel=channel_of(row, common, source, medium),
        type=_type(row, common),
        count=0,
        source=source,
        medium=medium,
        content=_kept(row.text(Meaning.CONTENT)),
        term=_kept(row.text(Meaning.TERM)),
        external_id=order_id(row.text(Meaning.EXTERNAL_ID)),
        first_contact=_first_contact(row, common, day),
        note=_kept(row.text(Meaning.NOTE)),
    )


def _type(row: Row, common: Common) -> str:
    return (row.text(Meaning.GOAL) or row.text(Meaning.RESULT_TYPE) or common.type)[:LONGEST]


def _first_contact(row: Row, common: Common, day: date) -> date | None:
    cell = row.text(Meaning.FIRST_CONTACT)
    met = _day(cell, common) if cell else None
    if met and met > day:
        raise RowRefused(Wrong.DATE)
    return None if met == day else met


def _kept(text: str) -> str:
    return without_contacts(text)[:LONGEST_TEXT]
