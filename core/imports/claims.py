"""Claims: the results that a platform reports about itself beside its spend, summed as the spend is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

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
    head = table.head(Meaning.RESULTS)
    together: dict[Spot, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
    for number in counts.keys() | revenues.keys():
        spot = replace(spots[number], note="", external_id="", type=spots[number].type or head)
        count, revenue = together[spot]
        together[spot] = count + counts.get(number, NOTHING), revenue + revenues.get(number, NOTHING)
    paid = Meaning.REVENUE in amounts
    return [_result(spot, count, revenue if paid else None) for spot, (count, revenue) in sorted_spots(together)]


def sorted_spots(together: Mapping[Spot, tuple[Decimal, Decimal]]) -> list[tuple[Spot, tuple[Decimal, Decimal]]]:
    return sorted(together.items(), key=lambda item: (item[0].day, item[0].campaign, item[0].channel, item[0].type))


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


def _result(spot: Spot, count: Decimal, revenue: Decimal | None) -> Result:
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
