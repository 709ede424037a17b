"""The schema's versions: an older or empty database is brought to today's once, however many processes start."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, column, inspect, select, table, text

from storage import spoiled
from storage.database import Database
from storage.flaws import blamed
from storage.spoiled import SPOILED, Spoiled, SpoiledEntry
from storage.tables import entries

VERSIONS = Path(__file__).parent / "migrations" / "versions"
MIGRATING = 7_064_207
"""The number of PostgreSQL's advisory lock; SQLite's BEGIN IMMEDIATE is one already."""

PATIENCE_SECONDS = 600
"""Seconds to wait for another process that migrates."""


_WRITERS_WAIT = text("LOCK TABLE workspaces IN SHARE ROW EXCLUSIVE MODE")
"""Whatever writes takes the row of its workspace first (storage/workspaces.py), and so does a migration: otherwise each
would wait for a table that the other holds.
"""


class NewerSchema(Exception):
    """Raised when the database is of a newer version of the program, which alone may work on it."""


class Standing(StrEnum):
    """The standing of a schema against this program. ``newer``: at a version that this program does not know."""

    EMPTY = "empty"
    OLDER = "older"
    NEWEST = "newest"
    NEWER = "newer"


def migrate(database: Database) -> bool:
    """Brings the schema to the newest version; True if there was anything to do.

    Raises `NewerSchema`, and `SpoiledEntry` where an entry cannot be read.
    """
    if current(database):
        return False
    with database.writing(PATIENCE_SECONDS) as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
        # Asked again under the lock: another process may have migrated while this one waited.
        stands = version(connection)
        if stands == newest():
            return False
        if stands is not None and stands not in versions():
            raise NewerSchema(stands)
        if stands is not None and not database.sqlite:
            connection.execute(_WRITERS_WAIT)
        try:
            _upgrade(connection)
        except SPOILED as error:
            _name_spoiled(connection, error)
    return True


def current(database: Database) -> bool:
    """Whether the schema is the newest."""
    return standing(database) is Standing.NEWEST


def standing(database: Database) -> Standing:
    """Compares the database's schema with this program's."""
    with database.reading() as connection:
        current = version(connection)
    if current is None:
        return Standing.EMPTY
    if current == newest():
        return Standing.NEWEST
    return Standing.OLDER if current in versions() else Standing.NEWER


def rewrite(database: Database) -> None:
    """Writes the version as it stands and commits, to see whether the database takes a write.

    Raises ``SQLAlchemyError``.
    """
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def version(connection: Connection) -> str | None:
    """The version that the database states; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    current: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return current


def newest() -> str:
    """The version that no other is built on. Raises ``ValueError`` where there are two."""
    (newest,) = versions() - _written("down_revision")
    return newest


def versions() -> frozenset[str]:
    """Every version that this program knows."""
    return _written("revision")


def _written(name: str) -> frozenset[str]:
    """The values of ``name`` in the files of the migrations."""
    written = [file.read_text(encoding="utf-8") for file in VERSIONS.glob("[0-9]*.py")]
    return frozenset(match[1] for each in written if (match := re.search(rf'^{name}\b.*= "(\w+)"', each, re.M)))


def _upgrade(connection: Connection) -> None:
    # Imported here: every process that starts asks for the version, and hardly one has anything to do. Alembic would
    # take a seventh of its start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _name_spoiled(connection: Connection, error: Exception) -> NoReturn:
    """Raises `SpoiledEntry` with the first entry that cannot be read; ``error`` itself where each can be."""
    existing = {one["name"] for one in inspect(connection).get_columns("entries")}
    then = table("entries", *(column(one.name, one.type) for one in entries.c if one.name in existing))
    for row in spoiled.read(connection, then, select(then).order_by(then.c.id), {}):
        values, wrong = (row.row, row.column) if isinstance(row, Spoiled) else (row, blamed(row))
        if wrong:
            team = text("SELECT team_id FROM workspaces WHERE id = :workspace")
            name = connection.execute(team, {"workspace": values["workspace_id"]}).scalar()
            raise SpoiledEntry(
                f"entry {values['id']} of workspace {name} cannot be read, its {wrong} is not as the bot writes it"
            ) from error
    raise error
