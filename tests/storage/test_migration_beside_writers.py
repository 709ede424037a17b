"""A migration beside what still writes: it waits for writers in their own order, and names a row it cannot read."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from alembic import command
from sqlalchemy import text

from bot.operations import failures
from core.setup.categories import Category
from storage import audit, goals, ledger, schema
from storage.database import Database
from storage.spoiled import SpoiledEntry
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import act
from tests.storage.test_repairs import contents
from tests.storage.test_schema import migration_config

pytestmark = pytest.mark.tables_change

ENTRY = text(
    "INSERT INTO entries (workspace_id, sign, day, campaign, channel, category, amount_minor, currency, logged_by, "
    "logged_at, source) "
    "SELECT workspace_id, 1, day, campaign, channel, category, amount_minor, currency, logged_by, logged_at, source "
    "FROM entries"
)
TOTALS = (
    text("UPDATE daily_totals SET cost = cost * 2, standing = standing * 2"),
    text("UPDATE monthly_totals SET cost = cost * 2, standing = standing * 2"),
)
WAITING = text(
    "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE "
    "datname = current_database())"
)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_it_waits_for_a_writer_that_has_begun(database: Database) -> None:
    """A writer of the version before takes the workspace, then entries, then totals; neither stands in the other's way.

    What it has written meanwhile is in all the new sums.
    """
    workspace = add_workspace(database).id
    with database.writing() as connection:
        ledger.log(connection, act(workspace), facts.cost(), source="form", request="")
    with database.writing() as connection:
        command.downgrade(migration_config(connection), "0022")
    outcome: list[object] = []
    migrating = threading.Thread(target=lambda: outcome.append(_migrated(database)))
    with database.writing() as connection:
        connection.execute(text("UPDATE workspaces SET revision = revision + 1"))
        connection.execute(ENTRY)
        migrating.start()
        _wait_until_it_waits(database)
        for statement in TOTALS:
            connection.execute(statement)
    migrating.join()
    assert outcome == [True]
    with database.reading() as connection:
        assert audit.check(connection).differences == ()


def _migrated(database: Database) -> object:
    try:
        return schema.migrate(database)
    except Exception as error:  # noqa: BLE001  # reason: whatever ends it is what the test is about
        return error


def _wait_until_it_waits(database: Database) -> None:
    for _ in range(1000):
        with database.reading() as connection:
            if connection.execute(WAITING).scalar_one():
                return
        time.sleep(0.01)
    raise AssertionError("the migration waits for nothing")


SPOILED = {
    "people": "UPDATE entries SET people = '[[' WHERE id = 2",
    "day": "UPDATE entries SET day = 'abc' WHERE id = 3",
    "value_minor": "UPDATE entries SET value_minor = 'abc' WHERE id = 3",
}
MENDED = (
    text("UPDATE entries SET people = '' WHERE id = 2"),
    text("UPDATE entries SET day = '2026-08-03', value_minor = 500 WHERE id = 3"),
)


@pytest.mark.parametrize("column", SPOILED)
def test_a_row_that_cannot_be_read_is_named(sqlite: Database, column: str) -> None:
    """With its workspace and its column. Nothing has begun, and once it is mended the migration goes on."""
    workspace = add_workspace(sqlite, "T7").id
    with sqlite.writing() as connection:
        goal = goals.save(connection, act(workspace), facts.goal("sale", 1))
        worked = replace(facts.cost(), category=Category.PEOPLE, hours=Decimal(2))
        for fact in (facts.cost(), worked, facts.conversion(goal, 1, facts.usd(500))):
            ledger.log(connection, act(workspace), fact, source="form", request="")
        before = contents(connection)
        command.downgrade(migration_config(connection), "0022")
        connection.execute(text(SPOILED[column]))
    with pytest.raises(SpoiledEntry) as told:
        schema.migrate(sqlite)
    assert failures.line(told.value) == (
        f"Nothing was migrated: entry {2 if column == 'people' else 3} of workspace T7 cannot be read, its {column} is "
        "not as the bot writes it. Restore a backup, or write there what belongs there, and begin again."
    )
    with sqlite.writing() as connection:
        assert schema.version(connection) == "0022"
        for statement in MENDED:
            connection.execute(statement)
    assert schema.migrate(sqlite)
    with sqlite.reading() as connection:
        assert contents(connection) == before
