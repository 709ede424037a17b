"""Deals: their steps, the conversions they book, and the stages with their probabilities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "deal_steps",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_name", sa.Text(), server_default="", nullable=False),
        sa.Column("probability", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("fx_currency", sa.Text(), nullable=True),
        sa.Column("fx_rate", sa.Text(), nullable=True),
        sa.Column("fx_day", sa.Date(), nullable=True),
        sa.Column("fx_source", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("goal_id", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("reverses", number, nullable=True),
        sa.Column("first_id", number, nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["deal_steps.id"], name=op.f("fk_deal_steps_first_id")),
        sa.ForeignKeyConstraint(["reverses"], ["deal_steps.id"], name=op.f("fk_deal_steps_reverses")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deal_steps_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_steps")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_deal_steps_workspace_id_request")),
        sa.UniqueConstraint("workspace_id", "reverses", name=op.f("uq_deal_steps_workspace_id_reverses")),
        sqlite_autoincrement=True,
    )
    for columns in (["deal", "day"], ["campaign", "id"], ["logged_by", "id"]):
        name = op.f("ix_deal_steps_workspace_id_" + "_".join(columns))
        op.create_index(name, "deal_steps", ["workspace_id", *columns])
    op.create_table(
        "deal_bookings",
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("step_id", number, nullable=False),
        sa.Column("entry_id", number, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_deal_bookings_entry_id")),
        sa.ForeignKeyConstraint(["step_id"], ["deal_steps.id"], name=op.f("fk_deal_bookings_step_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deal_bookings_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "step_id", name=op.f("pk_deal_bookings")),
    )
    op.create_table(
        "deal_stages",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("stages", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deal_stages_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_stages")),
    )
    op.create_index(op.f("ix_deal_stages_workspace_id_start"), "deal_stages", ["workspace_id", "start"])


def downgrade() -> None:
    op.drop_table("deal_stages")
    op.drop_table("deal_bookings")
    op.drop_table("deal_steps")
