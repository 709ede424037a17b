"""The tables. Every row carries its workspace; money is whole minor units; keys are empty, not NULL, where none.

Published exchange rates are nobody's: they are the same for all.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from storage.instants import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> TypeEngine[int]:
    """64 bits, and still SQLite's own row id."""
    return BigInteger().with_variant(Integer, "sqlite")


def _workspace(*, primary_key: bool = False) -> Column[int]:
    return Column("workspace_id", _id(), ForeignKey("workspaces.id"), nullable=False, primary_key=primary_key)


def _words(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", primary_key=primary_key)


def _amount(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


workspaces = Table(
    "workspaces",
    metadata,
    Column("id", _id(), primary_key=True),
    _words("enterprise_id"),
    Column("team_id", Text, nullable=False),
    Column("currency", Text),
    Column("timezone", Text),
    Column("language", Text),
    Column("first_admin_timezone", Text),
    Column("first_admin_language", Text),
    Column("revision", BigInteger, nullable=False, server_default=text("0")),
    Column("completeness", Integer),
    _words("shared"),
    _words("token"),
    _words("chain_head"),
    _amount("chain_length"),
    UniqueConstraint("enterprise_id", "team_id"),
)

names = Table(
    "names",
    metadata,
    _workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    _workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("start", Date),
    Column("end", Date),
    Column("budget_minor", BigInteger),
    Column("budget_currency", Text),
    Column("margin", Text),
    _words("kind"),
)

goals = Table(
    "goals",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("key", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("rate", Text),
    Column("value_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("counts", Boolean, nullable=False),
    _words("source"),
    Column("current", Boolean, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "key"),
)

targets = Table(
    "targets",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("campaign", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("cost_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "campaign", "goal"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("sign", Integer, nullable=False),
    Column("day", Date, nullable=False),
    _words("campaign"),
    _words("channel"),
    _words("content"),
    _words("category"),
    Column("goal_id", _id(), nullable=False, server_default=text("0")),
    _amount("amount_minor"),
    Column("currency", Text, nullable=False),
    _amount("count"),
    _amount("value_minor"),
    Column("revenue_minor", BigInteger),
    Column("hours", Text),
    Column("rate_minor", BigInteger),
    Column("until", Date),
    Column("share", Text),
    _words("split"),
    _words("note"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("source", Text, nullable=False),
    Column("request", Text),
    Column("reverses", _id(), ForeignKey("entries.id")),
    Column("fx_currency", Text),
    Column("fx_rate", Text),
    Column("fx_day", Date),
    Column("fx_source", Text),
    _words("people"),
    Column("media_minor", BigInteger),
    Column("left_out_minor", BigInteger),
    Column("frozen_minor", BigInteger),
    Column("replaces", _id()),
    Column("refunds", _id()),
    Column("refunded_on", Date),
    _words("seal"),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    Index(None, "workspace_id", "logged_at"),
    Index(None, "workspace_id", "logged_by", "id"),
    Index(None, "workspace_id", "campaign", "id"),
    Index(
        "ix_entries_people",
        "workspace_id",
        "day",
        sqlite_where=text("category = 'people'"),
        postgresql_where=text("category = 'people'"),
    ),
    Index(
        "ix_entries_people_of",
        "workspace_id",
        "campaign",
        "day",
        sqlite_where=text("category = 'people'"),
        postgresql_where=text("category = 'people'"),
    ),
    Index(
        "ix_entries_left_out",
        "workspace_id",
        "day",
        sqlite_where=text("left_out_minor IS NOT NULL"),
        postgresql_where=text("left_out_minor IS NOT NULL"),
    ),
    Index(
        "ix_entries_hours",
        "workspace_id",
        "day",
        sqlite_where=text("hours IS NOT NULL"),
        postgresql_where=text("hours IS NOT NULL"),
    ),
    Index(
        "ix_entries_imported_ads",
        "workspace_id",
        "channel",
        "day",
        sqlite_where=text("source = 'import' AND category = 'ads'"),
        postgresql_where=text("source = 'import' AND category = 'ads'"),
    ),
    Index(
        "ix_entries_refunds",
        "workspace_id",
        "refunds",
        sqlite_where=text("refunds IS NOT NULL"),
        postgresql_where=text("refunds IS NOT NULL"),
    ),
    Index(
        "ix_entries_category",
        "workspace_id",
        "category",
        "id",
        sqlite_where=text("category <> ''"),
        postgresql_where=text("category <> ''"),
    ),
    Index(
        "ix_entries_whole",
        "workspace_id",
        "day",
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
    Index(
        "ix_entries_spread",
        "workspace_id",
        "until",
        sqlite_where=text("until IS NOT NULL"),
        postgresql_where=text("until IS NOT NULL"),
    ),
    Index(
        "ix_entries_replaces",
        "workspace_id",
        "replaces",
        sqlite_where=text("replaces IS NOT NULL"),
        postgresql_where=text("replaces IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)


def _totals(name: str, day: str) -> Table:
    """Sums by day or month; campaign first in the key, because a campaign is what is asked for most.

    ``standing``: how many postings the sums are of.
    """
    return Table(
        name,
        metadata,
        _workspace(primary_key=True),
        _words("campaign", primary_key=True),
        Column(day, Date, primary_key=True),
        _words("channel", primary_key=True),
        _words("content", primary_key=True),
        _words("category", primary_key=True),
        Column("goal_id", _id(), primary_key=True, autoincrement=False),
        _amount("cost"),
        _amount("count"),
        _amount("value"),
        _amount("revenue"),
        _amount("standing"),
        Index(None, "workspace_id", day),
        sqlite_with_rowid=False,
    )


daily_totals = _totals("daily_totals", "day")
monthly_totals = _totals("monthly_totals", "month")

schedules = Table(
    "schedules",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("kind", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    _words("channel"),
    Column("weekday", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    _amount("floor_minor"),
    Column("active", Boolean, nullable=False),
    Column("next_run", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "kind", "conversation", "channel"),
    Index(None, "active", "next_run"),
)

repeats = Table(
    "repeats",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("entry_id", _id(), ForeignKey("entries.id"), nullable=False),
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

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("schedule_id", _id(), ForeignKey("schedules.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("due", Instant, nullable=False),
    Column("delayed", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("first_try", Instant),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("ts", Text),
    _words("reason"),
    _words("subject"),
    Column("absences", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("workspace_id", "schedule_id", "period"),
    Index(None, "workspace_id", "state", "not_before"),
)

handled = Table(
    "handled",
    metadata,
    _workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)

typed_texts = Table(
    "typed_texts",
    metadata,
    _workspace(primary_key=True),
    Column("view", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("text", Text, nullable=False),
    _words("asked"),
    Column("at", Instant, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    _workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("attempt", Text, nullable=False),
    Column("answer", Text),
    Column("final", Boolean, nullable=False, server_default=text("false")),
    Column("at", Instant, nullable=False),
)

done_requests = Table(
    "done_requests",
    metadata,
    _workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("until", Instant, nullable=False),
    sqlite_with_rowid=False,
)

rates = Table(
    "rates",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("rate_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "person"),
)

typed_rates = Table(
    "typed_rates",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("currency", Text, nullable=False),
    Column("reporting", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("rate", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "currency", "day"),
)

published_rates = Table(
    "published_rates",
    metadata,
    Column("day", Date, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("rate", Text, nullable=False),
)

metrics = Table(
    "metrics",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("sign", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("metric", Text, nullable=False),
    _words("channel"),
    _words("campaign"),
    _amount("count"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("request", Text),
    Column("reverses", _id(), ForeignKey("metrics.id")),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    Index(None, "workspace_id", "day"),
    Index(None, "workspace_id", "campaign", "day"),
    Index(None, "workspace_id", "logged_by", "id"),
    sqlite_autoincrement=True,
)

company_figures = Table(
    "company_figures",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("month", Date, nullable=False),
    Column("currency", Text, nullable=False),
    Column("revenue_minor", BigInteger),
    Column("marketing_minor", BigInteger),
    Column("sales_minor", BigInteger),
    Column("arpa_minor", BigInteger),
    Column("gross_margin", Text),
    Column("churn", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "month"),
)

benchmarks = Table(
    "benchmarks",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("sign", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("ratio", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("origin", Text, nullable=False),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("request", Text),
    Column("reverses", _id(), ForeignKey("benchmarks.id")),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    sqlite_autoincrement=True,
)

deal_steps = Table(
    "deal_steps",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("sign", Integer, nullable=False),
    Column("deal", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("stage", Text, nullable=False),
    _words("stage_name"),
    Column("probability", Text, nullable=False),
    _amount("amount_minor"),
    Column("currency", Text, nullable=False),
    Column("fx_currency", Text),
    Column("fx_rate", Text),
    Column("fx_day", Date),
    Column("fx_source", Text),
    _words("campaign"),
    _words("channel"),
    _amount("goal_id"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("request", Text),
    Column("reverses", _id(), ForeignKey("deal_steps.id")),
    Column("first_id", _id(), ForeignKey("deal_steps.id")),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    Index(None, "workspace_id", "deal", "day"),
    Index(None, "workspace_id", "campaign", "id"),
    Index(None, "workspace_id", "logged_by", "id"),
    sqlite_autoincrement=True,
)

deal_bookings = Table(
    "deal_bookings",
    metadata,
    _workspace(primary_key=True),
    Column("step_id", _id(), ForeignKey("deal_steps.id"), primary_key=True),
    Column("entry_id", _id(), ForeignKey("entries.id"), nullable=False),
)

deal_stages = Table(
    "deal_stages",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("start", Date, nullable=False),
    Column("stages", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "start"),
)

closings = Table(
    "closings",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("month", Date, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("request", Text),
    Column("reopened_by", Text),
    Column("reopened_at", Instant),
    UniqueConstraint("workspace_id", "request"),
    Index(
        "ix_closings_standing",
        "workspace_id",
        "month",
        unique=True,
        sqlite_where=text("reopened_at IS NULL"),
        postgresql_where=text("reopened_at IS NULL"),
    ),
)

currency_totals = Table(
    "currency_totals",
    metadata,
    _workspace(primary_key=True),
    _words("campaign", primary_key=True),
    Column("day", Date, primary_key=True),
    _words("channel", primary_key=True),
    _words("content", primary_key=True),
    _words("category", primary_key=True),
    Column("goal_id", _id(), primary_key=True, autoincrement=False),
    Column("currency", Text, primary_key=True),
    _amount("own_cost"),
    _amount("cost"),
    _amount("own_value"),
    _amount("value"),
    Index(None, "workspace_id", "day"),
    sqlite_with_rowid=False,
)

currency_changes = Table(
    "currency_changes",
    metadata,
    Column("id", _id(), primary_key=True),
    _workspace(),
    Column("currency", Text, nullable=False),
    Column("reporting", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index(None, "workspace_id", "id"),
)

kept_exchanges = Table(
    "kept_exchanges",
    metadata,
    _workspace(primary_key=True),
    Column("entry_id", _id(), ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    Column("reporting", Text, primary_key=True),
    Column("rate", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", Text, nullable=False),
)

kept_steps = Table(
    "kept_steps",
    metadata,
    _workspace(primary_key=True),
    Column("step_id", _id(), ForeignKey("deal_steps.id"), primary_key=True, autoincrement=False),
    Column("reporting", Text, primary_key=True),
    Column("rate", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", Text, nullable=False),
)

kept_amounts = Table(
    "kept_amounts",
    metadata,
    _workspace(primary_key=True),
    Column("plan", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("currency", Text, nullable=False),
    Column("minor", BigInteger, nullable=False),
    Column("became", BigInteger, nullable=False),
)

replacements = Table(
    "replacements",
    metadata,
    _workspace(primary_key=True),
    Column("id", _id(), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    _words("key"),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("replaced_by", Text, nullable=False),
    Column("replaced_at", Instant, nullable=False),
    Column("request", Text),
    Column("undone_by", Text),
    Column("undone_at", Instant),
    UniqueConstraint("workspace_id", "request"),
    Index(None, "workspace_id", "kind", "key", "id"),
)
