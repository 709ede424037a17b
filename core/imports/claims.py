"""Claims: the results that a platform reports about itself beside its spend, summed as the spend is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.imports.amounts import NOTHING, Amounts, amounts_of
from core.imports.choices import Choices
from core.imports.gathering import Gathered
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question, Result
from core.imports.spots import BLANK, Spot
from core.imports.tables import Table
from core.imports.whole_counts import Part, carry_revenue, whole_counts
from core.money.money import rounded_money
from core.setup.names import one_line

_COUNTS = (Meaning.RESULTS, Meaning.LEADS)
_COLUMNS = (*_COUNTS, Meaning.REVENUE)
_LONGEST_WINDOW = 80
"""Characters of an attribution setting."""


def claimed_amounts(rows: Gathered, choices: Choices, sign: str) -> Mapping[Meaning, Amounts]:
    """The columns of results and of their value, read. ``sign``: before the decimals of the spend, if it has any."""
    return {
        meaning: amounts_of(rows.values[meaning], sign or choices.decimal, credits=True)
        for meaning in _COLUMNS
        if meaning in rows.values
    }


def claims_question(amounts: Mapping[Meaning, Amounts]) -> Question | None:
    unclear = next((column.column.open for column in amounts.values() if column.column.unclear), "")
    return Question(ask=Ask.DECIMAL, options=(",", "."), example=unclear) if unclear else None


def claims_of(
    table: Table, rows: Gathered, amounts: Mapping[Meaning, Amounts], spots: Mapping[int, Spot]
) -> Sequence[Result]:
    """The results by day, campaign, channel, type and window, of each column that counts some.

    A value beside several such columns is that of the first.
    """
    counting = [meaning for meaning in _COUNTS if meaning in amounts]
    values = _sums(rows, amounts, Meaning.REVENUE, spots) if Meaning.REVENUE in amounts else {}
    claims: list[Result] = []
    for meaning in counting:
        counts = _sums(rows, amounts, meaning, spots)
        claims += _claims(_places(table, rows, meaning, spots), counts, values if meaning is counting[0] else {})
    return claims


class _Place(NamedTuple):
    """By what results are summed."""

    day: date
    campaign: str
    channel: str
    type: str
    window: str
    until: date | None
    currency: str


def _places(table: Table, rows: Gathered, counting: Meaning, spots: Mapping[int, Spot]) -> Mapping[int, _Place]:
    """The place of each key; without a column of types its results are called as their header."""
    types = rows.cells(Meaning.RESULT_TYPE) if counting is Meaning.RESULTS else ()
    windows, head = rows.cells(Meaning.WINDOW), table.head(counting)
    return {
        number: _Place(
            day=spot.day,
            campaign=spot.campaign,
            channel=spot.channel,
            type=(types[number].strip() if types else "") or head,
            window=_window(windows[number]) if windows else "",
            until=spot.until,
            currency=spot.currency,
        )
        for number, spot in spots.items()
    }


def _window(cell: str) -> str:
    return "" if cell.strip() in BLANK else one_line(cell)[:_LONGEST_WINDOW]


def _claims(places: Mapping[int, _Place], counts: Mapping[int, Decimal], values: Mapping[int, Decimal]) -> list[Result]:
    """The sums of each place. ``values``: empty where the file names none."""
    together: dict[_Place, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
    for number in counts.keys() | values.keys():
        count, value = together[places[number]]
        together[places[number]] = count + counts.get(number, NOTHING), value + values.get(number, NOTHING)
    ordered = _sorted(together)
    parts = [_part(place, count, value) for place, (count, value) in ordered]
    wholes, revenues = whole_counts(parts), [value for _, (_, value) in ordered]
    carry_revenue(parts, wholes, revenues)
    return [
        _result(place, whole, value)
        for (place, _), whole, value in zip(ordered, wholes, revenues, strict=True)
        if whole
    ]


def _part(place: _Place, count: Decimal, value: Decimal) -> Part:
    """Of each type and window the sum is kept, also where a platform divides its results."""
    return Part(
        type=(place.type, place.window),
        series=place._replace(day=date.min, until=None),
        day=place.day,
        count=count,
        paid=bool(value and count),
    )


def _sorted(together: Mapping[_Place, tuple[Decimal, Decimal]]) -> list[tuple[_Place, tuple[Decimal, Decimal]]]:
    return sorted(together.items(), key=lambda item: item[0][:5])


def _sums(
    rows: Gathered, amounts: Mapping[Meaning, Amounts], meaning: Meaning, spots: Mapping[int, Spot]
) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    values = amounts[meaning].values
    for number, cell in zip(rows.numbers, rows.values[meaning], strict=True):
        value = values.get(cell)
        if value and number in spots:
            sums[number] = sums.get(number, NOTHING) + value
    return sums


def _result(spot: _Place, count: int, revenue: Decimal) -> Result:
    """A value of zero is none: the column is that of purchases, and a lead has none in it."""
    return Result(
        day=spot.day,
        until=spot.until,
        campaign=spot.campaign,
        channel=spot.channel,
        type=spot.type,
        window=spot.window,
        count=count,
        revenue=rounded_money(revenue, spot.currency) if revenue else None,
    )
