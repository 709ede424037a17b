"""Entries as rows: what an entry is in the table, how it is read with its goal and its reversal, and back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sqlalchemy import FromClause, Select, bindparam, select
from sqlalchemy.engine import RowMapping

from core.ledger.entries import WHOLE, Conversion, Cost, Entry, Refund
from core.ledger.media import Media
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.reports.cover import cost_of_each
from core.setup.categories import Category
from core.setup.goals import Goal
from storage import goals as goal_book
from storage import hourly_rates, splits
from storage.spoiled import Row
from storage.tables import entries, goals, names

REVERSAL = entries.alias("reversal")
"""The reversal of an entry that is read with `selected`; its id is ``reversed_by``."""

_SAID = tuple(column for column in entries.c if column.name != "seal")


def selected(base: FromClause) -> Select[tuple[object, ...]]:
    """A workspace's entries with all that `entry_of` needs. ``base``: the table, or a join that finds its rows."""
    rows = (
        base.outerjoin(goals, (goals.c.id == entries.c.goal_id) & (goals.c.workspace_id == entries.c.workspace_id))
        .outerjoin(names, (names.c.workspace_id == goals.c.workspace_id) & (names.c.key == goals.c.key))
        .outerjoin(
            REVERSAL, (REVERSAL.c.workspace_id == entries.c.workspace_id) & (REVERSAL.c.reverses == entries.c.id)
        )
    )
    return (
        select(*_SAID, *goal_book.COLUMNS[1:], REVERSAL.c.id.label("reversed_by"))
        .select_from(rows)
        .where(entries.c.workspace_id == bindparam("workspace"))
    )


def row_of(workspace: int, entry: Entry, request: str) -> dict[str, object]:
    """All columns but the id and the seal."""
    return {
        "workspace_id": workspace,
        "sign": entry.sign,
        "logged_by": entry.logged_by,
        "logged_at": entry.logged_at,
        "source": entry.source,
        "request": request or None,
        "reverses": entry.reverses,
        "replaces": entry.replaces,
        **fact_row(entry.fact),
    }


def fact_row(fact: Cost | Conversion) -> dict[str, object]:
    """The columns that say what is logged, whoever logs it."""
    return {
        "day": fact.day,
        "campaign": fact.campaign,
        "channel": fact.channel,
        "content": fact.content,
        "note": fact.note,
        **exchange_row(fact.exchange),
        **(_cost_row(fact) if isinstance(fact, Cost) else _conversion_row(fact)),
    }


def _cost_row(fact: Cost) -> dict[str, object]:
    return {
        "category": fact.category.value,
        "goal_id": 0,
        "amount_minor": fact.amount.minor,
        "currency": fact.amount.currency,
        "count": 0,
        "value_minor": 0,
        "revenue_minor": None,
        "hours": None if fact.hours is None else str(fact.hours),
        "rate_minor": None if fact.rate is None else fact.rate.minor,
        "until": fact.until,
        "share": None if fact.share == WHOLE else str(fact.share),
        "split": splits.written(fact.split),
        "people": hourly_rates.written(fact.people),
        "media_minor": None if fact.media is None else fact.media.said.minor,
        "left_out_minor": None if fact.media is None else fact.media.left_out.minor,
        "media_from": None if fact.media is None else fact.media.start,
        "media_until": None if fact.media is None else fact.media.until,
        "refunds": None,
        "refunded_on": None,
        "frozen_minor": None,
        "first_contact": None,
    }


def _conversion_row(fact: Conversion) -> dict[str, object]:
    return {
        "category": "",
        "goal_id": fact.goal.id,
        "amount_minor": 0,
        "currency": fact.exchange.currency if fact.exchange else fact.value.currency,
        "count": fact.count,
        "value_minor": fact.value.minor,
        "revenue_minor": None if fact.revenue is None else fact.revenue.minor,
        "hours": None,
        "rate_minor": None,
        "until": None,
        "share": None,
        "split": "",
        "people": "",
        "media_minor": None,
        "left_out_minor": None,
        "media_from": None,
        "media_until": None,
        "refunds": fact.refund.entry if fact.refund else None,
        "refunded_on": fact.refund.day if fact.refund else None,
        "frozen_minor": None if fact.frozen is None else fact.frozen.minor,
        "first_contact": fact.first_contact,
    }


def exchange_row(exchange: ExchangeRate | None) -> dict[str, object]:
    return {
        "fx_currency": exchange.reporting if exchange else None,
        "fx_rate": str(exchange.value) if exchange else None,
        "fx_day": exchange.day if exchange else None,
        "fx_source": exchange.source.value if exchange else None,
    }


def entry_of(row: RowMapping) -> Entry:
    return Entry(
        id=row["id"],
        fact=conversion_of(row, goal_book.goal_of(row)) if row["goal_id"] else cost_of(row),
        logged_by=row["logged_by"],
        logged_at=row["logged_at"],
        source=row["source"],
        sign=row["sign"],
        reverses=row["reverses"],
        reversed_by=row["reversed_by"],
        replaces=row["replaces"],
    )


def cost_of(row: Row) -> Cost:
    """The cost in a row of ``entries``."""
    currency, rate = row["currency"], row["rate_minor"]
    return Cost(
        day=row["day"],
        category=Category(row["category"]),
        amount=Money(minor=row["amount_minor"], currency=currency),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        hours=None if row["hours"] is None else Decimal(row["hours"]),
        rate=None if rate is None else Money(minor=rate, currency=currency),
        note=row["note"],
        until=row["until"],
        share=WHOLE if row["share"] is None else Decimal(row["share"]),
        split=splits.read(row["split"]),
        people=hourly_rates.read(row["people"], currency),
        media=_media(row),
        exchange=exchange_of(row),
    )


def parts_of(row: Row) -> dict[str, int]:
    """Key of a person -> what of the cost of people in a row of ``entries`` is theirs, as it is booked."""
    amount, exchange = Money(minor=row["amount_minor"], currency=row["currency"]), exchange_of(row)
    booked = exchange.convert(amount) if exchange else amount
    return cost_of_each(hourly_rates.read(row["people"], row["currency"]), booked.minor)


def _media(row: Row) -> Media | None:
    if row["media_minor"] is None:
        return None
    typed, left = (Money(minor=row[name], currency=row["currency"]) for name in ("media_minor", "left_out_minor"))
    return Media(said=typed, left_out=left, start=row["media_from"], until=row["media_until"])


def conversion_of(row: Row, goal: Goal) -> Conversion:
    """The conversion in a row of ``entries``; ``goal``: the version it names.

    ``currency`` is that of the revenue, or of the value as it was frozen; the value itself is in the reporting one.
    """
    currency, revenue, frozen = row["currency"], row["revenue_minor"], row["frozen_minor"]
    return Conversion(
        day=row["day"],
        goal=goal,
        count=row["count"],
        value=Money(minor=row["value_minor"], currency=row["fx_currency"] or currency),
        revenue=None if revenue is None else Money(minor=revenue, currency=currency),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        note=row["note"],
        exchange=exchange_of(row),
        refund=None if row["refunds"] is None else Refund(entry=row["refunds"], day=row["refunded_on"]),
        frozen=None if frozen is None else Money(minor=frozen, currency=currency),
        first_contact=row["first_contact"],
    )


def exchange_of(row: Row) -> ExchangeRate | None:
    """The rate an entry was logged with, where its currency is not the one it is booked in."""
    if row["fx_rate"] is None:
        return None
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["fx_currency"],
        value=Fraction(row["fx_rate"]),
        day=row["fx_day"],
        source=RateSource(row["fx_source"]),
    )
