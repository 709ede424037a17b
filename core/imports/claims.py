"""Claims: the results that a platform reports about itself beside its spend, summed as the spend is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from core.imports.amounts import NOTHING, Amounts, amounts_of
from core.imports.choices import Choices
from core.imports.gathering import Gathered
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question, Result
from core.imports.spots import Spot
from core.imports.tables import Table
from core.money.money import Money, decimals

_COLUMNS = (Meaning.RESULTS, Meaning.REVENUE)


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
    """The results by day, campaign, channel and type; without a column of types they are called as their header."""
    if Meaning.RESULTS not in amounts:
        return ()
    counts, revenues = (_sums(rows, amounts, meaning, spots) for meaning in _COLUMNS)
    head, types = table.head(Meaning.RESULTS), rows.cells(Meaning.RESULT_TYPE)
    together: dict[_Place, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
    for number in counts.keys() | revenues.keys():
        place = _place(spots[number], types[number].strip() if types else "", head)
        count, revenue = together[place]
        together[place] = count + counts.get(number, NOTHING), revenue + revenues.get(number, NOTHING)
    paid = Meaning.REVENUE in amounts
    return [_result(place, count, revenue if paid else None) for place, (count, revenue) in _sorted(together)]


class _Place(NamedTuple):
    """By what results are summed."""

    day: date
    campaign: str
    channel: str
    type: str
    until: date | None
    currency: str


def _place(spot: Spot, type_: str, head: str) -> _Place:
    return _Place(spot.day, spot.campaign, spot.channel, type_ or head, spot.until, spot.currency)


def _sorted(together: Mapping[_Place, tuple[Decimal, Decimal]]) -> list[tuple[_Place, tuple[Decimal, Decimal]]]:
    return sorted(together.items(), key=lambda item: item[0][:4])


def _sums(
    rows: Gathered, amounts: Mapping[Meaning, Amounts], meaning: Meaning, spots: Mapping[int, Spot]
) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    if meaning not in amounts:
        return sums
    values = amounts[meaning].values
    for number, cell in zip(rows.numbers, rows.values[meaning], strict=True):
        value = values.get(cell)
        if value and number in spots:
            sums[number] = sums.get(number, NOTHING) + value
    return sums


def _result(spot: _Place, count: Decimal, revenue: Decimal | None) -> Result:
    return Result(
        day=spot.day,
        until=spot.until,
        campaign=spot.campaign,
        channel=spot.channel,
        type=spot.type,
        count=int(count.to_integral_value(ROUND_HALF_UP)),
        revenue=None if revenue is None else _money(revenue, spot.currency),
    )


def _money(value: Decimal, currency: str) -> Money:
    return Money(minor=int(value.scaleb(decimals(currency)).to_integral_value(ROUND_HALF_UP)), currency=currency)
