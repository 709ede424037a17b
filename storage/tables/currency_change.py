"""The tables of changes of the reporting currency, and of what each change keeps for the way back."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text

from storage.instants import Instant
from storage.tables.columns import metadata, row_id, workspace

currency_changes = Table(
    "currency_changes",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("currency", Text, nullable=False),
    Column("reporting", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index(None, "workspace_id", "id"),
)

kept_exchanges = Table(
    "kept_exchanges",
    metadata,
    workspace(primary_key=True),
    Column("entry_id", row_id(), ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    Column("reporting", Text, primary_key=True),
    Column("rate", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", Text, nullable=False),
)

kept_steps = Table(
    "kept_steps",
    metadata,
    workspace(primary_key=True),
    Column("step_id", row_id(), ForeignKey("deal_steps.id"), primary_key=True, autoincrement=False),
    Column("reporting", Text, primary_key=True),
    Column("rate", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", Text, nullable=False),
)

kept_amounts = Table(
    "kept_amounts",
    metadata,
    workspace(primary_key=True),
    Column("plan", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("currency", Text, nullable=False),
    Column("minor", BigInteger, nullable=False),
    Column("became", BigInteger, nullable=False),
)
