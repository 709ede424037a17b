"""Sums whatever their category, of each day and of each ISO week, so that a year is read of every place at once.

They are summed from the daily totals. Killed on the way it has not begun (it is one transaction) and is started again.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from core.ledger.weights import HALF

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MONDAY = {"sqlite": "date(start, '-6 days', 'weekday 1')", "postgresql": "CAST(date_trunc('week', start) AS date)"}
PLACE = ("campaign", "channel", "content")
SUMS = ("cost", "count", "value", "revenue", "standing", "sales", "squares_high", "squares_low")
FILL = (
    "INSERT INTO place_totals (workspace_id, days, start, campaign, channel, content, goal_id, cost, count, value, "
    "revenue, standing, sales, squares_high, squares_low) "
    "SELECT workspace_id, {days}, {start}, campaign, channel, content, goal_id, SUM(cost), SUM(count), SUM(value), "
    "SUM(revenue), SUM(standing), SUM(sales), SUM(squares_high) + (CAST(SUM(squares_low) AS BIGINT) >> {half}), "
    "CAST(SUM(squares_low) AS BIGINT) & {mask} FROM {table} "
    "GROUP BY workspace_id, {start}, campaign, channel, content, goal_id"
)
"""The low half of a sum of squares is carried into the high one as soon as it is full."""


def upgrade() -> None:
    op.create_table(
        "place_totals",
        sa.Column("workspace_id", _row_id(), nullable=False),
        sa.Column("days", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in PLACE),
        sa.Column("goal_id", _row_id(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in SUMS),
        sa.PrimaryKeyConstraint("workspace_id", "days", "start", *PLACE, "goal_id", name=op.f("pk_place_totals")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_place_totals_workspace_id")),
        sqlite_with_rowid=False,
    )
    _fill(1, "day", "daily_totals")
    _fill(7, MONDAY[op.get_bind().dialect.name], "place_totals")
    columns = ["workspace_id", "campaign", "days", "start"]
    op.create_index(op.f("ix_place_totals_workspace_id_campaign_days_start"), "place_totals", columns)


def downgrade() -> None:
    op.drop_table("place_totals")


def _fill(days: int, start: str, table: str) -> None:
    """Sums the rows of ``table`` by ``start``."""
    filled = FILL.format(days=days, start=start, table=table, half=HALF, mask=(1 << HALF) - 1)
    op.get_bind().execute(sa.text(filled))


def _row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
