"""Reads a table of results or of deals: how its cells are written, which rows are sums, and what the others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from core.calendar.periods import Period
from core.imports.banners import Banner, banners
from core.imports.choices import Choices
from core.imports.deal_rows import deals_of
from core.imports.headers import fingerprint
from core.imports.kind import Brings
from core.imports.meanings import Meaning
from core.imports.readings import FileEmpty, Left, NoResultColumns, OnlyTotals, Reading, Refused, Wrong
from core.imports.result_cells import NUMBERS, WrittenCells, written_cells
from core.imports.result_rows import Common, Row, results_of
from core.imports.sheets import Cells, Sheet
from core.imports.stacked import is_comment
from core.imports.tables import Table
from core.imports.totals import first_filled, is_all, is_total
from core.imports.worlds import World
from core.setup.names import slug

_FIGURES = frozenset({*NUMBERS, Meaning.CURRENCY})
_ONE_DAY = timedelta(days=1)


@dataclass(kw_only=True, slots=True)
class _Sorted:
    """The rows of a table, told apart: those to be read, and those that sum others up."""

    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_results(table: Table, banner: Banner, choices: Choices, world: World) -> Reading:
    """What a table of a kind that brings results or deals says, as far as it is beyond doubt.

    Raises `MixedDates`, `FileEmpty` where nothing stands below its head, `OnlyTotals` where only sums do.
    """
    ordered = _ordered(table)
    if not ordered.rows and not ordered.refused:
        raise OnlyTotals if ordered.totals else FileEmpty
    cells = written_cells(table, ordered.rows, choices, world)
    common = _common(table, banner, cells, choices, world)
    read = _deals if table.kind.brings is Brings.DEALS else _results
    return read(_frame(table, banner, cells), ordered, common)


def best_of(tables: Sequence[Table]) -> Table:
    """The one of several tables of a file that says most: one by campaign before all others."""
    return max(tables, key=lambda one: (Meaning.CAMPAIGN in one.columns, len(one.columns), -one.line(0)))


def banner_of(sheet: Sheet, sheets: Sequence[Sheet]) -> Banner:
    """What the comments above a sheet's table say, or above the ones before it."""
    place = next(place for place, other in enumerate(sheets) if other is sheet)
    return banners(sheets[: place + 1])[-1]


def check_complete(tables: Sequence[Table]) -> None:
    """Raises `NoResultColumns` where a table of results is known by several headers, and lacks others."""
    incomplete = [
        one for one in tables if one.kind.brings is not Brings.SPEND and one.kind.name and len(one.telling) > 1
    ]
    if incomplete:
        nearest = max(incomplete, key=lambda one: one.weight)
        lacking = [needs for needs in nearest.kind.needs if needs.isdisjoint(nearest.columns)]
        raise NoResultColumns(kind=nearest.kind.key, needs=tuple(_headed(nearest, needs) for needs in lacking))


def _headed(table: Table, needs: frozenset[Meaning]) -> str:
    """What a column would be headed, in English; of several that would do the first declared."""
    return next(headers[0] for meaning, headers in table.kind.headers.items() if meaning in needs)


def _ordered(table: Table) -> _Sorted:
    ordered, width = _Sorted(), len(table.heads)
    for place, cells in enumerate(table.rows()):
        if is_comment(cells) or not any(map(str.strip, cells)):
            continue
        row = Row(line=table.line(place), cells=_cells(table, cells))
        if _is_sum(table, cells, row):
            ordered.totals.append(row)
        elif len(cells) < width or any(map(str.strip, cells[width:])):
            ordered.refused.append(Refused(line=row.line, why=Wrong.SHORT))
        else:
            ordered.rows.append(row)
    return ordered


def _cells(table: Table, cells: Cells) -> Mapping[Meaning, str]:
    """The cells of the columns that have a meaning; all others end here."""
    return {meaning: cells[place].strip() for meaning, place in table.columns.items() if place < len(cells)}


def _is_sum(table: Table, cells: Cells, row: Row) -> bool:
    """Whether a row sums others up: it says so in its first cell or beyond its last, or names nothing but figures."""
    beyond = first_filled(cells[len(table.heads) :])
    if is_total(first_filled(cells), table.kind) or (beyond and is_total(beyond, table.kind)):
        return True
    named = [cell for meaning, cell in row.cells.items() if meaning not in _FIGURES]
    return is_all(row.text(Meaning.DAY)) or (len(cells) >= len(table.heads) and not any(named))


def _common(table: Table, banner: Banner, cells: WrittenCells, choices: Choices, world: World) -> Common:
    return Common(
        cells=cells,
        currency=cells.currency,
        today=world.today,
        start=choices.period.start if choices.period else banner.start,
        end=choices.period.last if choices.period else banner.end,
        type=table.head(Meaning.COUNT),
        channels={slug(word): key for key, name in world.channels.items() for word in (key, name)},
        links={**world.links, **choices.sources},
        stages=choices.stages,
        shares=table.kind.shares,
        zeros=table.kind.zeros,
    )


def _frame(table: Table, banner: Banner, cells: WrittenCells) -> Reading:
    """What holds before any row is read. Examples are not kept: they may be people."""
    return Reading(
        kind=table.kind.key,
        brings=table.kind.brings,
        account=banner.account,
        currency=cells.currency,
        header=fingerprint(table.heads),
        headers=tuple(head for head in table.heads if head),
        questions=cells.questions,
    )


def _results(frame: Reading, ordered: _Sorted, common: Common) -> Reading:
    read = results_of(ordered.rows, common)
    return replace(
        frame,
        period=_period([(common.start, common.end)] if common.start and common.end else read.days),
        results=read.results,
        rows=read.rows,
        left=_left(ordered, read.empty),
        refused=_in_order(ordered.refused, read.refused),
        own_total=_own_total(ordered, Meaning.REVENUE, common),
        exact=read.exact,
        divided=read.divided,
    )


def _deals(frame: Reading, ordered: _Sorted, common: Common) -> Reading:
    read = deals_of(ordered.rows, common)
    return replace(
        frame,
        period=_period([(one.day, one.day) for one in read.deals]),
        deals=read.deals,
        rows=len(read.deals),
        left=_left(ordered, read.empty),
        refused=_in_order(ordered.refused, read.refused),
        own_total=_own_total(ordered, Meaning.AMOUNT, common),
        exact=read.exact,
    )


def _left(ordered: _Sorted, empty: int) -> Mapping[Left, int]:
    left = {Left.TOTAL: len(ordered.totals), Left.EMPTY: empty}
    return {why: count for why, count in left.items() if count}


def _in_order(*refused: Sequence[Refused]) -> Sequence[Refused]:
    return sorted((one for some in refused for one in some), key=lambda one: one.line)


def _period(days: Sequence[tuple[date, date]]) -> Period | None:
    if not days:
        return None
    return Period(start=min(first for first, _ in days), end=max(last for _, last in days) + _ONE_DAY)


def _own_total(ordered: _Sorted, meaning: Meaning, common: Common) -> Decimal | None:
    """The largest of the sums that the file gives itself: parts of it may be summed, too."""
    sums = [common.cells.number(row.text(meaning), meaning) for row in ordered.totals if row.text(meaning)]
    return max((one for one in sums if one), default=None)
