"""Currencies: what was booked from others, the reporting currencies of before, and what amounts were in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.instants
from core.ledger.entries import Conversion, Cost
from core.ledger.media import Media
from core.ledger.own_currency import own_postings
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category
from core.setup.goals import Basis, Goal
from storage import splits

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SUMS = ("own_cost", "cost", "own_value", "value")
ENTRIES = sa.table(
    "entries",
    *(sa.column(name, sa.BigInteger) for name in ("workspace_id", "sign", "goal_id", "amount_minor", "value_minor")),
    *(sa.column(name, sa.BigInteger) for name in ("revenue_minor", "media_minor", "left_out_minor")),
    *(
        sa.column(name, sa.Text)
        for name in ("campaign", "channel", "content", "category", "currency", "share", "split")
    ),
    *(sa.column(name, sa.Text) for name in ("fx_currency", "fx_rate", "fx_source")),
    *(sa.column(name, sa.Date) for name in ("day", "until", "fx_day")),
)
"""The columns of an entry that its sums in other currencies need, as the table was at this version."""
GOALS = sa.table("goals", sa.column("id", sa.BigInteger), sa.column("counts", sa.Boolean))


def upgrade() -> None:
    op.add_column("entries", sa.Column("frozen_minor", sa.BigInteger(), nullable=True))
    totals = _create_totals()
    op.create_table(
        "currency_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", storage.instants.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_currency_changes_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_changes")),
    )
    op.create_index(op.f("ix_currency_changes_workspace_id_id"), "currency_changes", ["workspace_id", "id"])
    op.create_table(
        "kept_exchanges",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("entry_id", ID, autoincrement=False, nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_kept_exchanges_workspace_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_kept_exchanges_entry_id")),
        sa.PrimaryKeyConstraint("workspace_id", "entry_id", "reporting", name=op.f("pk_kept_exchanges")),
    )
    op.create_table(
        "kept_amounts",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("became", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_kept_amounts_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "plan", "key", name=op.f("pk_kept_amounts")),
    )
    _fill(totals)


def downgrade() -> None:
    for name in ("kept_amounts", "kept_exchanges", "currency_changes", "currency_totals"):
        op.drop_table(name)
    op.drop_column("entries", "frozen_minor")


def _create_totals() -> sa.Table:
    made = op.create_table(
        "currency_totals",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("campaign", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("goal_id", ID, autoincrement=False, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in SUMS),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_currency_totals_workspace_id")),
        sa.PrimaryKeyConstraint(
            "workspace_id",
            "campaign",
            "day",
            "channel",
            "content",
            "category",
            "goal_id",
            "currency",
            name=op.f("pk_currency_totals"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_currency_totals_workspace_id_day"), "currency_totals", ["workspace_id", "day"])
    return made


def _fill(totals: sa.Table) -> None:
    """Sums the entries there are, so that the books balance from the first check on."""
    sums: dict[tuple[Any, ...], list[int]] = {}
    for workspace, posted in _posted():
        row = asdict(posted)
        keys = (workspace, *(row[name] for name in ("campaign", "day", "channel", "content", "category", "goal")))
        found = sums.setdefault((*keys, row["currency"]), [0, 0, 0, 0])
        sums[*keys, row["currency"]] = [one + row[name] for one, name in zip(found, SUMS, strict=True)]
    names = [column.name for column in totals.columns]
    rows = [dict(zip(names, (*keys, *found), strict=True)) for keys, found in sums.items()]
    if rows:
        op.bulk_insert(totals, rows)


def _posted() -> Iterator[tuple[int, Any]]:
    counts = sa.select(ENTRIES, GOALS.c.counts).select_from(ENTRIES.outerjoin(GOALS, GOALS.c.id == ENTRIES.c.goal_id))
    for row in op.get_bind().execute(counts.where(ENTRIES.c.fx_rate.is_not(None))).mappings().all():
        fact = _conversion(row) if row["goal_id"] else _cost(row)
        for posted in own_postings(fact, row["sign"]):
            yield row["workspace_id"], posted


def _cost(row: Any) -> Cost:
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
        exchange=_exchange(row),
    )


def _conversion(row: Any) -> Conversion:
    nothing = Money(minor=0, currency=row["fx_currency"])
    goal = Goal(id=row["goal_id"], key="", name="", basis=Basis.FIXED, value=nothing, counts=row["counts"])
    return Conversion(
        day=row["day"],
        goal=goal,
        count=1,
        value=Money(minor=row["value_minor"], currency=row["fx_currency"]),
        revenue=Money(minor=row["revenue_minor"], currency=row["currency"]),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        exchange=_exchange(row),
    )


def _exchange(row: Any) -> ExchangeRate:
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["fx_currency"],
        value=Fraction(row["fx_rate"]),
        day=row["fx_day"],
        source=RateSource(row["fx_source"]),
    )
