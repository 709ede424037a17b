"""Spans: the days that a row is of, from its own cells, from the lines above the table, or as people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, pairwise

from core.calendar.periods import months_later
from core.imports.choices import Choices
from core.imports.dates import EARLIEST, Order, at_midnight, dated, day_of, evidence_of, lacks_year, with_year
from core.imports.gathering import Gathered
from core.imports.meanings import Meaning
from core.imports.preambles import dates_above
from core.imports.readings import Ask, MixedDates, Question, Wrong
from core.imports.spots import Fault
from core.imports.tables import Table
from core.imports.totals import is_all

_DAY = timedelta(days=1)
_DATES = (Meaning.DAY, Meaning.START, Meaning.END)
_YEARS = 3
"""Years that days without one may be of: this one and those before it."""
_SAMPLE = 50
"""Rows that are looked at for dates."""
Days = tuple[date, date | None]
"""The first day and, of more than one, the last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spans:
    """``begins`` and ``ends``: what means the first and the last day of a row; None where no column does.

    ``order``: of day and month; ``year``: of days that name none, 0 where all do. ``whole``: of rows that name no day.
    ``above``: the period that stands above the table, whatever rows name. ``until``: first day -> last, where the file
    gives only the first of several.
    """

    begins: Meaning | None
    ends: Meaning | None
    order: Order | None
    today: date
    whole: Days | None = None
    until: Mapping[date, date] = field(default_factory=dict)
    above: Days | None = None
    year: int = 0

    def of(self, cells: Mapping[Meaning, str], heads: Table) -> Days | Fault:
        """The days of a row by the cells of its key."""
        if self.begins is None:
            return self.whole or Fault(why=Wrong.DATE)
        start = self._day(cells[self.begins])
        if start is None:
            return _no_day(cells[self.begins], heads.head(self.begins))
        end = self._end(start, cells, heads)
        if end is None or end < start:
            return Fault(why=Wrong.PERIOD, header=heads.head(Meaning.END), cell=cells.get(Meaning.END, ""))
        if end > self.today:
            late = self.begins if start > self.today else self.ends or self.begins
            return Fault(why=Wrong.FUTURE, header=heads.head(late), cell=cells[late])
        return start, end if end > start else None

    def _day(self, cell: str) -> date | None:
        return day_of(with_year(cell, self.year) if self.year else cell, self.order)

    def _end(self, start: date, cells: Mapping[Meaning, str], heads: Table) -> date | None:
        if not self.ends:
            return self.until.get(start, start)
        end = self._day(cells[self.ends])
        before = heads.kind.midnights and end is not None and end > start and at_midnight(cells[self.ends])
        return end - _DAY if end and before else end


def _no_day(cell: str, header: str) -> Fault:
    """A blank day, or one that stands for all, may be a sum of the others."""
    return Fault(why=Wrong.DATE, header=header, cell=cell, doubtful=not cell.strip() or is_all(cell))


def spans_of(table: Table, rows: Gathered, choices: Choices, today: date) -> tuple[Spans, list[Question]]:
    """How the days of rows are found, and what must be asked before. Raises `MixedDates`."""
    above = dates_above(table.above())
    begins = next((meaning for meaning in (Meaning.DAY, Meaning.START) if meaning in rows.parts), None)
    year, undated = _year(table, rows, choices, today)
    order, questions = _order(table, rows, choices, above or (), year)
    questions += undated
    whole = _whole(None if begins is None and _dated_columns(table) else above, order, choices)
    ends = Meaning.END if begins is Meaning.START and Meaning.END in rows.parts else None
    until: Mapping[date, date] = {}
    if begins is None and (whole is None or questions):
        questions += [] if questions else [Question(ask=Ask.PERIOD)]
    elif begins is Meaning.START and ends is None and not questions:
        starts = {day for cell in set(rows.cells(begins)) if (day := day_of(cell, order))}
        until, asked = _tiled(sorted(starts), whole)
        questions += asked
    if begins is None and whole and (whole[1] or whole[0]) > today:
        questions += [Question(ask=Ask.PERIOD, example=(whole[1] or whole[0]).isoformat())]
    stated = _whole(above, order, Choices())
    spans = Spans(begins=begins, ends=ends, order=order, today=today, whole=whole, until=until, above=stated, year=year)
    return spans, questions


