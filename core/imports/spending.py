"""Spending: the rows of a table of spend summed by day, campaign and channel, exactly, and rounded once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import groupby

from core.calendar.periods import Period
from core.imports.channels import channel_question
from core.imports.choices import Choices
from core.imports.claims import claimed_amounts, claims_of, claims_question
from core.imports.gathering import Gathered, gathered
from core.imports.levels import level_of, naming
from core.imports.meanings import Meaning
from core.imports.readings import Ask, FileEmpty, OnlyTotals, Question, Reading, Result, Spend
from core.imports.settling import Settled, settled
from core.imports.sifting import Sifted, sifted
from core.imports.spots import Spot
from core.imports.statements import sifted_lines
from core.imports.tables import Table
from core.imports.totals import first_filled, is_remark, is_total
from core.imports.understanding import channel_cells, understood
from core.imports.worlds import World
from core.money.money import Money, rounded_money

PRECISION = 60
"""Digits of a sum: more than any cell times any number of rows can have."""

_BESIDE_ROWS = (Ask.LINES, Ask.TAX)
"""Questions that leave the rows readable: VAT is taken off what is booked, not of what a row says."""
_FEW = 50
"""Rows: with more there is something to read."""
_LONGEST = 200
"""Characters of an account's name."""
_PARTS = (
    *(Meaning.ACCOUNT, Meaning.PLATFORM, Meaning.CHANNEL, Meaning.CATEGORY, Meaning.CURRENCY),
    *(Meaning.NOTE, Meaning.EXTERNAL_ID, Meaning.RESULT_TYPE, Meaning.WINDOW),
)
_FINER = (Meaning.AD_SET, Meaning.AD, Meaning.BREAKDOWN)
_VALUES = (
    *(Meaning.SPEND, Meaning.SPEND_MICROS, Meaning.AMOUNT),
    *(Meaning.RESULTS, Meaning.LEADS, Meaning.REVENUE),
)


def read_spend(table: Table, choices: Choices, world: World) -> Reading:
    """A table of spend, read, or the questions that are open. Raises `FileEmpty`, `OnlyTotals` and `MixedDates`."""
    with localcontext() as context:
        context.prec = PRECISION
        rows = _gathered(table, choices)
        _check_rows(table, rows)
        found, questions = settled(table, rows, choices, world)
        claimed = claimed_amounts(rows, choices, found.amounts.column.sign)
        of_keys = understood(found)
        channel = channel_question(table.kind, found.channels, channel_cells(found, of_keys))
        questions += [question for question in (claims_question(claimed), channel) if question]
        if any(question.ask not in _BESIDE_ROWS for question in questions):
            return _known_so_far(found, questions)
        rows_read = sifted_lines(found, of_keys, choices.lines) if table.kind.lines else sifted(found, of_keys)
        claims = claims_of(table, rows, claimed, {} if table.kind.lines else rows_read.spots)
        return _reading(found, rows_read, claims, questions)


def _check_rows(table: Table, rows: Gathered) -> None:
    """Raises `FileEmpty` of a head without rows, and `OnlyTotals` of one with nothing but sums under it."""
    few = list(table.rows()) if len(rows.numbers) <= _FEW else []
    strange = [row for row in few if is_total(first_filled(row), table.kind) or is_remark(row, table.kind)]
    if len(strange) == len(rows.numbers):
        raise OnlyTotals if any(is_total(first_filled(row), table.kind) for row in strange) else FileEmpty


def _gathered(table: Table, choices: Choices) -> Gathered:
    """The rows by what is needed of them: of the columns that name something only the one that names the campaign."""
    name = naming(table, choices)
    others = (*(() if name is None else (name,)), *_PARTS)
    undated = Meaning.DAY not in table.columns and Meaning.START not in table.columns
    dates = (Meaning.DAY,) if Meaning.DAY in table.columns else (Meaning.START, Meaning.END)
    finer = tuple(part for part in _FINER if part is not name)
    return gathered(table, (*dates, *others), _VALUES, finer, first=undated)


def _known_so_far(found: Settled, questions: Sequence[Question]) -> Reading:
    return Reading(
        kind=found.table.kind.key,
        brings=found.table.kind.brings,
        account=_account(found.rows),
        level=level_of(found.table),
        currency=found.money.code,
        questions=tuple(questions),
    )


def _account(rows: Gathered) -> str:
    """The account that all rows are of; several one after the other."""
    return ", ".join(sorted({cell.strip() for cell in rows.cells(Meaning.ACCOUNT)} - {""}))[:_LONGEST]


def _reading(found: Settled, rows: Sifted, claims: Sequence[Result], questions: Sequence[Question]) -> Reading:
    spends = list(_spends(rows))
    currencies = {spend.amount.currency for spend in spends}
    one = len(currencies) == 1
    exact = rows.exact if one else Decimal(0)
    return Reading(
        kind=found.table.kind.key,
        brings=found.table.kind.brings,
        account=_account(found.rows),
        level=level_of(found.table),
        currency=currencies.pop() if one else found.money.code,
        period=_period(found, rows.spots.values()),
        spends=spends,
        claims=claims,
        rows=sum(rows.counts),
        left=dict(rows.left),
        refused=tuple(rows.refused),
        own_total=min(rows.totals, key=lambda total: abs(total - exact), default=None) if one else None,
        exact=exact,
        questions=tuple(questions),
    )


def _spends(rows: Sifted) -> Iterator[Spend]:
    """One spend for each day, campaign and channel; of chosen lines, one for each."""
    lines = dict(zip(rows.spots, rows.lines, strict=True)) if rows.lines else {}
    numbers = [number for number in rows.spots if rows.counts[number]]
    numbers.sort(key=lambda number: _order(rows.spots[number], lines.get(number, 0)))
    # Keys that are understood as the same stand beside each other now.
    for (spot, line), alike in groupby(numbers, key=lambda number: (rows.spots[number], lines.get(number, 0))):
        together = list(alike)
        total = sum((rows.sums[number] for number in together), Decimal(0))
        amount = rounded_money(total, spot.currency)
        if amount.minor:
            count = sum(rows.counts[number] for number in together)
            yield _spend(spot, amount, count, line)


def _order(spot: Spot, line: int) -> tuple[date, str, str, str, str, int, date, str, str]:
    until = spot.until or spot.day
    return (
        spot.day,
        spot.campaign,
        spot.channel,
        spot.note,
        spot.external_id,
        line,
        until,
        spot.category,
        spot.currency,
    )


def _spend(spot: Spot, amount: Money, count: int, line: int) -> Spend:
    return Spend(
        day=spot.day,
        until=spot.until,
        campaign=spot.campaign,
        channel=spot.channel,
        category=spot.category,
        amount=amount,
        rows=count,
        note=spot.note,
        external_id=spot.external_id,
        line=line,
    )


def _period(found: Settled, spots: Collection[Spot]) -> Period | None:
    """The days of all rows that were understood, also of those without spend, or all that the file says it is of."""
    if not spots:
        return None
    start, last = min(spot.day for spot in spots), max(spot.until or spot.day for spot in spots)
    if above := found.spans.above:
        until = min(above[1] or above[0], found.spans.today)
        start, last = (above[0], until) if above[0] <= start and last <= until else (start, last)
    return Period(start=start, end=last + timedelta(days=1))
