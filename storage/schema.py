"""The schema's versions: an empty or older database is brought to today's, once, whoever starts at the same time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

MIGRATING = 7_064_207
"""The number of PostgreSQL's advisory lock; SQLite's BEGIN IMMEDIATE is one already."""


def migrate(database: Database) -> bool:
    """Brings the schema to the newest version; True if there was anything to do."""
    if current(database):
        return False
    with database.writing() as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
        if _version(connection) == _newest():
            return False
        command.upgrade(_config(connection), "head")
    return True


def current(database: Database) -> bool:
    """Whether the schema is the newest."""
    with database.reading() as connection:
        return _version(connection) == _newest()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
