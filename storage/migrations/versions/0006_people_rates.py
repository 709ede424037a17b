"""People of an entry and their rates; media of an agency's invoice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PEOPLE = sa.text("category = 'people'")
LEFT_OUT = sa.text("left_out_minor IS NOT NULL")


def upgrade() -> None:
    op.add_column("entries", sa.Column("people", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_entries_people", "entries", ["workspace_id", "day"], sqlite_where=PEOPLE, postgresql_where=PEOPLE
    )
    op.add_column("entries", sa.Column("media_minor", sa.BigInteger(), nullable=True))
    op.add_column("entries", sa.Column("left_out_minor", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_entries_left_out", "entries", ["workspace_id", "day"], sqlite_where=LEFT_OUT, postgresql_where=LEFT_OUT
    )
    op.create_table(
        "rates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rate_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_rates_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates")),
    )
    op.create_index(op.f("ix_rates_workspace_id_person"), "rates", ["workspace_id", "person"])


def downgrade() -> None:
    op.drop_table("rates")
    op.drop_index("ix_entries_left_out", "entries")
    op.drop_column("entries", "left_out_minor")
    op.drop_column("entries", "media_minor")
    op.drop_index("ix_entries_people", "entries")
    op.drop_column("entries", "people")
