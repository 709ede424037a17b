"""Names: the keys of people in ``rates`` are those of today's rule. No other key moves, and no sum.

Campaigns, goals, channels, content types, deals and stages keep the keys they have, which entries and totals name; what
is typed finds them by their names (`core.registers`). Who was taken for whom is told by `storage.namesakes`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.names import slug

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

RATES = sa.table("rates", sa.column("person", sa.Text), sa.column("name", sa.Text))
_KEY = (
    sa.update(RATES)
    .where(RATES.c.name == sa.bindparam("written"), RATES.c.person != sa.bindparam("key"))
    .values(person=sa.bindparam("key"))
)


def upgrade() -> None:
    books = op.get_bind()
    names = books.execute(sa.select(RATES.c.name).distinct()).scalars().all()
    for name in sorted(names):
        books.execute(_KEY, {"written": name, "key": slug(name)})


def downgrade() -> None:
    """Nothing reads them back: the program before made its keys of the names, too."""
