"""The tables of deals: their steps, what a step booked, the stages of the pipeline."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.instants import Instant
from storage.tables.columns import amount, metadata, row_id, words, workspace

deal_steps = Table(
    "deal_steps",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("sign", Integer, nullable=False),
    Column("deal", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("stage", Text, nullable=False),
    words("stage_name"),
    Column("probability", Text, nullable=False),
    amount("amount_minor"),
    Column("currency", Text, nullable=False),
    Column("fx_currency", Text),
    Column("fx_rate", Text),
    Column("fx_day", Date),
    Column("fx_source", Text),
    words("campaign"),
    words("channel"),
    amount("goal_id"),
    Column("logged_by", Text, nullable=False),
    Column("logged_at", Instant, nullable=False),
    Column("request", Text),
    Column("reverses", row_id(), ForeignKey("deal_steps.id")),
    Column("first_id", row_id(), ForeignKey("deal_steps.id")),
    Column("first_contact", Date),
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
    workspace(primary_key=True),
    Column("step_id", row_id(), ForeignKey("deal_steps.id"), primary_key=True),
    Column("entry_id", row_id(), ForeignKey("entries.id"), nullable=False),
)

deal_stages = Table(
    "deal_stages",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("start", Date, nullable=False),
    Column("stages", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "start"),
)
