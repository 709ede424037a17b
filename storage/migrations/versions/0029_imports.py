"""Imports, their steps and claims, what was chosen about files, where entries come from; the days of an invoice's media.

There is none of them so far.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _workspace() -> sa.Column[int]:
    return sa.Column("workspace_id", _row_id(), nullable=False)


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id"))


def _amounts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), server_default="", nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    no = sa.text("false")
    op.add_column("workspaces", sa.Column("importing", sa.Boolean(), server_default=no, nullable=False))
    op.add_column("entries", sa.Column("media_from", sa.Date(), nullable=True))
    op.add_column("entries", sa.Column("media_until", sa.Date(), nullable=True))
    _add_imports()
    _add_steps()
    _add_claims()
    _add_choices()
    _add_sources()


def _add_imports() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "imports",
        _workspace(),
        sa.Column("id", _row_id(), nullable=False),
        *_texts("kind"),
        *_words("account", "level"),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        *_texts("currency"),
        sa.Column("reporting", sa.Text(), nullable=True),
        *_texts("file", "digest"),
        *_amounts("rows", "left_out", "refused", "sum_minor", "facts", "taken", "position"),
        *_texts("state", "brought_by"),
        sa.Column("brought_at", instant, nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", instant, nullable=True),
        *_words("replaces", "adjusted", "note", "slack_file"),
        sa.Column("dated", instant, nullable=True),
        *_texts("choices"),
        *_words("makes"),
        sa.Column("asks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *_words("place"),
        sa.Column("sales", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        *_amounts("moved"),
        _of_workspace("imports"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_workspace_id_digest"), "imports", ["workspace_id", "digest"])
    op.create_index(op.f("ix_imports_workspace_id_kind_account"), "imports", ["workspace_id", "kind", "account"])
    _index_where("ix_imports_unfinished", "imports", ["workspace_id", "id"], "state IN ('booking', 'undoing')")


def _add_steps() -> None:
    op.create_table(
        "import_steps",
        _workspace(),
        sa.Column("import_id", _row_id(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        *_words("planned", "shapes", "made"),
        _of_workspace("import_steps"),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "first", name=op.f("pk_import_steps")),
    )


def _add_claims() -> None:
    op.create_table(
        "import_claims",
        _workspace(),
        sa.Column("import_id", _row_id(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_words("campaign", "channel", "type"),
        *_amounts("count"),
        sa.Column("revenue_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        *_amounts("replaced"),
        _of_workspace("import_claims"),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "place", name=op.f("pk_import_claims")),
    )
    op.create_index(op.f("ix_import_claims_workspace_id_day"), "import_claims", ["workspace_id", "day"])


def _add_choices() -> None:
    op.create_table(
        "import_choices",
        _workspace(),
        *_texts("kind"),
        *_words("account"),
        *_texts("choices", "chosen_by"),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        _of_workspace("import_choices"),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "account", name=op.f("pk_import_choices")),
    )


def _add_sources() -> None:
    op.create_table(
        "entry_sources",
        _workspace(),
        sa.Column("entry_id", _row_id(), nullable=False),
        *_amounts("import_id"),
        *_words("source", "medium", "content", "term", "external_id"),
        _of_workspace("entry_sources"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_entry_sources_entry_id")),
        sa.PrimaryKeyConstraint("workspace_id", "entry_id", name=op.f("pk_entry_sources")),
    )
    sourced = op.f("ix_entry_sources_workspace_id_source_medium")
    op.create_index(sourced, "entry_sources", ["workspace_id", "source", "medium"])
    _index_where("ix_entry_sources_external", "entry_sources", ["workspace_id", "external_id"], "external_id <> ''")


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for table in ("entry_sources", "import_choices", "import_claims", "import_steps", "imports"):
        op.drop_table(table)
    op.drop_column("entries", "media_until")
    op.drop_column("entries", "media_from")
    op.drop_column("workspaces", "importing")
