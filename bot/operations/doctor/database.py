"""The database: whether it answers, can be written, has room, and is of this version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage import schema
from storage.database import Database
from storage.engines import parsed_url
from storage.outages import Outage

LEAST_MIB = 100
"""The free space beside an SQLite file, in MiB, that is enough: its journal alone may grow to some megabytes."""
OLDEST_POSTGRESQL = 15


def missing(url: str) -> str:
    """A sentence that there is no SQLite file yet, which opening it would make; else empty."""
    place = parsed_url(url)
    if place.get_backend_name() != "sqlite" or Path(place.database or "").exists():
        return ""
    return f"There is no database at {place.database} yet: `serve`, `socket` and `roibot migrate` make it."


def findings(database: Database) -> Iterator[str]:
    try:
        yield from _version(database)
        _try_to_write(database)
    except SQLAlchemyError as error:
        yield _unusable(database, error)
    if database.sqlite:
        yield from _room(Path(database.url.database or ".").absolute().parent)


def _try_to_write(database: Database) -> None:
    """Takes a lock and makes a table, and gives both back."""
    with database.rehearsing() as connection:
        connection.execute(text("CREATE TABLE doctors_try (number INTEGER)"))


def _version(database: Database) -> Iterator[str]:
    match schema.standing(database):
        case schema.Standing.EMPTY:
            yield "The database is empty: type `roibot migrate`, or start `serve` or `socket`, which do so themselves."
        case schema.Standing.OLDER:
            yield "The database is of an older version: make a backup, then type `roibot migrate`."
        case schema.Standing.NEWER:
            yield "The database is of a newer version than this program: install that version, or restore a backup."
        case schema.Standing.NEWEST:
            pass
    if not database.sqlite:
        yield from _postgresql(database)


def _postgresql(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        number = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if number // 10_000 < OLDEST_POSTGRESQL:
        yield f"PostgreSQL is {number // 10_000}, and ROI Bot needs {OLDEST_POSTGRESQL} or newer: bring it up to date."


def _unusable(database: Database, error: SQLAlchemyError) -> str:
    raised = error.__cause__ if isinstance(error, Outage) else error
    reason = str(getattr(raised, "orig", None) or raised).partition("\n")[0]
    if not database.sqlite:
        host = database.url.host or database.url.query.get("host")
        return (
            f"PostgreSQL at {host} cannot be used ({reason}): see that it runs, that this machine may "
            "connect to it, and that DATABASE_URL has its port, user, password and database."
        )
    if "locked" in reason:
        return (
            f"{database.url.database} is locked by another program: find it (`fuser` names it) and end it; SQLite is "
            "written by one at a time."
        )
    return (
        f"{database.url.database} cannot be used as a database ({reason}): see that the file and its folder belong to "
        "the user ROI Bot runs as, and that DATABASE_URL names the right one."
    )


def _room(folder: Path) -> Iterator[str]:
    free = shutil.disk_usage(folder).free >> 20
    if free < LEAST_MIB:
        yield f"Only {free} MiB are free in {folder}, where the database lies: make room before nothing can be saved."
