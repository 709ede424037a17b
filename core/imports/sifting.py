"""Sifting: which rows of a table of spend are summed, which are sums themselves or empty, and which are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.imports.amounts import NOTHING
from core.imports.gathering import ODD, looked_up
from core.imports.readings import Left, Refused, Wrong
from core.imports.settling import Settled
from core.imports.sheets import Cells
from core.imports.spans import Days
from core.imports.spots import Fault, Spot
from core.imports.totals import first_filled, is_all, is_remark, is_total

_LEAST_BESIDE = 2
"""Rows: of fewer one may well be as large as all others."""
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
    """The sums of what was read: of all rows, of those of the same days, of the same campaign, of both, and channel."""

    all: Total = (NOTHING, 0)
    days: dict[Days, Total] = field(default_factory=dict)
    names: dict[str, Total] = field(default_factory=dict)
    places: dict[tuple[Days, str], Total] = field(default_factory=dict)
    parts: dict[tuple[Days, str, str], Total] = field(default_factory=dict)


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
    if settled.spans.begins is None:
        _refuse_nameless_total(settled, result)
    result.refused.sort(key=lambda refused: refused.line)
    return result


def _refuse_nameless_total(settled: Settled, result: Sifted) -> None:
    """Of a table without days the first or last row that is exactly the sum of all others, whatever it is called."""
    cells = settled.rows.values[settled.amount]
    read = [row for row, number in enumerate(settled.rows.numbers) if number in result.spots and result.counts[number]]
    rows = [row for row in read if settled.amounts.values.get(cells[row])]
    exact = result.exact
    for row in {rows[0], rows[-1]} if len(rows) > _LEAST_BESIDE else ():
        number, value = settled.rows.numbers[row], settled.amounts.values[cells[row]]
        if 2 * value == exact and not settled.table.kind.lines:
            result.sums[number] -= value
            result.counts[number] -= 1
            name = result.spots[number].campaign
            _refuse(settled, result, row, Fault(why=Wrong.NAME, header=_head(settled), cell=name))


def _head(settled: Settled) -> str:
    return settled.table.head(settled.name) if settled.name else ""


def _sums(result: Sifted) -> Sums:
    sums = Sums(all=(result.exact, sum(result.counts)))
    for number, spot in result.spots.items():
        if result.counts[number]:
            more, days = (result.sums[number], result.counts[number]), (spot.day, spot.until)
            part, place = (days, spot.campaign, spot.channel), (days, spot.campaign)
            sums.days[days] = _plus(sums.days.get(days), more)
            sums.names[spot.campaign] = _plus(sums.names.get(spot.campaign), more)
            sums.places[place] = _plus(sums.places.get(place), more)
            sums.parts[part] = _plus(sums.parts.get(part), more)
    return sums


def _plus(total: Total | None, more: Total) -> Total:
    return (total[0] + more[0], total[1] + more[1]) if total else more


def _added(settled: Settled, result: Sifted) -> list[int]:
    """Adds up the rows that can be read at once, and gives the others: the second loop over all rows."""
    values = {cell: value for cell, value in settled.amounts.values.items() if cell not in settled.money.refused}
    sums, counts, strange = result.sums, result.counts, list[int]()
    spots = result.spots.keys() - _coarse(settled, result)
    value_of = values.get
    for row, (number, cell) in enumerate(zip(settled.rows.numbers, settled.rows.values[settled.amount], strict=True)):
        value = value_of(cell)
        if value and number in spots:
            sums[number] = sums[number] + value if counts[number] else value
            counts[number] += 1
        else:
            strange.append(row)
    return strange


def _coarse(settled: Settled, result: Sifted) -> frozenset[int]:
    """The keys that may be sums of finer rows; none where no row is finer."""
    coarse = settled.rows.coarse
    return frozenset() if coarse >= result.spots.keys() else coarse


_Doubtful = tuple[int, Fault, Decimal]


def _judged(
    settled: Settled, understood: Sequence[Spot | Fault], result: Sifted, strange: Sequence[int]
) -> Iterator[_Doubtful]:
    """Puts each row that was not added where it belongs; those that only the sums can tell are given back."""
    numbers, cells = settled.rows.numbers, settled.rows.values[settled.amount]
    unread = []
    for row in strange:
        if numbers[row] != ODD and isinstance(understood[numbers[row]], Spot):
            value = settled.amounts.values.get(cells[row])
            if value and cells[row] not in settled.money.refused:
                yield row, Fault(why=Wrong.NAME, doubtful=True), value
            else:
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
    if not settled.amounts.values.get(cell, 1):
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
    """Leaves a row out whose amount is the sum of others; else it is refused, unless nothing is finer than it."""
    row, fault, value = doubtful
    number = settled.rows.numbers[row]
    spot = result.spots.get(number)
    if spot and ((spot.day, spot.until), spot.campaign, spot.channel) not in sums.parts:
        result.sums[number] += value
        result.counts[number] += 1
        return
    beside = _of_part(sums, spot) if spot else _beside(settled, sums, number)
    fitting = [total for total in beside if total and abs(total[0] - value) <= _CENT * total[1]]
    if fitting:
        result.left[Left.TOTAL] += 1
        result.totals += [value] if sums.all in fitting else []
    else:
        _refuse(settled, result, row, fault)


def _of_part(sums: Sums, spot: Spot) -> list[Total | None]:
    """The sums that a row of a campaign may be, which says nothing finer though others do."""
    days = spot.day, spot.until
    return [sums.parts.get((days, spot.campaign, spot.channel)), sums.places.get((days, spot.campaign))]


def _beside(settled: Settled, sums: Sums, number: int) -> list[Total | None]:
    """The sums that a row without a day, a name or a channel may be."""
    cells = dict(zip(settled.rows.parts, settled.rows.keys[number], strict=False))
    days = settled.spans.of(cells, settled.table)
    name = cells.get(settled.name, "").strip() if settled.name else ""
    if isinstance(days, Fault):
        return [sums.all, sums.names.get(name) if name else None]
    return [sums.all, sums.days.get(days), sums.places.get((days, name))]


def _refuse(settled: Settled, result: Sifted, row: int, fault: Fault) -> None:
    line = settled.table.line(row)
    result.refused.append(Refused(line=line, why=fault.why, header=fault.header, cell=fault.cell))
