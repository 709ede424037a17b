"""The tables of imports: the files that came in, what each puts on the books and takes off, and what is kept of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from storage.instants import Instant
from storage.tables.columns import amount, index_where, metadata, row_id, words, workspace

imports = Table(
    "imports",
    metadata,
    workspace(primary_key=True),
    Column("id", row_id(), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    words("account"),
    words("level"),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("currency", Text, nullable=False),
    Column("reporting", Text),
    Column("file", Text, nullable=False),
    Column("digest", Text, nullable=False),
    amount("rows"),
    amount("left_out"),
    amount("refused"),
    amount("sum_minor"),
    amount("facts"),
    amount("taken"),
    amount("position"),
    Column("state", Text, nullable=False),
    Column("brought_by", Text, nullable=False),
    Column("brought_at", Instant, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Instant),
    words("replaces"),
    words("adjusted"),
    words("note"),
    words("slack_file"),
    Column("dated", Instant),
    Column("choices", Text, nullable=False),
    words("makes"),
    Column("asks", Integer, nullable=False, server_default=text("0")),
    words("place"),
    Column("sales", Boolean, nullable=False, server_default=text("false")),
    amount("moved"),
    Index(None, "workspace_id", "digest"),
    Index(None, "workspace_id", "kind", "account"),
    index_where("state IN ('booking', 'undoing')", "ix_imports_unfinished", "workspace_id", "id"),
)
"""``reporting``: the currency of the books that the file was read for. ``sales``: it books results
that other files may hold too. ``adjusted``: as JSON, ids of the entries that took the place of agency invoices.
``moved``: the revision of the books when it last went on; 0: not yet.
"""

import_steps = Table(
    "import_steps",
    metadata,
    workspace(primary_key=True),
    Column("import_id", row_id(), primary_key=True, autoincrement=False),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("steps", Integer, nullable=False),
    words("planned"),
    words("shapes"),
    words("made"),
)
"""A few hundred steps each. ``planned``: as JSON, until they are carried out; ``shapes``: a letter for each;
``made``: as JSON, the id of what each has added, 0 where there was nothing to add.
"""

import_claims = Table(
    "import_claims",
    metadata,
    workspace(primary_key=True),
    Column("import_id", row_id(), primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("until", Date),
    words("campaign"),
    words("channel"),
    words("type"),
    words("window"),
    amount("count"),
    Column("revenue_minor", BigInteger),
    Column("currency", Text),
    amount("replaced"),
    Index(None, "workspace_id", "day"),
)
"""``window``: the attribution setting, in the file's words. ``replaced``: id of the import whose claims
stand in the place of this one; 0: it stands.
"""

import_choices = Table(
    "import_choices",
    metadata,
    workspace(primary_key=True),
    Column("kind", Text, primary_key=True),
    words("account", primary_key=True),
    Column("choices", Text, nullable=False),
    Column("chosen_by", Text, nullable=False),
    Column("chosen_at", Instant, nullable=False),
)

entry_sources = Table(
    "entry_sources",
    metadata,
    workspace(primary_key=True),
    Column("entry_id", row_id(), ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    amount("import_id"),
    words("source"),
    words("medium"),
    words("content"),
    words("term"),
    words("external_id"),
    Index(None, "workspace_id", "source", "medium"),
    index_where("external_id <> ''", "ix_entry_sources_external", "workspace_id", "external_id"),
)
"""Only of entries that a file says more of than the ledger keeps."""
