"""The language each person has chosen, the workspace's own for answers, and the first month of its fiscal year.

Nothing is filled in: the language of digests and alerts stays what it was, and nobody is answered in another.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "language_choices",
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_language_choices_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "person", name=op.f("pk_language_choices")),
    )
    op.add_column("workspaces", sa.Column("answer_language", sa.Text(), nullable=True))
    op.add_column("workspaces", sa.Column("fiscal_month", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("workspaces", "fiscal_month")
    op.drop_column("workspaces", "answer_language")
    op.drop_table("language_choices")
