"""The entry that a correction replaced; and indexes by which an opened figure finds its rows by the days they serve."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

REPLACES = sa.text("replaces IS NOT NULL")
SPREAD = sa.text("until IS NOT NULL")
WHOLE = sa.text("until IS NULL")


def upgrade() -> None:
    op.add_column("entries", sa.Column("replaces", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=True))
    op.create_index("ix_entries_whole", "entries", ["workspace_id", "day"], sqlite_where=WHOLE, postgresql_where=WHOLE)
    op.create_index(
        "ix_entries_spread", "entries", ["workspace_id", "until"], sqlite_where=SPREAD, postgresql_where=SPREAD
    )
    op.create_index(
        "ix_entries_replaces", "entries", ["workspace_id", "replaces"], sqlite_where=REPLACES, postgresql_where=REPLACES
    )


def downgrade() -> None:
    for name in ("ix_entries_replaces", "ix_entries_spread", "ix_entries_whole"):
        op.drop_index(name, "entries")
    op.drop_column("entries", "replaces")
