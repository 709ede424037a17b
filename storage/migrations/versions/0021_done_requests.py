"""Requests that have taken effect, for as long as somebody could send them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "done_requests",
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_done_requests_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "request", name=op.f("pk_done_requests")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("done_requests")
