"""Sifting: which rows of a table of spend are summed, which are sums themselves or empty, and which are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.imports.amounts import NOTHING
from core.imports.gathering import ODD, looked_up
from core.imports.readings import Left, Refused, Wrong
from core.imports.settling import Settled
from core.imports.sheets import Cells
from core.imports.spots import Fault, Spot
from core.imports.totals import first_filled, is_all, is_remark, is_total

_CENT = Decimal("0.01")


@dataclass(kw_only=True, slots=True)
class Sifted:
    """``spots`` and ``sums``, by the number of the key; ``counts``: how many rows were summed.

    ``totals``: what rows that sum others up say. ``lines``: of each key, where every line is one.
    """

    spots: Mapping[int, Spot]
    sums: list[Decimal]
    counts: list[int]
    left: Counter[Left] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def exact(self) -> Decimal:
        return sum((self.sums[number] for number in self.spots), NOTHING)


Total = tuple[Decimal, int]
"""A sum and how many rows are in it."""


@dataclass(kw_only=True, slots=True)
class Sums:
    """The sums of what was read: of all rows, of those of the same days, of those of the same campaign."""

    all: Total
    days: dict[tuple[date, date | None], Total]
    names: dict[str, Total]


def sifted(settled: Settled, understood: Sequence[Spot | Fault]) -> Sifted:
    """Every row of the table goes somewhere: into a sum, left out, or refused. ``understood``: of each key."""
    spots = {number: spot for number, spot in enumerate(understood) if isinstance(spot, Spot)}
    sums, counts = [NOTHING] * len(understood), [0] * len(understood)
    result = Sifted(spots=spots, sums=sums, counts=counts)
    strange = _added(settled, result)
    doubtful = [*_judged(settled, understood, result, strange)]
    beside = _sums(result)
    for one in doubtful:
        _weigh(settled, result, beside, one)
    result.refused.sort(key=lambda refused: refused.line)
    return result


def _sums(result: Sifted) -> Sums:
    days, names = dict[tuple[date, date | None], Total](), dict[str, Total]()
    for number, spot in result.spots.items():
        more = result.sums[number], result.counts[number]
        days[spot.day, spot.until] = _plus(days.get((spot.day, spot.until)), more)
        names[spot.campaign] = _plus(names.get(spot.campaign), more)
    return Sums(all=(result.exact, sum(result.counts)), days=days, names=names)


def _plus(total: Total | None, more: Total) -> Total:
    return (total[0] + more[0], total[1] + more[1]) if total else more


def _added(settled: Settled, result: Sifted) -> list[int]:
    """Adds up the rows that can be read at once, and gives the others: the second loop over all rows."""
    values = {cell: value for cell, value in settled.amounts.values.items() if cell not in settled.money.refused}
    spots, sums, counts, strange = result.spots, result.sums, result.counts, list[int]()
    value_of = values.get
    for row, (number, cell) in enumerate(zip(settled.rows.numbers, settled.rows.values[settled.amount], strict=True)):
        value = value_of(cell)
        if value and number in spots:
            sums[number] = sums[number] + value if counts[number] else value
            counts[number] += 1
        else:
            strange.append(row)
    return strange


_Doubtful = tuple[int, Fault, Decimal]


def _judged(
    settled: Settled, understood: Sequence[Spot | Fault], result: Sifted, strange: Sequence[int]
) -> Iterator[_Doubtful]:
    """Puts each row that was not added where it belongs; those that only the sums can tell are given back."""
    numbers, cells = settled.rows.numbers, settled.rows.values[settled.amount]
    unread = []
    for row in strange:
        if numbers[row] != ODD and isinstance(understood[numbers[row]], Spot):
            _without_amount(settled, result, row, cells[row])
        else:
            unread.append(row)
    for row, every in looked_up(settled.table, unread):
        fault = None if numbers[row] == ODD else understood[numbers[row]]
        if isinstance(fault, Fault):
            yield from _faulty(settled, result, row, every, fault)
        else:
            _of_other_width(settled, result, row, every)


def _without_amount(settled: Settled, result: Sifted, row: int, cell: str) -> None:
    """A row of a day and a campaign, whose amount is zero, nothing, or none that can be read."""
    if settled.amounts.values.get(cell) == 0:
        result.left[Left.NO_SPEND] += 1
        return
    why = Wrong.CURRENCY if cell in settled.money.refused else settled.amounts.wrong[cell]
    _refuse(settled, result, row, Fault(why=why, header=settled.table.head(settled.amount), cell=cell))


def _faulty(settled: Settled, result: Sifted, row: int, every: Cells, fault: Fault) -> Iterator[_Doubtful]:
    first = first_filled(every)
    value = settled.amounts.values.get(settled.rows.values[settled.amount][row])
    if is_remark(every, settled.table.kind):
        result.left[Left.EMPTY] += 1
    elif fault.total or (fault.why is Wrong.DATE and is_total(first, settled.table.kind)):
        result.left[Left.TOTAL] += 1
        result.totals += [value] if value else []
    elif fault.why is Wrong.DATE and is_all(fault.cell):
        result.left[Left.TOTAL] += 1
    elif value == 0:
        result.left[Left.NO_SPEND] += 1
    elif fault.doubtful and value:
        yield row, fault, value
    else:
        _refuse(settled, result, row, fault)


def _of_other_width(settled: Settled, result: Sifted, row: int, every: Cells) -> None:
    """A row with fewer or more cells than the head: a footer, a remark, or one whose cells have slipped."""
    first = first_filled(every)
    if is_total(first, settled.table.kind) or is_total(every[-1] if every else "", settled.table.kind):
        result.left[Left.TOTAL] += 1
        place = settled.table.columns[settled.amount]
        value = settled.amounts.values.get(every[place]) if len(every) > place else None
        result.totals += [value] if value else []
    elif is_remark(every, settled.table.kind):
        result.left[Left.EMPTY] += 1
    else:
        _refuse(settled, result, row, Fault(why=Wrong.SHORT, cell=first))


def _weigh(settled: Settled, result: Sifted, sums: Sums, doubtful: _Doubtful) -> None:
    """Leaves a row out whose amount is the sum of others: of its day, its campaign, or all; else it is refused."""
    row, fault, value = doubtful
    cells = dict(zip(settled.rows.parts, settled.rows.keys[settled.rows.numbers[row]], strict=False))
    days = settled.spans.of(cells, settled.table)
    name = cells.get(settled.name, "").strip() if settled.name else ""
    beside = (sums.all, sums.days.get(days) if isinstance(days, tuple) else sums.names.get(name) if name else None)
    fitting = [total for total in beside if total and abs(total[0] - value) <= _CENT * total[1]]
    if fitting:
        result.left[Left.TOTAL] += 1
        result.totals += [value] if sums.all in fitting else []
    else:
        _refuse(settled, result, row, fault)


def _refuse(settled: Settled, result: Sifted, row: int, fault: Fault) -> None:
    line = settled.table.line(row)
    result.refused.append(Refused(line=line, why=fault.why, header=fault.header, cell=fault.cell))
