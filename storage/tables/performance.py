"""The tables of figures that are counted, not booked: metrics of the channels, figures of the company."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.instants import Instant
from storage.tables.columns import amount, metadata, row_id, words, workspace

metrics = Table(
    "metrics",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("sign", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("metric", Text, nullable=False),
    words("channel"),
    words("campaign"),
    amount("count"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("request", Text),
    Column("reverses", row_id(), ForeignKey("metrics.id")),
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
    Column("id", row_id(), primary_key=True),
    workspace(),
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
