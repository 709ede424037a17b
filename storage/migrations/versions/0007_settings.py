"""The settings of a workspace's figures: how complete they must be to be judged, and how shared costs are spread."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("completeness", sa.Integer(), nullable=True))
    op.add_column("workspaces", sa.Column("shared", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("workspaces", "shared")
    op.drop_column("workspaces", "completeness")
