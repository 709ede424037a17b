"""Names: the keys of people in ``rates`` are those of today's rule. No other key moves, and no sum.

Campaigns, goals, channels, content types, deals and stages keep the keys they have, which entries and totals name; what
is typed finds them by their names (`core.setup.registers`). Who was taken for whom is told by `storage.namesakes`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.setup.names import slug

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

RATES = sa.table(
    "rates", sa.column("workspace_id", sa.BigInteger), sa.column("person", sa.Text), sa.column("name", sa.Text)
)
_KEY = (
    sa.update(RATES)
    .where(RATES.c.workspace_id == sa.bindparam("workspace"), RATES.c.name == sa.bindparam("written"))
    .values(person=sa.bindparam("key"))
)


def upgrade() -> None:
    books = op.get_bind()
    for workspace, name in books.execute(sa.select(RATES.c.workspace_id, RATES.c.name).distinct()).all():
        books.execute(_KEY, {"workspace": workspace, "written": name, "key": slug(name)})


def downgrade() -> None:
    """Changes nothing: the program before made its keys of the names, too."""
