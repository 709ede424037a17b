"""The tables of what is compared with: targets of campaigns, benchmarks of channels."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.instants import Instant
from storage.tables.columns import metadata, row_id, workspace

targets = Table(
    "targets",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
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

benchmarks = Table(
    "benchmarks",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
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
    Column("reverses", row_id(), ForeignKey("benchmarks.id")),
    UniqueConstraint("workspace_id", "request"),
    UniqueConstraint("workspace_id", "reverses"),
    sqlite_autoincrement=True,
)
