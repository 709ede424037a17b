"""The rates that steps of deals had in reporting currencies of before, as those of entries are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kept_steps",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("step_id", ID, autoincrement=False, nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_kept_steps_workspace_id")),
        sa.ForeignKeyConstraint(["step_id"], ["deal_steps.id"], name=op.f("fk_kept_steps_step_id")),
        sa.PrimaryKeyConstraint("workspace_id", "step_id", "reporting", name=op.f("pk_kept_steps")),
    )


def downgrade() -> None:
    op.drop_table("kept_steps")
