"""The tables of the ledger: costs and conversions as entries, their sums, what repeats, which months are closed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.instants import Instant
from storage.tables.columns import amount, index_where, metadata, row_id, words, workspace

entries = Table(
    "entries",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("sign", Integer, nullable=False),
    Column("day", Date, nullable=False),
    words("campaign"),
    words("channel"),
    words("content"),
    words("category"),
    Column("goal_id", row_id(), nullable=False, server_default=text("0")),
    amount("amount_minor"),
    Column("currency", Text, nullable=False),
    amount("count"),
    amount("value_minor"),
    Column("revenue_minor", BigInteger),
    Column("hours", Text),
    Column("rate_minor", BigInteger),
    Column("until", Date),
    Column("share", Text),
    words("split"),
    words("note"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("source", Text, nullable=False),
    Column("request", Text),
    Column("reverses", row_id(), ForeignKey("entries.id")),
    Column("fx_currency", Text),
    Column("fx_rate", Text),
    Column("fx_day", Date),
    Column("fx_source", Text),
    words("people"),
    Column("media_minor", BigInteger),
    Column("left_out_minor", BigInteger),
    Column("media_from", Date),
    Column("media_until", Date),
    Column("frozen_minor", BigInteger),
    Column("replaces", row_id()),
    Column("refunds", row_id()),
    Column("refunded_on", Date),
    Column("first_contact", Date),
    words("seal"),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    Index(None, "workspace_id", "logged_at"),
    Index(None, "workspace_id", "logged_by", "id"),
    Index(None, "workspace_id", "campaign", "id"),
    index_where("category = 'people'", "ix_entries_people", "workspace_id", "day"),
    index_where("category = 'people'", "ix_entries_people_of", "workspace_id", "campaign", "day"),
    index_where("left_out_minor IS NOT NULL", "ix_entries_left_out", "workspace_id", "day"),
    index_where("hours IS NOT NULL", "ix_entries_hours", "workspace_id", "day"),
    index_where("source = 'import' AND category = 'ads'", "ix_entries_imported_ads", "workspace_id", "channel", "day"),
    index_where("refunds IS NOT NULL", "ix_entries_refunds", "workspace_id", "refunds"),
    index_where("category <> ''", "ix_entries_category", "workspace_id", "category", "id"),
    index_where("revenue_minor IS NOT NULL", "ix_entries_real", "workspace_id", "goal_id", "day"),
    index_where("until IS NULL", "ix_entries_whole", "workspace_id", "day"),
    index_where("until IS NOT NULL", "ix_entries_spread", "workspace_id", "until"),
    index_where("replaces IS NOT NULL", "ix_entries_replaces", "workspace_id", "replaces"),
    sqlite_autoincrement=True,
)


def _sums() -> Iterator[Column[int]]:
    """``standing``: how many postings they are of. ``sales`` and squares: of real sales; the sum of squares is high ·
    2⁴⁰ + low (`core.ledger.weights`).
    """
    names = ("cost", "count", "value", "revenue", "standing", "sales", "squares_high", "squares_low")
    return (amount(name) for name in names)


def _totals(name: str, day: str) -> Table:
    """Sums by day or month; campaign first in the key, because a campaign is what is asked for most."""
    return Table(
        name,
        metadata,
        workspace(primary_key=True),
        words("campaign", primary_key=True),
        Column(day, Date, primary_key=True),
        words("channel", primary_key=True),
        words("content", primary_key=True),
        words("category", primary_key=True),
        Column("goal_id", row_id(), primary_key=True, autoincrement=False),
        *_sums(),
        Index(None, "workspace_id", day),
        sqlite_with_rowid=False,
    )


daily_totals = _totals("daily_totals", "day")
monthly_totals = _totals("monthly_totals", "month")

place_totals = Table(
    "place_totals",
    metadata,
    workspace(primary_key=True),
    Column("days", Integer, primary_key=True, autoincrement=False),
    Column("start", Date, primary_key=True),
    words("campaign", primary_key=True),
    words("channel", primary_key=True),
    words("content", primary_key=True),
    Column("goal_id", row_id(), primary_key=True, autoincrement=False),
    *_sums(),
    Index(None, "workspace_id", "campaign", "days", "start"),
    sqlite_with_rowid=False,
)
"""The same sums whatever their category, of one day and of the seven of an ISO week; time first in the key, because a
year is read of every place at once.
"""

currency_totals = Table(
    "currency_totals",
    metadata,
    workspace(primary_key=True),
    words("campaign", primary_key=True),
    Column("day", Date, primary_key=True),
    words("channel", primary_key=True),
    words("content", primary_key=True),
    words("category", primary_key=True),
    Column("goal_id", row_id(), primary_key=True, autoincrement=False),
    Column("currency", Text, primary_key=True),
    amount("own_cost"),
    amount("cost"),
    amount("own_value"),
    amount("value"),
    Index(None, "workspace_id", "day"),
    sqlite_with_rowid=False,
)

dearest_sales = Table(
    "dearest_sales",
    metadata,
    workspace(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("goal_id", row_id(), primary_key=True, autoincrement=False),
    amount("minor"),
    sqlite_with_rowid=False,
)

cohort_totals = Table(
    "cohort_totals",
    metadata,
    workspace(primary_key=True),
    words("campaign", primary_key=True),
    Column("month", Date, primary_key=True),
    Column("goal_id", row_id(), primary_key=True, autoincrement=False),
    amount("count"),
    amount("value"),
    Index(None, "workspace_id", "month"),
    sqlite_with_rowid=False,
)

person_totals = Table(
    "person_totals",
    metadata,
    workspace(primary_key=True),
    words("campaign", primary_key=True),
    Column("month", Date, primary_key=True),
    words("channel", primary_key=True),
    words("content", primary_key=True),
    words("person", primary_key=True),
    words("author", primary_key=True),
    amount("cost"),
    Index(None, "workspace_id", "month"),
    sqlite_with_rowid=False,
)

derived = {
    "day": daily_totals,
    "month": monthly_totals,
    "place": place_totals,
    "currency": currency_totals,
    "dearest": dearest_sales,
    "cohort": cohort_totals,
    "person": person_totals,
}
"""What is put together from the entries, and can be so again: by which grain the check calls it."""

repeats = Table(
    "repeats",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("entry_id", row_id(), ForeignKey("entries.id"), nullable=False),
    Column("every", Text, nullable=False),
    Column("next_day", Date, nullable=False),
    Column("end", Date),
    Column("state", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "entry_id"),
    Index(None, "state", "next_day"),
    Index(None, "workspace_id", "state", "next_day"),
)

closings = Table(
    "closings",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("month", Date, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("request", Text),
    Column("reopened_by", Text),
    Column("reopened_at", Instant),
    UniqueConstraint("workspace_id", "request"),
    index_where("reopened_at IS NULL", "ix_closings_standing", "workspace_id", "month", unique=True),
)
