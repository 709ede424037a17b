"""Replacements: what stood before a form was saved over it, what stands since, by whom, and whether it was undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "replacements",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        sa.Column("replaced_at", Instant(), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_replacements_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_replacements")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_replacements_workspace_id_request")),
    )
    op.create_index(
        op.f("ix_replacements_workspace_id_kind_key_id"), "replacements", ["workspace_id", "kind", "key", "id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_replacements_workspace_id_kind_key_id"), "replacements")
    op.drop_table("replacements")
