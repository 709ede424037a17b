"""How long after a click or a view a platform claims a result, in the words of its file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_claims", sa.Column("window", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("import_claims", "window")
