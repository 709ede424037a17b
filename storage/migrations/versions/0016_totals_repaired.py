"""Totals: what parts of one split lost in those of currencies is added, and all others say of how many postings they are.

Two parts on the same day, campaign and channel took each other's place in ``currency_totals``. Only costs in another
currency that are split were written so; those totals of costs are summed anew from the entries, in the workspaces that
have such a cost. ``standing`` is new: entries that stand as they were typed are counted by the database, those that are
spread or split are posted. No other sum is touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.ledger.entries import Cost
from core.ledger.media import Media
from core.ledger.postings import postings
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category
from storage import splits

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PLACE = ("workspace_id", "campaign", "day", "channel", "content", "category", "goal_id")
KEYS = (*PLACE, "currency")
GRAINS = {"daily_totals": "day", "monthly_totals": "month"}
MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "CAST(date_trunc('month', day) AS date)"}
ENTRIES = sa.table(
    "entries",
    *(sa.column(name, sa.BigInteger) for name in ("workspace_id", "sign", "goal_id", "amount_minor")),
    *(sa.column(name, sa.BigInteger) for name in ("media_minor", "left_out_minor")),
    *(
        sa.column(name, sa.Text)
        for name in ("campaign", "channel", "content", "category", "currency", "share", "split")
    ),
    *(sa.column(name, sa.Text) for name in ("fx_currency", "fx_rate", "fx_source")),
    *(sa.column(name, sa.Date) for name in ("day", "until", "fx_day")),
)
"""The columns of a cost that its sums in other currencies need, as the table was at this version."""
TOTALS = sa.table(
    "currency_totals",
    *(sa.column(name, sa.Date if name == "day" else sa.BigInteger if "id" in name else sa.Text) for name in KEYS),
    *(sa.column(name, sa.BigInteger) for name in ("own_cost", "cost", "own_value", "value")),
)
COSTS = sa.select(ENTRIES).where(ENTRIES.c.goal_id == 0)
FOREIGN = COSTS.where(ENTRIES.c.fx_rate.is_not(None))
DIVIDED = COSTS.where(sa.or_(ENTRIES.c.until.is_not(None), ENTRIES.c.split != ""))


def upgrade() -> None:
    connection = op.get_bind()
    _repair(connection)
    for table in GRAINS:
        op.add_column(table, sa.Column("standing", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    _count_as_typed(connection)
    _count_divided(connection)


def downgrade() -> None:
    """Drops the new columns; sums that were wrong stay mended."""
    for table in GRAINS:
        op.drop_column(table, "standing")


def _repair(connection: sa.Connection) -> None:
    touched = FOREIGN.where(ENTRIES.c.split != "").with_only_columns(ENTRIES.c.workspace_id)
    for workspace in connection.execute(touched.distinct().order_by(ENTRIES.c.workspace_id)).scalars().all():
        rows = _summed(connection, workspace)
        connection.execute(sa.delete(TOTALS).where(TOTALS.c.workspace_id == workspace, TOTALS.c.goal_id == 0))
        op.bulk_insert(TOTALS, rows)


def _count_as_typed(connection: sa.Connection) -> None:
    """Counts the entries that stand whole on their day: one posting each, which a reversal takes off."""
    _add_to(
        connection,
        "daily_totals",
        f"SELECT {', '.join(PLACE)}, SUM(sign) FROM entries "  # noqa: S608  # reason: constants
        f"WHERE goal_id <> 0 OR (until IS NULL AND split = '') GROUP BY {', '.join(PLACE)}",
    )
    month = MONTH[connection.dialect.name]
    keys = ", ".join(month if name == "day" else name for name in PLACE)
    _add_to(connection, "monthly_totals", f"SELECT {keys}, SUM(standing) FROM daily_totals WHERE true GROUP BY {keys}")  # noqa: S608  # reason: constants


def _count_divided(connection: sa.Connection) -> None:
    days, months = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for row in connection.execute(DIVIDED.order_by(ENTRIES.c.workspace_id)).mappings():
        exchange = _exchange(row) if row["fx_rate"] else None
        for keys, _ in _posted(row, exchange):
            days[keys[:-1]] += row["sign"]
            months[*keys[:2], _first_of(keys[2]), *keys[3:-1]] += row["sign"]
    for (table, day), found in zip(GRAINS.items(), (days, months), strict=True):
        values = f"VALUES ({', '.join(f':{name}' for name in PLACE)}, :standing)"
        rows = [dict(zip(PLACE, keys, strict=True)) | {"standing": count} for keys, count in sorted(found.items())]
        if rows:
            _add_to(connection, table, values, rows, day)


def _add_to(
    connection: sa.Connection, table: str, counted: str, rows: list[dict[str, Any]] | None = None, day: str = ""
) -> None:
    """Adds counts to a total.

    ``counted``: what yields the keys and how many stand there; ``day``: that it takes one as a parameter.
    """
    keys = ", ".join(GRAINS[table] if name == "day" else name for name in PLACE)
    statement = sa.text(
        f"INSERT INTO {table} ({keys}, standing) {counted} ON CONFLICT ({keys}) "
        f"DO UPDATE SET standing = {table}.standing + excluded.standing"
    )
    connection.execute(statement.bindparams(sa.bindparam("day", type_=sa.Date)) if day else statement, rows or {})


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _summed(connection: sa.Connection, workspace: int) -> list[dict[str, Any]]:
    """The rows of a workspace's costs. Each of the two sums is added up by itself, so that no part meets another."""
    own, booked = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for row in connection.execute(FOREIGN.where(ENTRIES.c.workspace_id == workspace)).mappings():
        for sums, exchange in ((own, None), (booked, _exchange(row))):
            for keys, minor in _posted(row, exchange):
                sums[keys] += minor
    return [
        dict(zip(KEYS, keys, strict=True)) | {"own_cost": own[keys], "cost": booked[keys], "own_value": 0, "value": 0}
        for keys in sorted({*own, *booked})
    ]


def _posted(row: Any, exchange: ExchangeRate | None) -> Iterator[tuple[tuple[Any, ...], int]]:
    for one in postings(_cost(row, exchange), row["sign"]):
        keys = (one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield (row["workspace_id"], *keys, row["currency"]), one.cost


def _cost(row: Any, exchange: ExchangeRate | None) -> Cost:
    def own(minor: int) -> Money:
        return Money(minor=minor, currency=row["currency"])

    media = row["media_minor"] is not None
    return Cost(
        day=row["day"],
        category=Category(row["category"]),
        amount=own(row["amount_minor"]),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        until=row["until"],
        share=Decimal(row["share"] or 100),
        split=splits.read(row["split"]),
        media=Media(said=own(row["media_minor"]), left_out=own(row["left_out_minor"])) if media else None,
        exchange=exchange,
    )


def _exchange(row: Any) -> ExchangeRate:
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["fx_currency"],
        value=Fraction(row["fx_rate"]),
        day=row["fx_day"],
        source=RateSource(row["fx_source"]),
    )
