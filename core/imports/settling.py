"""Settling: what holds for all rows of a table of spend, and what must be asked before any can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.imports.amounts import Amounts, amounts_of
from core.imports.channels import channel_question, channels_in
from core.imports.choices import Choices
from core.imports.currencies import Denomination, code_of, denomination
from core.imports.gathering import Gathered
from core.imports.levels import level_question, naming
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question, Wrong
from core.imports.spans import Spans, spans_of
from core.imports.spots import BLANK, Fault, Spot
from core.imports.tables import Table
from core.imports.totals import is_total
from core.imports.worlds import World
from core.setup.categories import Category, category_of
from core.setup.names import slug

_ONCE = (
    *(Meaning.DAY, Meaning.START, Meaning.END, Meaning.CAMPAIGN, Meaning.CAMPAIGN_GROUP, Meaning.PLATFORM),
    *(Meaning.CHANNEL, Meaning.CURRENCY, Meaning.SPEND, Meaning.SPEND_MICROS, Meaning.AMOUNT, Meaning.CATEGORY),
)
"""What no two columns may mean: of the rest the first is taken, or none is booked by it."""


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

    def of(self, key: Sequence[str]) -> Spot | Fault:
        """What the rows of a key are of."""
        cells = dict(zip(self.rows.parts, key, strict=False))
        first = key[-1] if len(key) > len(self.rows.parts) else ""
        name = cells.get(self.name, "").strip() if self.name else ""
        if is_total(first, self.table.kind) or is_total(name, self.table.kind):
            return Fault(why=Wrong.NAME, cell=name or first, doubtful=True, total=self.spans.begins is None)
        days = self.spans.of(cells, self.table)
        if isinstance(days, Fault):
            return days
        if self.named and name in BLANK:
            return Fault(why=Wrong.NAME, header=self.table.head(self.name or Meaning.CAMPAIGN), doubtful=True)
        return self._spot(cells, days[0], "" if name in BLANK else name, days[1])

    def _spot(self, cells: Mapping[Meaning, str], day: date, name: str, until: date | None) -> Spot | Fault:
        currency = self._currency(cells)
        category = _category(cells.get(Meaning.CATEGORY, ""))
        channel = self._channel(cells)
        if isinstance(currency, Fault):
            return currency
        if category is None or channel is None:
            wrong = Meaning.CATEGORY if category is None else Meaning.CHANNEL
            return Fault(why=Wrong.NAME, header=self.table.head(wrong), cell=cells[wrong])
        return Spot(
            day=day,
            until=until,
            campaign=name,
            channel=channel,
            category=category,
            currency=currency,
            note=cells.get(Meaning.NOTE, "").strip(),
            external_id=cells.get(Meaning.EXTERNAL_ID, "").strip(),
            type=cells.get(Meaning.RESULT_TYPE, "").strip(),
        )

    def _currency(self, cells: Mapping[Meaning, str]) -> str | Fault:
        """The code of a row: that of its own column must be the one of all, where there is one of all."""
        cell = cells.get(Meaning.CURRENCY, "")
        code = code_of(cell) if cell.strip() else self.money.code
        if not code or (self.money.code and code != self.money.code):
            return Fault(why=Wrong.CURRENCY, header=self.table.head(Meaning.CURRENCY), cell=cell)
        return code

    def _channel(self, cells: Mapping[Meaning, str]) -> str | None:
        """The key; None of a name that is no channel's."""
        cell = cells.get(Meaning.CHANNEL, cells.get(Meaning.PLATFORM, ""))
        key = self.channels.get(cell, "")
        return None if Meaning.CHANNEL in cells and cell.strip() and not key else key


def _category(cell: str) -> Category | None:
    return category_of(slug(cell)) if cell.strip() else Category.ADS


def settled(table: Table, rows: Gathered, choices: Choices, world: World) -> tuple[Settled, list[Question]]:
    """What holds for all rows, and the questions that are open. Raises `MixedDates`."""
    amount = next(one for one in (Meaning.SPEND, Meaning.SPEND_MICROS, Meaning.AMOUNT) if one in rows.values)
    amounts = _amounts(table, rows, choices, amount)
    money = denomination(table, rows, amounts, choices, world.currency)
    spans, questions = spans_of(table, rows, choices, world.today)
    name = naming(table, choices)
    named = bool(name) and not (table.kind.unnamed or Meaning.EXTERNAL_ID in table.columns)
    found = Settled(
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
    asked += [*_of_amounts(found, choices), _of_channels(found)]
    return found, [question for question in asked if question]


def _amounts(table: Table, rows: Gathered, choices: Choices, amount: Meaning) -> Amounts:
    millionths = amount is Meaning.SPEND_MICROS or bool(table.kind.micros and choices.micros)
    credits = table.kind.credits or table.kind.lines
    return amounts_of(rows.values[amount], choices.decimal, credits=credits, millionths=millionths)


def _doubled(table: Table) -> Iterator[Question]:
    for meaning, heads in table.doubled.items():
        if meaning in _ONCE:
            yield Question(ask=Ask.COLUMNS, options=heads, example=meaning.value)


def _of_amounts(found: Settled, choices: Choices) -> Iterator[Question | None]:
    """The questions on how amounts are written and what is in them."""
    amounts, kind = found.amounts, found.table.kind
    if amounts.column.unclear:
        line = _line(found, amounts.column.open)
        yield Question(ask=Ask.DECIMAL, options=(",", "."), example=amounts.column.open, line=line)
    if kind.micros and found.amount is Meaning.SPEND and choices.micros is None and not amounts.fractions:
        example = max(amounts.values, key=lambda cell: amounts.values[cell], default="")
        if amounts.values.get(example):
            yield Question(ask=Ask.MICROS, options=("micros", "units"), example=example)
    if kind.tax and choices.tax is None:
        yield Question(ask=Ask.TAX)
    if kind.lines and choices.lines is None:
        yield Question(ask=Ask.LINES)


def _line(found: Settled, cell: str) -> int:
    return found.table.line(next(row for row, other in enumerate(found.rows.values[found.amount]) if other == cell))


def _of_channels(found: Settled) -> Question | None:
    """Whether a row that may be read says no channel; what is no row of spend need not say one."""
    part = next((part for part in (Meaning.CHANNEL, Meaning.PLATFORM) if part in found.rows.parts), None)
    cells = (
        [""]
        if part is None
        else [
            cell
            for key, cell in zip(found.rows.keys, found.rows.cells(part), strict=True)
            if isinstance(found.of(key), Spot)
        ]
    )
    return channel_question(found.table.kind, found.channels, cells)
