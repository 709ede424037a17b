"""What parts of one split lost in the currency totals: two on the same day, campaign and channel are added.

Only costs in another currency that are split were ever written wrongly; the currency totals of costs, of the workspaces
that have such a cost, are summed anew from the entries. Nothing else is touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.categories import Category
from core.entries import Cost
from core.fx import ExchangeRate, RateSource
from core.media import Media
from core.money import Money
from core.postings import postings
from storage import splits

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEYS = ("workspace_id", "campaign", "day", "channel", "content", "category", "goal_id", "currency")
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
"""What of a cost its sums in other currencies need, as the table was at this version."""
TOTALS = sa.table(
    "currency_totals",
    *(sa.column(name, sa.Date if name == "day" else sa.BigInteger if "id" in name else sa.Text) for name in KEYS),
    *(sa.column(name, sa.BigInteger) for name in ("own_cost", "cost", "own_value", "value")),
)
COSTS = sa.select(ENTRIES).where(ENTRIES.c.fx_rate.is_not(None), ENTRIES.c.goal_id == 0)


def upgrade() -> None:
    books = op.get_bind()
    touched = sa.select(ENTRIES.c.workspace_id).where(
        ENTRIES.c.fx_rate.is_not(None), ENTRIES.c.goal_id == 0, ENTRIES.c.split != ""
    )
    for workspace in books.execute(touched.distinct().order_by(ENTRIES.c.workspace_id)).scalars().all():
        rows = _summed(books, workspace)
        books.execute(sa.delete(TOTALS).where(TOTALS.c.workspace_id == workspace, TOTALS.c.goal_id == 0))
        op.bulk_insert(TOTALS, rows)


def downgrade() -> None:
    """What was wrong stays mended."""


def _summed(books: sa.Connection, workspace: int) -> list[dict[str, Any]]:
    """The rows of a workspace's costs. Each of the two sums is added up by itself, so that no part meets another."""
    own, booked = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for row in books.execute(COSTS.where(ENTRIES.c.workspace_id == workspace)).mappings():
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
