"""The tables of where results come from: which channel a source is linked with, and what a CRM says of its deals."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table, Text, text

from storage.instants import Instant
from storage.tables.columns import metadata, row_id, words, workspace

source_links = Table(
    "source_links",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    words("source"),
    words("medium"),
    words("channel"),
    Column("undone", Boolean, nullable=False, server_default=text("false")),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "id"),
)

deal_sources = Table(
    "deal_sources",
    metadata,
    workspace(primary_key=True),
    Column("deal", Text, primary_key=True),
    Column("external_id", Text, nullable=False),
    words("order_id"),
    words("source"),
    words("medium"),
    Index(None, "workspace_id", "order_id"),
    Index(None, "workspace_id", "external_id"),
)
