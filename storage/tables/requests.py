"""The tables of Slack's requests: which are handled or done, what is typed, what a submission was answered."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table, Text, text

from storage.instants import Instant
from storage.tables.columns import metadata, words, workspace

handled = Table(
    "handled",
    metadata,
    workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)

typed_texts = Table(
    "typed_texts",
    metadata,
    workspace(primary_key=True),
    Column("view", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("text", Text, nullable=False),
    words("asked"),
    Column("at", Instant, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("attempt", Text, nullable=False),
    Column("answer", Text),
    Column("final", Boolean, nullable=False, server_default=text("false")),
    Column("at", Instant, nullable=False),
)

done_requests = Table(
    "done_requests",
    metadata,
    workspace(primary_key=True),
    Column("request", Text, primary_key=True),
    Column("until", Instant, nullable=False),
    sqlite_with_rowid=False,
)
