"""The schema's versions: an empty or older database is brought to today's, once, whoever starts at the same time."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.database import Database

VERSIONS = Path(__file__).parent / "migrations" / "versions"
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
        _upgrade(connection)
    return True


def current(database: Database) -> bool:
    """Whether the schema is the newest."""
    with database.reading() as connection:
        return _version(connection) == _newest()


def rewrite(database: Database) -> None:
    """Writes the version as it stands and commits: whether the database takes a write. Raises ``SQLAlchemyError``."""
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _newest() -> str:
    """The version no other is built on, as the files say it. Raises ``ValueError`` where there are two."""
    written = [file.read_text(encoding="utf-8") for file in VERSIONS.glob("[0-9]*.py")]
    made, built_on = (
        {found[1] for each in written if (found := re.search(rf'^{name}\b.*= "(\w+)"', each, re.M))}
        for name in ("revision", "down_revision")
    )
    (newest,) = made - built_on
    return newest


def _upgrade(connection: Connection) -> None:
    # Imported here: every process that starts asks for the version, and hardly one has anything to do. Alembic would
    # take a seventh of its start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
