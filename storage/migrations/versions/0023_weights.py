"""What judgements need beside the sums, and what campaigns and goals are asked for them.

Of real sales how many, the squares of what they weigh and the dearest of a day (J-02); results by the month of their
first contact, which is their own day so far (J-11); whose hours stand where, by month. All of it is filled from the
entries that stand, as the program would have kept it. Killed on the way it has not begun (it is one transaction) and is
started again.

Going back drops what is new here. Where entries have a first contact, the chain of seals of their workspace is made
anew, since the program before does not know of it: heads noted before no longer agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.ledger.weights import HALF, NOTHING, Sales, Weight, halves
from storage import hourly_rates, seals
from storage.instants import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BATCH = 5000
GRAINS = {"daily_totals": "day", "monthly_totals": "month"}
WEIGHED = ("sales", "squares_high", "squares_low")
PLACE = ("campaign", "channel", "content")
MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "CAST(date_trunc('month', day) AS date)"}
ENTRIES = sa.table(
    "entries",
    *(sa.column(name, sa.BigInteger) for name in ("id", "workspace_id", "sign", "goal_id", "count", "value_minor")),
    *(sa.column(name, sa.BigInteger) for name in ("revenue_minor", "refunds")),
    *(sa.column(name, sa.Text) for name in PLACE),
    sa.column("day", sa.Date),
)
GOALS = sa.table("goals", sa.column("id", sa.BigInteger), sa.column("workspace_id"), sa.column("counts", sa.Boolean))
REAL = (
    sa.select(ENTRIES)
    .join(GOALS, (GOALS.c.id == ENTRIES.c.goal_id) & (GOALS.c.workspace_id == ENTRIES.c.workspace_id))
    .where(
        ENTRIES.c.workspace_id == sa.bindparam("workspace"),
        sa.text("entries.revenue_minor IS NOT NULL"),
        GOALS.c.counts,
    )
    .order_by(ENTRIES.c.goal_id, ENTRIES.c.day, ENTRIES.c.id)
)
"""In the order of the index ``ix_entries_real``; a sale and its refunds are on one day and of one goal."""
WEIGH_DAY = sa.text(
    "UPDATE daily_totals SET sales = :sales, squares_high = :high, squares_low = :low WHERE workspace_id = :workspace "
    "AND campaign = :campaign AND day = :day AND channel = :channel AND content = :content AND category = '' "
    "AND goal_id = :goal_id"
).bindparams(sa.bindparam("day", type_=sa.Date))
WEIGH_MONTHS = (
    "INSERT INTO monthly_totals (workspace_id, campaign, month, channel, content, category, goal_id, sales, "
    "squares_high, squares_low) SELECT workspace_id, campaign, {month}, channel, content, category, goal_id, "
    "SUM(sales), SUM(squares_high) + (CAST(SUM(squares_low) AS BIGINT) >> {half}), "
    "CAST(SUM(squares_low) AS BIGINT) & {mask} FROM daily_totals WHERE sales <> 0 "
    "GROUP BY workspace_id, campaign, {month}, channel, content, category, goal_id "
    "ON CONFLICT (workspace_id, campaign, month, channel, content, category, goal_id) DO UPDATE SET "
    "sales = excluded.sales, squares_high = excluded.squares_high, squares_low = excluded.squares_low"
)
DEAREST = sa.text(
    "INSERT INTO dearest_sales (workspace_id, day, goal_id, minor) VALUES (:workspace, :day, :goal_id, :minor)"
).bindparams(sa.bindparam("day", type_=sa.Date))


FACTS = sa.table(
    "entries",
    *(sa.column(name, sa.BigInteger) for name in ("id", "workspace_id")),
    sa.column("seal", sa.Text),
    sa.column("currency", sa.Text),
    *(
        sa.column(name, {**dict.fromkeys(("day", "until", "refunded_on"), sa.Date), "logged_at": Instant}.get(name))
        for name in seals.FACTS
        if name != "workspace_id"
    ),
)
"""What the program before seals of an entry."""
SEALED = (
    sa.select(FACTS)
    .where(FACTS.c.workspace_id == sa.bindparam("workspace"), FACTS.c.id > sa.bindparam("after"))
    .order_by(FACTS.c.id)
    .limit(BATCH)
)
SEAL = (
    sa.update(FACTS)
    .where(FACTS.c.workspace_id == sa.bindparam("workspace"), FACTS.c.id == sa.bindparam("entry"))
    .values(seal=sa.bindparam("sealed"))
)
HEAD = sa.text("UPDATE workspaces SET chain_head = :head WHERE id = :workspace")
PEOPLE = sa.text(
    "SELECT campaign, day, channel, content, people, SUM(sign) AS standing FROM entries "
    "WHERE workspace_id = :workspace AND category = 'people' GROUP BY campaign, day, channel, content, people"
).columns(day=sa.Date)
STANDING = sa.text(
    "INSERT INTO person_totals (workspace_id, campaign, month, channel, content, person, standing) "
    "VALUES (:workspace, :campaign, :month, :channel, :content, :person, :standing)"
).bindparams(sa.bindparam("month", type_=sa.Date))
COHORTS = (
    "INSERT INTO cohort_totals (workspace_id, campaign, month, goal_id, count, value) "
    "SELECT workspace_id, campaign, month, goal_id, SUM(count), SUM(value) FROM monthly_totals WHERE goal_id <> 0 "
    "GROUP BY workspace_id, campaign, month, goal_id"
)
"""Everybody was met on the day of the result, so far."""


def upgrade() -> None:
    for table in GRAINS:
        for name in WEIGHED:
            op.add_column(table, _amount(name))
    real = sa.text("revenue_minor IS NOT NULL")
    columns = ["workspace_id", "goal_id", "day"]
    op.create_index("ix_entries_real", "entries", columns, sqlite_where=real, postgresql_where=real)
    _create_keyed("dearest_sales", (_day("day"), _goal()), (_amount("minor"),))
    _create_keyed("cohort_totals", (_word("campaign"), _day("month"), _goal()), (_amount("count"), _amount("value")))
    place = (_word("campaign"), _day("month"), _word("channel"), _word("content"))
    _create_keyed("person_totals", (*place, _word("person")), (_amount("standing"),))
    for table in ("cohort_totals", "person_totals"):
        op.create_index(f"ix_{table}_workspace_id_month", table, ["workspace_id", "month"])
    for table in ("entries", "deal_steps"):
        op.add_column(table, sa.Column("first_contact", sa.Date(), nullable=True))
    op.add_column("campaigns", sa.Column("goal", sa.Text(), server_default="", nullable=False))
    op.add_column("campaigns", sa.Column("serves_all", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("goals", sa.Column("delay", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("goals", sa.Column("average_minor", sa.BigInteger(), nullable=True))
    connection = op.get_bind()
    for workspace in connection.execute(sa.text("SELECT id FROM workspaces ORDER BY id")).scalars().all():
        _weigh(connection, workspace)
        _count_people(connection, workspace)
    month = MONTH[connection.dialect.name]
    connection.execute(sa.text(WEIGH_MONTHS.format(month=month, half=HALF, mask=(1 << HALF) - 1)))
    connection.execute(sa.text(COHORTS))


def downgrade() -> None:
    op.get_bind().execute(sa.text("DELETE FROM kept_amounts WHERE plan = 'average'"))
    for table, names in (("goals", ("average_minor", "delay")), ("campaigns", ("serves_all", "goal"))):
        for name in names:
            op.drop_column(table, name)
    _seal_without_contacts(op.get_bind())
    for table in ("deal_steps", "entries"):
        op.drop_column(table, "first_contact")
    for table in ("person_totals", "cohort_totals", "dearest_sales"):
        op.drop_table(table)
    op.drop_index("ix_entries_real", table_name="entries")
    for table in GRAINS:
        for name in WEIGHED:
            op.drop_column(table, name)


def _create_keyed(table: str, keys: tuple[sa.Column[Any], ...], sums: tuple[sa.Column[Any], ...]) -> None:
    """With the workspace and ``keys`` as its primary key."""
    names = ("workspace_id", *(key.name for key in keys))
    op.create_table(
        table,
        sa.Column("workspace_id", _row_id(), nullable=False),
        *keys,
        *sums,
        sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id")),
        sqlite_with_rowid=False,
    )


def _amount(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _goal() -> sa.Column[int]:
    return sa.Column("goal_id", _row_id(), autoincrement=False, nullable=False)


def _row_id() -> Any:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _weigh(connection: sa.Connection, workspace: int) -> None:
    rows = connection.execute(REAL, {"workspace": workspace}, execution_options={"yield_per": BATCH}).mappings()
    groups = groupby(rows, key=lambda row: (row["goal_id"], row["day"]))
    days = (({"workspace": workspace, "goal_id": goal, "day": day}, list(group)) for (goal, day), group in groups)
    while batch := list(islice(days, BATCH // 10)):
        _write(connection, WEIGH_DAY, [keys | sums for keys, real in batch for sums in _squares(real)])
        dearest = ((keys, _dearest(real)) for keys, real in batch)
        _write(connection, DEAREST, [keys | {"minor": minor} for keys, minor in dearest if minor])


def _squares(real: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """By campaign, channel and content; what is left of a sale is weighed once, with the entry that it was first."""
    given: dict[int, Weight] = {}
    for row in real:
        if row["refunds"] is not None:
            given[row["refunds"]] = given.get(row["refunds"], NOTHING).plus(_weight(row), row["sign"])
    sums: dict[tuple[str, ...], tuple[int, int]] = {}
    for row in real:
        if row["refunds"] is None:
            place = tuple(row[name] for name in PLACE)
            sales, squares = sums.get(place, (0, 0))
            whole, left = _weight(row), _weight(row).plus(given.get(row["id"], NOTHING))
            sales += row["sign"] * whole.sales + left.sales - whole.sales
            sums[place] = (sales, squares + row["sign"] * whole.squares + left.squares - whole.squares)
    for place, (sales, squares) in sums.items():
        high, low = halves(squares)
        yield {**dict(zip(PLACE, place, strict=True)), "sales": sales, "high": high, "low": low}


def _dearest(real: Iterable[Any]) -> int:
    sales = Sales()
    for row in real:
        sales.add(row["id"], row["sign"], row["refunds"], _weight(row))
    return sales.dearest


def _weight(row: Any) -> Weight:
    return Weight(value=row["value_minor"], count=row["count"])


def _count_people(connection: sa.Connection, workspace: int) -> None:
    standing = Counter[tuple[Any, ...]]()
    for row in connection.execute(PEOPLE, {"workspace": workspace}).mappings():
        for person in hourly_rates.named(row["people"]):
            month = row["day"].replace(day=1)
            standing[row["campaign"], month, row["channel"], row["content"], person] += int(row["standing"])
    names = ("campaign", "month", "channel", "content", "person")
    rows = [
        {"workspace": workspace, **dict(zip(names, keys, strict=True)), "standing": n} for keys, n in standing.items()
    ]
    for start in range(0, len(rows), BATCH):
        _write(connection, STANDING, rows[start : start + BATCH])


def _seal_without_contacts(connection: sa.Connection) -> None:
    """Of workspaces where anything was sealed with one."""
    met = sa.text("SELECT DISTINCT workspace_id FROM entries WHERE first_contact IS NOT NULL ORDER BY workspace_id")
    for workspace in connection.execute(met).scalars().all():
        head, after = "", 0
        while rows := connection.execute(SEALED, {"workspace": workspace, "after": after}).mappings().all():
            sealed = []
            for row in rows:
                head = seals.seal(head, row)
                sealed.append({"workspace": workspace, "entry": row["id"], "sealed": head})
            connection.execute(SEAL, sealed)
            after = rows[-1]["id"]
        connection.execute(HEAD, {"workspace": workspace, "head": head})


def _write(connection: sa.Connection, statement: sa.TextClause, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
