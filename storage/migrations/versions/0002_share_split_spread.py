"""Share, split and spread."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entries", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("entries", sa.Column("share", sa.Text(), nullable=True))
    op.add_column("entries", sa.Column("split", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("entries", "split")
    op.drop_column("entries", "share")
    op.drop_column("entries", "until")
