"""Settling: what holds for all rows of a table of spend, and what must be asked before any can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.imports.amounts import Amounts, amounts_of
from core.imports.channels import channels_in
from core.imports.choices import Choices
from core.imports.currencies import Denomination, denomination
from core.imports.gathering import Gathered
from core.imports.kinds.table import TABLE as UNKNOWN
from core.imports.levels import level_question, naming
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question, Wrong
from core.imports.spans import Spans, spans_of
from core.imports.spots import BLANK
from core.imports.tables import Table
from core.imports.worlds import World

_ONCE = (
    *(Meaning.DAY, Meaning.START, Meaning.END, Meaning.CAMPAIGN, Meaning.CAMPAIGN_GROUP, Meaning.PLATFORM),
    *(Meaning.CHANNEL, Meaning.CURRENCY, Meaning.SPEND, Meaning.SPEND_MICROS, Meaning.AMOUNT, Meaning.CATEGORY),
)
"""What no two columns may mean: of the rest the first is taken, or none is booked by it."""
_LEAST_UNKNOWN = 10_000
"""Millionths that are a hundredth: whole amounts of a table nobody knows are units where none is as large."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """``amount``: what means the amount, ``name``: the campaign; ``named``: whether a row without is strange.

    ``channels``: cell -> key.
    """

    table: Table
    rows: Gathered
    amount: Meaning
    name: Meaning | None
    named: bool
    spans: Spans
    amounts: Amounts
    money: Denomination
    channels: Mapping[str, str]


def settled(table: Table, rows: Gathered, choices: Choices, world: World) -> tuple[Settled, list[Question]]:
    """What holds for all rows, and the questions that are open. Raises `MixedDates`."""
    amount = next(one for one in (Meaning.SPEND, Meaning.SPEND_MICROS, Meaning.AMOUNT) if one in rows.values)
    amounts = _amounts(table, rows, choices, amount)
    money = denomination(table, rows, amounts, choices, world.currency)
    spans, questions = spans_of(table, rows, choices, world.today)
    name = naming(table, choices)
    named = bool(name) and not (table.kind.unnamed or Meaning.EXTERNAL_ID in table.columns)
    settlement = Settled(
        table=table,
        rows=rows,
        amount=amount,
        name=name,
        named=named and name is not None and any(cell.strip() not in BLANK for cell in rows.cells(name)),
        spans=spans,
        amounts=amounts,
        money=money,
        channels=channels_in(table, rows, choices, world.channels),
    )
    asked = [*_doubled(table), *questions, money.question, level_question(table, choices)]
    asked += _of_amounts(settlement, choices)
    return settlement, [question for question in asked if question]


def _amounts(table: Table, rows: Gathered, choices: Choices, amount: Meaning) -> Amounts:
    millionths = amount is Meaning.SPEND_MICROS or bool(table.kind.micros and choices.micros)
    credits = table.kind.credits or table.kind.lines
    return amounts_of(rows.values[amount], choices.decimal, credits=credits, millionths=millionths)


def _doubled(table: Table) -> Iterator[Question]:
    for meaning, heads in table.doubled.items():
        if meaning in _ONCE:
            yield Question(ask=Ask.COLUMNS, options=heads, meaning=meaning)


def _of_amounts(settlement: Settled, choices: Choices) -> Iterator[Question | None]:
    """The questions on how amounts are written and what is in them."""
    amounts, kind = settlement.amounts, settlement.table.kind
    if amounts.column.unclear:
        line = _line(settlement, amounts.column.open)
        yield Question(ask=Ask.DECIMAL, options=(",", "."), example=amounts.column.open, line=line)
    if kind.micros and settlement.amount is Meaning.SPEND and choices.micros is None and not amounts.fractions:
        yield _micros_question(amounts, _LEAST_UNKNOWN if kind is UNKNOWN else 1)
    if kind.lines and choices.lines is None:
        yield Question(ask=Ask.LINES)
    if kind.tax and choices.tax is None:
        yield Question(ask=Ask.TAX)


def _micros_question(amounts: Amounts, least: int) -> Question | None:
    """Asked where whole amounts may be millionths. ``least``: what one of them has to reach."""
    large = [cell for cell, why in amounts.wrong.items() if why is Wrong.TOO_LARGE]
    largest = max(amounts.values, key=lambda cell: amounts.values[cell], default="")
    if large or amounts.values.get(largest, 0) >= least:
        return Question(ask=Ask.MICROS, options=("micros", "units"), example=(large or [largest])[0])
    return None


def _line(settlement: Settled, cell: str) -> int:
    return settlement.table.line(
        next(row for row, other in enumerate(settlement.rows.values[settlement.amount]) if other == cell)
    )
