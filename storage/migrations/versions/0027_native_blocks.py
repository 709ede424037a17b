"""Which of Slack's newer blocks a workspace takes, by way out. Nothing is known of any at first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "native_blocks",
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_native_blocks_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "way", "kind", name=op.f("pk_native_blocks")),
    )


def downgrade() -> None:
    op.drop_table("native_blocks")
