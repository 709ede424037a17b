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
    Common,
    Row,
    RowRefused,
    campaign_of,
    channel_of,
    number_of,
    source_of,
)
from core.money.currencies import CURRENCIES
from core.money.money import rounded_money
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


def deals_of(rows: Iterable[Row], common: Common) -> Deals:
    """What the rows of a table say; a deal that stands in it twice is read once, and refused where the two differ."""
    deals: dict[str, DealRow] = {}
    refused: list[Refused] = []
    empty, exact = 0, Decimal()
    for row in rows:
        try:
            amount = number_of(row, Meaning.AMOUNT, common, Wrong.AMOUNT)
            if not amount and _stage(row, common) != WON:
                empty += 1
                continue
            deal = _deal(row, common, amount)
            if deals.setdefault(deal.external_id, deal) != deal:
                raise RowRefused(Wrong.TWICE)
            exact += amount
        except RowRefused as problem:
            refused.append(Refused(line=row.line, why=problem.why))
    return Deals(deals=list(deals.values()), empty=empty, refused=refused, exact=exact)


def _deal(row: Row, common: Common, amount: Decimal) -> DealRow:
    number = order_id(row.text(Meaning.EXTERNAL_ID))
    if not number:
        raise RowRefused(Wrong.NO_ID)
    if not amount:
        raise RowRefused(Wrong.AMOUNT)
    created = _day(row, Meaning.CREATED_ON, common)
    source, medium = source_of(row)
    return DealRow(
        external_id=number,
        order_id=order_id(row.text(Meaning.ORDER_ID)),
        stage=_words(row),
        amount=rounded_money(amount, _currency(row, common)),
        day=_step_day(row, created, common),
        created_on=created,
        campaign=campaign_of(row),
        channel=channel_of(row, common, source, medium),
        source=source,
        medium=medium,
        probability=_probability(row, common),
    )


def _words(row: Row) -> str:
    """The stage in the file's words; those of its status once that says how the deal has ended."""
    status = without_contacts(row.text(Meaning.STATUS))[:LONGEST]
    stage = without_contacts(row.text(Meaning.STAGE))[:LONGEST]
    words = status if closing_stage(status) else stage or status
    if not words:
        raise RowRefused(Wrong.NAME)
    return words


def _stage(row: Row, common: Common) -> str:
    """`WON`, `LOST`, or the key of an open stage that was chosen for these words; empty of any other open one."""
    words = _words(row)
    return common.stages.get(words) or closing_stage(words)


def _step_day(row: Row, created: date | None, common: Common) -> date:
    """When a deal was closed; of an open one, whose closing day is a hope, when it was created, or else today."""
    closed = {WON: Meaning.WON_ON, LOST: Meaning.LOST_ON}.get(_stage(row, common))
    if closed is None:
        return created or common.today
    day = _day(row, closed, common) or _day(row, Meaning.CLOSED_ON, common)
    if day is None or (created and day < created):
        raise RowRefused(Wrong.DATE)
    return day


def _day(row: Row, meaning: Meaning, common: Common) -> date | None:
    cell = row.text(meaning)
    day = common.cells.day(cell) if cell else None
    if cell and day is None:
        raise RowRefused(Wrong.DATE)
    if day and day > common.today:
        raise RowRefused(Wrong.FUTURE)
    return day


def _currency(row: Row, common: Common) -> str:
    currency = row.text(Meaning.CURRENCY).upper() or common.currency
    if currency not in CURRENCIES:
        raise RowRefused(Wrong.CURRENCY)
    return currency


def _probability(row: Row, common: Common) -> Decimal | None:
    """Percent; HubSpot writes it as a share of one."""
    cell = row.text(Meaning.PROBABILITY)
    number = common.cells.number(cell, Meaning.PROBABILITY) if cell else None
    if number is not None and common.shares and not cell.endswith("%"):
        number *= 100
    if cell and (number is None or not 0 <= number <= 100):
        raise RowRefused(Wrong.COUNT)
    return number
