"""Metrics: what is counted beside the money."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "metrics",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("campaign", sa.Text(), server_default="", nullable=False),
        sa.Column("count", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("reverses", number, nullable=True),
        sa.ForeignKeyConstraint(["reverses"], ["metrics.id"], name=op.f("fk_metrics_reverses")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_metrics_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metrics")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_metrics_workspace_id_request")),
        sa.UniqueConstraint("workspace_id", "reverses", name=op.f("uq_metrics_workspace_id_reverses")),
        sqlite_autoincrement=True,
    )
    for columns in (["day"], ["campaign", "day"], ["logged_by", "id"]):
        name = op.f("ix_metrics_workspace_id_" + "_".join(columns))
        op.create_index(name, "metrics", ["workspace_id", *columns])


def downgrade() -> None:
    op.drop_table("metrics")
