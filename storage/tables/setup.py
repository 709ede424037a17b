"""The tables of the setup: workspaces, languages, names, campaigns, goals, and the replacements of what they held."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Text, UniqueConstraint, text

from storage.instants import Instant
from storage.tables.columns import amount, metadata, row_id, words, workspace

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", row_id(), primary_key=True),
    words("enterprise_id"),
    Column("team_id", Text, nullable=False),
    Column("currency", Text),
    Column("timezone", Text),
    Column("language", Text),
    Column("first_admin_timezone", Text),
    Column("first_admin_language", Text),
    Column("revision", BigInteger, nullable=False, server_default=text("0")),
    Column("completeness", Integer),
    words("shared"),
    words("token"),
    words("chain_head"),
    amount("chain_length"),
    Column("answer_language", Text),
    Column("fiscal_month", Integer),
    Column("importing", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("enterprise_id", "team_id"),
)

language_choices = Table(
    "language_choices",
    metadata,
    workspace(primary_key=True),
    Column("person", Text, primary_key=True),
    Column("language", Text, nullable=False),
    Column("chosen_at", Instant, nullable=False),
)

names = Table(
    "names",
    metadata,
    workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("start", Date),
    Column("end", Date),
    Column("budget_minor", BigInteger),
    Column("budget_currency", Text),
    Column("margin", Text),
    words("kind"),
    words("goal"),
    Column("serves_all", Boolean, nullable=False, server_default=text("false")),
)

goals = Table(
    "goals",
    metadata,
    Column("id", row_id(), primary_key=True),
    workspace(),
    Column("key", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("rate", Text),
    Column("value_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("counts", Boolean, nullable=False),
    words("source"),
    Column("delay", Integer, nullable=False, server_default=text("0")),
    Column("average_minor", BigInteger),
    Column("current", Boolean, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "workspace_id", "key"),
)

replacements = Table(
    "replacements",
    metadata,
    workspace(primary_key=True),
    Column("id", row_id(), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    words("key"),
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
