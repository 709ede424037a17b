"""Indexes that find what tells which costs are missing: hours, the last day of each import, repeats that are due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

HOURS = sa.text("hours IS NOT NULL")
IMPORTED = sa.text("source = 'import' AND category = 'ads'")


def upgrade() -> None:
    op.create_index("ix_entries_hours", "entries", ["workspace_id", "day"], sqlite_where=HOURS, postgresql_where=HOURS)
    op.create_index(
        "ix_entries_imported_ads",
        "entries",
        ["workspace_id", "channel", "day"],
        sqlite_where=IMPORTED,
        postgresql_where=IMPORTED,
    )
    op.create_index(op.f("ix_repeats_workspace_id_state_next_day"), "repeats", ["workspace_id", "state", "next_day"])


def downgrade() -> None:
    op.drop_index("ix_repeats_workspace_id_state_next_day", "repeats")
    op.drop_index("ix_entries_imported_ads", "entries")
    op.drop_index("ix_entries_hours", "entries")
