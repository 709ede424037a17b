"""The chain of seals: every entry that stands is sealed as it stands today, in the order the entries were logged.

What was altered before cannot be seen any more; what is altered from now on is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage import seals
from storage.instants import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BATCH = 5000
TYPES = {
    "day": sa.Date,
    "until": sa.Date,
    "refunded_on": sa.Date,
    "logged_at": Instant,
}
"""The types of the columns that are neither numbers nor words."""
ENTRIES = sa.table(
    "entries",
    sa.column("id", sa.BigInteger),
    sa.column("seal", sa.Text),
    sa.column("currency", sa.Text),
    *(sa.column(name, TYPES.get(name)) for name in seals.FACTS),
)
NEXT = (
    sa.select(ENTRIES)
    .where(ENTRIES.c.workspace_id == sa.bindparam("workspace"), ENTRIES.c.id > sa.bindparam("after"))
    .order_by(ENTRIES.c.id)
    .limit(BATCH)
)
SEAL = (
    sa.update(ENTRIES)
    .where(ENTRIES.c.workspace_id == sa.bindparam("workspace"), ENTRIES.c.id == sa.bindparam("entry"))
    .values(seal=sa.bindparam("sealed"))
)
END = sa.text("UPDATE workspaces SET chain_head = :head, chain_length = :length WHERE id = :workspace")


def upgrade() -> None:
    op.add_column("entries", sa.Column("seal", sa.Text(), server_default="", nullable=False))
    op.add_column("workspaces", sa.Column("chain_head", sa.Text(), server_default="", nullable=False))
    op.add_column("workspaces", sa.Column("chain_length", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    connection = op.get_bind()
    for workspace in connection.execute(sa.text("SELECT id FROM workspaces ORDER BY id")).scalars().all():
        _seal_all(connection, workspace)


def downgrade() -> None:
    op.drop_column("workspaces", "chain_length")
    op.drop_column("workspaces", "chain_head")
    op.drop_column("entries", "seal")


def _seal_all(connection: sa.Connection, workspace: int) -> None:
    head, length, after = "", 0, 0
    while rows := connection.execute(NEXT, {"workspace": workspace, "after": after}).mappings().all():
        sealed = []
        for row in rows:
            head = seals.seal(head, row)
            sealed.append({"workspace": workspace, "entry": row["id"], "sealed": head})
        connection.execute(SEAL, sealed)
        length, after = length + len(rows), rows[-1]["id"]
    connection.execute(END, {"workspace": workspace, "head": head, "length": length})
