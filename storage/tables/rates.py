"""The tables of rates: what an hour of a person costs, and exchange rates, typed and published.

Published exchange rates are nobody's: they are the same for all.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Table, Text

from storage.instants import Instant
from storage.tables.columns import metadata, row_id, workspace

rates = Table(
    "rates",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
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
    Column("id", row_id(), primary_key=True),
    workspace(),
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
