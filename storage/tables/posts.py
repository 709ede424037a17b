"""The tables of posts: what is to be posted when, how each delivery went, and which blocks Slack takes."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.instants import Instant
from storage.tables.columns import amount, metadata, row_id, words, workspace

schedules = Table(
    "schedules",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("kind", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    words("channel"),
    Column("weekday", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    amount("floor_minor"),
    Column("active", Boolean, nullable=False),
    Column("next_run", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("workspace_id", "kind", "conversation", "channel"),
    Index(None, "active", "next_run"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("schedule_id", row_id(), ForeignKey("schedules.id"), nullable=False),
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
    words("reason"),
    words("subject"),
    Column("absences", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("workspace_id", "schedule_id", "period"),
    Index(None, "workspace_id", "state", "not_before"),
)

native_blocks = Table(
    "native_blocks",
    metadata,
    workspace(primary_key=True),
    Column("way", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("taken", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)
