"""The schema's versions: brought up once, whoever starts at the same time, and the same tables as in the code."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import Connection as Connected
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

import storage
from storage import schema
from storage.database import Database
from storage.tables import metadata
from tests.databases import TORTURE, Copies, add_workspace
from tests.processes import forks

pytestmark = pytest.mark.tables_change

PROCESSES = 4


@pytest.fixture
def migrants() -> Iterator[list[Connected]]:
    """Processes that migrate each URL they are told, and answer whether there was anything to do."""
    pipes = [forks().Pipe() for _ in range(PROCESSES)]
    started = [forks().Process(target=_migrate, args=(theirs,), daemon=True) for _, theirs in pipes]
    for process in started:
        process.start()
    ours = [end for end, _ in pipes]
    assert [end.recv() for end in ours] == ["ready"] * PROCESSES
    yield ours
    for process in started:
        process.kill()
        process.join()


def test_processes_that_start_at_once_do_not_collide(migrants: list[Connected], engine: str, copies: Copies) -> None:
    """Four processes migrate the same empty database at the same moment: one does it, the others find it done."""
    rounds = 3 if engine == "sqlite" else 1  # a new file is where they collide; a new database costs more
    for _ in range(rounds * (40 if TORTURE else 1)):
        url = copies.url(engine, empty=True)
        for migrant in migrants:
            migrant.send(url)
        assert sorted(migrant.recv() for migrant in migrants) == [False] * (PROCESSES - 1) + [True]
        copies.remove(url)


def test_migrating_again_does_nothing(engine: str, copies: Copies) -> None:
    """The first time there is something to do, the second time there is not, and what was saved stays."""
    database = Database(copies.url(engine, empty=True))
    assert not schema.current(database)
    assert schema.migrate(database)
    kept = add_workspace(database)
    assert not schema.migrate(database)
    assert schema.current(database)
    assert add_workspace(database) == kept
    database.close()


def test_migrations_make_the_tables_of_the_code(database: Database) -> None:
    """Alembic finds no difference between the migrated database and `storage.tables`."""
    with database.reading() as connection:
        assert _differences(connection) == []


def test_migrations_make_the_keys_of_the_code(sqlite: Database, copies: Copies) -> None:
    """What Alembic does not compare (keys, row ids, counting up, defaults) is the same too, word for word on SQLite."""
    fresh = Database(copies.url("sqlite", empty=True))
    with fresh.writing() as connection:
        metadata.create_all(connection)
    with sqlite.reading() as one, fresh.reading() as other:
        assert _spelled(one) == _spelled(other)
    fresh.close()


def test_a_difference_would_be_found(database: Database) -> None:
    """The comparison sees a column too many and an index too few."""
    with database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE campaigns ADD COLUMN colour TEXT")
        connection.exec_driver_sql("DROP INDEX ix_entries_workspace_id_campaign_id")
    with database.reading() as connection:
        assert len(_differences(connection)) == 2


def test_down_to_nothing_and_up_again(database: Database) -> None:
    """Every step can be taken back: nothing of ours is left, and the way up leads to the same tables."""
    with database.writing() as connection:
        command.downgrade(migration_config(connection), "base")
    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert schema.migrate(database)
    with database.reading() as connection:
        assert _differences(connection) == []


def test_a_failed_migration_leaves_nothing_behind(engine: str, copies: Copies) -> None:
    """The tables and their version are one transaction: what breaks on the way up has not begun."""
    database = Database(copies.url(engine, empty=True))
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE deliveries (in_the_way TEXT)")
    with pytest.raises(Exception, match="already exists"):  # the drivers' own exceptions differ
        schema.migrate(database)
    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) == {"deliveries"}
    database.close()


def _migrate(told: Connected) -> None:
    """What each of them does."""
    told.send("ready")
    while True:
        database = Database(told.recv())
        told.send(schema.migrate(database))
        database.close()


def _differences(connection: Connection) -> list[object]:
    postgres = connection.dialect.name == "postgresql"  # on SQLite Alembic takes an empty default for a missing one
    options = {"compare_type": True, "compare_server_default": postgres}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _spelled(connection: Connection) -> dict[str, set[str]]:
    """Table or index -> the clauses that make it, wherever a later migration has put them."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version' AND sql <> ''"
    )
    return {name: set(_clauses(sql)) for name, sql in rows}


def _clauses(sql: str) -> Iterator[str]:
    """What stands before, between and after the outermost commas and parentheses."""
    depth, clause = 0, ""
    for sign in " ".join(sql.split()):
        depth += (sign == "(") - (sign == ")")
        if (sign == "," and depth == 1) or (sign, depth) in (("(", 1), (")", 0)):
            yield clause.strip()
            clause = ""
        else:
            clause += sign
    yield clause.strip()


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
