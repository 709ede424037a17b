"""Rows of deals: what each row of a CRM's file says. Of people, names and contacts nothing is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.imports.deal_stages import closing_stage
from core.imports.identities import order_id, without_contacts
from core.imports.meanings import Meaning
from core.imports.readings import DealRow, Refused, Wrong
from core.imports.result_rows import (
    Row,
    RowRefused,
    Table,
    campaign_of,
    channel_of,
    money_of,
    number_of,
    source_of,
)
from core.money.currencies import CURRENCIES
from core.sales.deals import LOST, WON
from core.setup.names import LONGEST


@dataclass(frozen=True, kw_only=True, slots=True)
class Deals:
    """``deals``: in the order of the file. ``empty``: open or lost ones without an amount, which expect nothing.

    ``exact``: the sum of the amounts before rounding.
    """

    deals: Sequence[DealRow]
    empty: int
    refused: Sequence[Refused]
    exact: Decimal


def deals_of(rows: Iterable[Row], table: Table) -> Deals:
    """What the rows of a table say; a deal that stands in it twice is read once, and refused where the two differ."""
    deals: dict[str, DealRow] = {}
    refused: list[Refused] = []
    empty, exact = 0, Decimal()
    for row in rows:
        try:
            amount = number_of(row, Meaning.AMOUNT, table, Wrong.AMOUNT)
            if not amount and _stage(row, table) != WON:
                empty += 1
                continue
            deal = _deal(row, table, amount)
            if deals.setdefault(deal.external_id, deal) != deal:
                raise RowRefused(Wrong.TWICE)
            exact += amount
        except RowRefused as problem:
            refused.append(Refused(line=row.line, why=problem.why))
    return Deals(deals=list(deals.values()), empty=empty, refused=refused, exact=exact)


def _deal(row: Row, table: Table, amount: Decimal) -> DealRow:
    number = order_id(row.text(Meaning.EXTERNAL_ID))
    if not number:
        raise RowRefused(Wrong.NO_ID)
    if not amount:
        raise RowRefused(Wrong.AMOUNT)
    created = _day(row, Meaning.CREATED_ON, table)
    source, medium = source_of(row)
    return DealRow(
        external_id=number,
        order_id=order_id(row.text(Meaning.ORDER_ID)),
        stage=_words(row),
        amount=money_of(amount, _currency(row, table)),
        day=_step_day(row, created, table),
        created_on=created,
        campaign=campaign_of(row),
        channel=channel_of(row, table, source, medium),
        source=source,
        medium=medium,
        probability=_probability(row, table),
    )


def _words(row: Row) -> str:
    """The stage in the file's words; those of its status once that says how the deal has ended."""
    status = without_contacts(row.text(Meaning.STATUS))[:LONGEST]
    stage = without_contacts(row.text(Meaning.STAGE))[:LONGEST]
    words = status if closing_stage(status) else stage or status
    if not words:
        raise RowRefused(Wrong.NAME)
    return words


def _stage(row: Row, table: Table) -> str:
    """`WON`, `LOST`, or the key of an open stage that was chosen for these words; empty of any other open one."""
    words = _words(row)
    return table.stages.get(words) or closing_stage(words)


def _step_day(row: Row, created: date | None, table: Table) -> date:
    """When a deal was closed; of an open one, whose closing day is a hope, when it was created, or else today."""
    closed = {WON: Meaning.WON_ON, LOST: Meaning.LOST_ON}.get(_stage(row, table))
    if closed is None:
        return created or table.today
    day = _day(row, closed, table) or _day(row, Meaning.CLOSED_ON, table)
    if day is None or (created and day < created):
        raise RowRefused(Wrong.DATE)
    return day


def _day(row: Row, meaning: Meaning, table: Table) -> date | None:
    cell = row.text(meaning)
    day = table.cells.day(cell) if cell else None
    if cell and day is None:
        raise RowRefused(Wrong.DATE)
    if day and day > table.today:
        raise RowRefused(Wrong.FUTURE)
    return day


def _currency(row: Row, table: Table) -> str:
    currency = row.text(Meaning.CURRENCY).upper() or table.currency
    if currency not in CURRENCIES:
        raise RowRefused(Wrong.CURRENCY)
    return currency


def _probability(row: Row, table: Table) -> Decimal | None:
    """Percent; HubSpot writes it as a share of one."""
    cell = row.text(Meaning.PROBABILITY)
    number = table.cells.number(cell.removesuffix("%").strip()) if cell else None
    if number is not None and table.shares and not cell.endswith("%"):
        number *= 100
    if cell and (number is None or not 0 <= number <= 100):
        raise RowRefused(Wrong.COUNT)
    return number
