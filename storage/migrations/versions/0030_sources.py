"""Which channel a source and medium are linked with; the numbers and sources of a CRM's deals. None is so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "source_links",
        sa.Column("id", big, nullable=False),
        sa.Column("workspace_id", big, nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("medium", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_source_links_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_links")),
    )
    op.create_index(op.f("ix_source_links_workspace_id_id"), "source_links", ["workspace_id", "id"])
    op.create_table(
        "deal_sources",
        sa.Column("workspace_id", big, nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("medium", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deal_sources_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "deal", name=op.f("pk_deal_sources")),
    )
    op.create_index(op.f("ix_deal_sources_workspace_id_order_id"), "deal_sources", ["workspace_id", "order_id"])
    op.create_index(op.f("ix_deal_sources_workspace_id_external_id"), "deal_sources", ["workspace_id", "external_id"])


def downgrade() -> None:
    op.drop_table("deal_sources")
    op.drop_table("source_links")
