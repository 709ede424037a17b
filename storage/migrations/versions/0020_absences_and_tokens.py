"""The count of vain searches for a post, and the token by which a workspace was served last, as a fingerprint."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("absences", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("workspaces", sa.Column("token", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("workspaces", "token")
    op.drop_column("deliveries", "absences")
