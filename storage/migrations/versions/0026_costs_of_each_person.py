"""What each person cost, by who logged it, in the place of how many entries name them.

Killed on the way it has not begun (it is one transaction) and is started again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage import entry_rows, hourly_rates

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BATCH = 1000
ENTRIES = sa.table(
    "entries",
    *(sa.column(name) for name in ("id", "workspace_id", "logged_by", "sign", "reverses", "category")),
    *(sa.column(name) for name in ("campaign", "channel", "content", "people", "amount_minor", "currency")),
    *(sa.column(name) for name in ("fx_currency", "fx_rate", "fx_source")),
    *(sa.column(name, sa.Date) for name in ("day", "fx_day")),
)
FIRST = ENTRIES.alias("first")
SAID = [column for column in ENTRIES.c if column.name not in ("id", "logged_by", "sign", "reverses")]
AUTHOR = sa.func.coalesce(FIRST.c.logged_by, ENTRIES.c.logged_by)
ROWS = (
    sa.select(*SAID, AUTHOR.label("author"), sa.func.sum(ENTRIES.c.sign).label("standing"))
    .select_from(
        ENTRIES.outerjoin(
            FIRST,
            (ENTRIES.c.sign < 0)
            & (FIRST.c.workspace_id == ENTRIES.c.workspace_id)
            & (FIRST.c.id == ENTRIES.c.reverses),
        )
    )
    .where(ENTRIES.c.workspace_id == sa.bindparam("workspace"), ENTRIES.c.category == "people")
    .group_by(*SAID, AUTHOR)
)
PLACE = ("campaign", "month", "channel", "content", "person")
Amounts = list[tuple[tuple[str, ...], int]]
"""The rest of a key, and what an entry adds there."""


def upgrade() -> None:
    _create((*PLACE, "author"), "cost")
    _fill((*PLACE, "author"), "cost", _costs)


def downgrade() -> None:
    _create(PLACE, "standing")
    _fill(PLACE, "standing", _standing)


def _create(keys: Iterable[str], amount: str) -> None:
    """In the place of the table as it was."""
    op.drop_table("person_totals")
    op.create_table(
        "person_totals",
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *(_key(name) for name in keys),
        sa.Column(amount, sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", *keys, name=op.f("pk_person_totals")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_person_totals_workspace_id")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_totals_workspace_id_month", "person_totals", ["workspace_id", "month"])


def _key(name: str) -> sa.Column[Any]:
    if name == "month":
        return sa.Column(name, sa.Date(), nullable=False)
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _fill(keys: tuple[str, ...], amount: str, amounts: Callable[[sa.RowMapping], Amounts]) -> None:
    connection = op.get_bind()
    names = ("workspace_id", *keys, amount)
    table = sa.table("person_totals", *(sa.column(name, sa.Date if name == "month" else None) for name in names))
    for workspace in connection.execute(sa.text("SELECT id FROM workspaces ORDER BY id")).scalars().all():
        sums = Counter[tuple[Any, ...]]()
        for row in connection.execute(ROWS, {"workspace": workspace}).mappings():
            place = (row["campaign"], row["day"].replace(day=1), row["channel"], row["content"])
            for rest, added in amounts(row):
                sums[(*place, *rest)] += int(row["standing"]) * added
        rows = [dict(zip(names, (workspace, *place, total), strict=True)) for place, total in sums.items()]
        for start in range(0, len(rows), BATCH):
            connection.execute(sa.insert(table), rows[start : start + BATCH])


def _costs(row: sa.RowMapping) -> Amounts:
    return [((person, row["author"]), minor) for person, minor in entry_rows.parts_of(row).items()]


def _standing(row: sa.RowMapping) -> Amounts:
    return [((person,), 1) for person in hourly_rates.named(row["people"])]