def _dated_columns(table: Table) -> bool:
    """Whether a column that nobody knows may hold the day of each row: then it is no table of one period for sure."""
    rows = [row for row in islice(table.rows(), _SAMPLE) if len(row) == len(table.heads)]
    columns = ({cell for cell in map(str.strip, column) if cell} for column in zip(*rows, strict=True))
    return any(len(cells) > 1 and sum(dated(cell) is not None for cell in cells) * 2 > len(cells) for cells in columns)


def _year(table: Table, rows: Gathered, choices: Choices, today: date) -> tuple[int, list[Question]]:
    """The year of days that name none, as people said; 0 and no question where one of them names its own."""
    cells = sorted({cell for meaning in _DATES for cell in rows.cells(meaning)})
    example = "" if any(map(dated, cells)) else next(filter(lacks_year, cells), "")
    if not example:
        return 0, []
    if choices.year:
        return choices.year, []
    years = tuple(str(today.year - ago) for ago in range(_YEARS))
    return 0, [Question(ask=Ask.YEAR, options=years, example=example, line=_line(table, rows, example))]


def _order(
    table: Table, rows: Gathered, choices: Choices, above: Iterable[str], year: int
) -> tuple[Order | None, list[Question]]:
    """``year``: of days that name none; any year shows which of day and month comes first."""
    cells = {cell for meaning in _DATES for cell in rows.cells(meaning)}
    bare = not any(map(dated, cells))
    as_read = {with_year(cell, year or EARLIEST) if bare else cell: cell for cell in cells}
    evidence = evidence_of([*sorted(as_read), *above])
    if evidence.mixed:
        one, other = (_line(table, rows, as_read.get(cell, cell)) for cell in evidence.first.values())
        raise MixedDates(lines=(min(one, other), max(one, other)))
    if evidence.order or not evidence.open:
        return evidence.order, []
    if choices.day_first is not None:
        return (Order.DAY if choices.day_first else Order.MONTH), []
    options, example = tuple(order.value for order in Order), as_read.get(evidence.open, evidence.open)
    line = _line(table, rows, example)
    return None, [Question(ask=Ask.DATE_ORDER, options=options, example=example, line=line)]


def _line(table: Table, rows: Gathered, cell: str) -> int:
    """The first line that such a cell stands in; the head's where it stands above the table."""
    keys = frozenset(number for number, key in enumerate(rows.keys) if cell in key)
    return next((table.line(row) for row, number in enumerate(rows.numbers) if number in keys), table.line(-1))


def _whole(above: tuple[str, str] | None, order: Order | None, choices: Choices) -> Days | None:
    if above:
        start, end = (day_of(cell, order) for cell in above)
        if start and end and start <= end:
            return start, end if end > start else None
    if choices.period:
        return choices.period.start, choices.period.last if choices.period.days > 1 else None
    return None


def _tiled(starts: Sequence[date], whole: Days | None) -> tuple[Mapping[date, date], list[Question]]:
    """The last day of each row where a file gives only the first: days that follow one another are days.

    Weeks and months are taken from the distance of the first days, and end with the period of the whole.
    """
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    if not starts or (gaps and min(gaps) == _DAY):
        return {}, []
    if whole is None:
        return {}, [Question(ask=Ask.PERIOD, options=(starts[0].isoformat(), starts[-1].isoformat()))]
    last = whole[1] or whole[0]
    if len(starts) == 1:
        return {starts[0]: max(last, starts[0])}, []
    if all(gap.days % 7 == 0 for gap in gaps):
        return {start: min(start + 6 * _DAY, max(last, start)) for start in starts}, []
    if all(start.day == 1 for start in starts[1:]):
        return {start: min(_end_of_month(start), max(last, start)) for start in starts}, []
    return {}, []


def _end_of_month(day: date) -> date:
    return months_later(day.replace(day=1), 1) - _DAY
