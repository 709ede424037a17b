"""Refunds of entries, months that are closed, and the entries found by when they were logged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFUNDS = sa.text("refunds IS NOT NULL")
COSTS = sa.text("category <> ''")
STANDING = sa.text("reopened_at IS NULL")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("entries", sa.Column("refunds", number, nullable=True))
    op.add_column("entries", sa.Column("refunded_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_entries_workspace_id_logged_at"), "entries", ["workspace_id", "logged_at"])
    op.create_index(
        "ix_entries_refunds", "entries", ["workspace_id", "refunds"], sqlite_where=REFUNDS, postgresql_where=REFUNDS
    )
    op.create_index(
        "ix_entries_category",
        "entries",
        ["workspace_id", "category", "id"],
        sqlite_where=COSTS,
        postgresql_where=COSTS,
    )
    op.create_table(
        "closings",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("reopened_by", sa.Text(), nullable=True),
        sa.Column("reopened_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_closings_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_closings_workspace_id_request")),
    )
    op.create_index(
        "ix_closings_standing",
        "closings",
        ["workspace_id", "month"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    op.drop_table("closings")
    op.drop_index("ix_entries_category", "entries")
    op.drop_index("ix_entries_refunds", "entries")
    op.drop_index(op.f("ix_entries_workspace_id_logged_at"), "entries")
    op.drop_column("entries", "refunded_on")
    op.drop_column("entries", "refunds")
