"""Exchange rates: with each entry, typed by hand, published since the bot was built."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entries", sa.Column("fx_currency", sa.Text(), nullable=True))
    op.add_column("entries", sa.Column("fx_rate", sa.Text(), nullable=True))
    op.add_column("entries", sa.Column("fx_day", sa.Date(), nullable=True))
    op.add_column("entries", sa.Column("fx_source", sa.Text(), nullable=True))
    op.create_table(
        "typed_rates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", storage.instants.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_rates")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_typed_rates_workspace_id")),
    )
    op.create_index(
        op.f("ix_typed_rates_workspace_id_currency_day"), "typed_rates", ["workspace_id", "currency", "day"]
    )
    op.create_table(
        "published_rates",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "currency", name=op.f("pk_published_rates")),
    )


def downgrade() -> None:
    op.drop_table("published_rates")
    op.drop_index(op.f("ix_typed_rates_workspace_id_currency_day"), table_name="typed_rates")
    op.drop_table("typed_rates")
    for name in ("fx_source", "fx_day", "fx_rate", "fx_currency"):
        op.drop_column("entries", name)
