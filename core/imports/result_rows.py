"""Rows of results: what each row of an analytics file or a list of conversions says, and their sums.

Rows of one day that agree in everything but their figures are summed exactly, and rounded once; those without a revenue
apart from those with one, since their goal says what they are worth. A sale with the number
of an order stays one: where several rows of a file hold the same sale they are the touches that led to it, and the last
one that was not direct has brought it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from core.imports import utm
from core.imports.attribution import last_touch
from core.imports.identities import order_id, without_contacts
from core.imports.meanings import Meaning
from core.imports.readings import Refused, Result, Wrong
from core.money.money import LARGEST, rounded_money
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
    ``stages``: stage of a deal in the file -> key, as chosen. ``shares``: a probability is a share of one.
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
    before rounding.
    """

    results: Sequence[Result]
    rows: int
    empty: int
    days: Sequence[tuple[date, date]]
    refused: Sequence[Refused]
    exact: Decimal


class RowRefused(Exception):
    """A row that is not read. Its cells are not repeated: what stands in the wrong column may be a person's name."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of a row, and the line it stands on."""

    line: int
    count: int
    revenue: Decimal


_Groups = dict[tuple[Result, bool], list[_Figures]]
"""What rows say but for their figures, and whether these have a revenue -> the figures."""


def results_of(rows: Iterable[Row], common: Common) -> Results:
    """What the rows of a table say. Rows that sum others up are not among them."""
    groups: _Groups = {}
    empty: list[Result] = []
    refused: list[Refused] = []
    for row in rows:
        try:
            key, figures = _without_figures(row, common), _figures(row, common)
        except RowRefused as problem:
            refused.append(Refused(line=row.line, why=problem.why))
            continue
        if figures.count:
            groups.setdefault((key, bool(figures.revenue)), []).append(figures)
        else:
            empty.append(key)
    sums, twice = _one_sale_each(groups)
    return Results(
        results=[_summed(key, figures, common.currency) for (key, _), figures in sums.items()],
        rows=sum(map(len, groups.values())) - len(twice),
        empty=len(empty),
        days=[(key.day, key.until or key.day) for key in (*empty, *(key for key, _ in groups))],
        refused=sorted([*refused, *twice], key=lambda one: one.line),
        exact=sum((one.revenue for figures in sums.values() for one in figures), Decimal()),
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


def _figures(row: Row, common: Common) -> _Figures:
    count = number_of(row, Meaning.COUNT, common, Wrong.COUNT)
    revenue = number_of(row, Meaning.REVENUE, common, Wrong.AMOUNT)
    if count != int(count) or (revenue and not count):
        raise RowRefused(Wrong.COUNT)
    if row.text(Meaning.CURRENCY).upper() not in ("", common.currency):
        raise RowRefused(Wrong.CURRENCY)
    return _Figures(row.line, int(count), revenue)


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


def _one_sale_each(groups: _Groups) -> tuple[_Groups, Sequence[Refused]]:
    """The groups with one row for each number of an order; rows that say it with other figures are refused."""
    sums: _Groups = {key: figures for key, figures in groups.items() if not key[0].external_id}
    sales: dict[tuple[str, str], list[tuple[Result, _Figures]]] = {}
    for (touch, _), figures in groups.items():
        if touch.external_id:
            sales.setdefault((touch.type, touch.external_id), []).extend((touch, one) for one in figures)
    twice: list[Refused] = []
    for rows in sales.values():
        first = min((one for _, one in rows), key=lambda one: one.line)
        same = [(touch, one) for touch, one in rows if (one.count, one.revenue) == (first.count, first.revenue)]
        twice += [Refused(line=one.line, why=Wrong.TWICE) for touch, one in rows if (touch, one) not in same]
        sums[_last_of(same), bool(first.revenue)] = [first]
    return sums, twice


def _last_of(touches: Sequence[tuple[Result, _Figures]]) -> Result:
    """The touch that brought a sale; the sale is of the day of the latest touch."""
    ordered = sorted(touches, key=lambda one: (one[0].day, one[1].line))
    place = last_touch([utm.is_direct(touch.source) for touch, _ in ordered])
    return replace(ordered[place][0], day=ordered[-1][0].day, until=ordered[-1][0].until)


def _summed(key: Result, figures: Sequence[_Figures], currency: str) -> Result:
    revenue = sum((one.revenue for one in figures), Decimal())
    return replace(
        key,
        count=sum(one.count for one in figures),
        revenue=rounded_money(revenue, currency) if revenue else None,
    )
