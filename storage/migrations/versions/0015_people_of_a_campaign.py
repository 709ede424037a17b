"""An index that finds who worked on one campaign without reading all who have worked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PEOPLE = sa.text("category = 'people'")


def upgrade() -> None:
    columns = ["workspace_id", "campaign", "day"]
    op.create_index("ix_entries_people_of", "entries", columns, sqlite_where=PEOPLE, postgresql_where=PEOPLE)


def downgrade() -> None:
    op.drop_index("ix_entries_people_of", "entries")
