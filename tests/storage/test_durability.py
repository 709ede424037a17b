"""What SQLite has acknowledged survives the death of the process, and nothing is ever half there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.setup.workspaces import Workspace
from storage import audit, entry_lists, goals, ledger, workspaces
from storage.database import Database
from storage.tables import entries
from tests.databases import HOUR, TORTURE, add_workspace
from tests.processes import forked
from tests.storage import facts, writer
from tests.storage.facts import act

KILLS = 300 if TORTURE else 20


def test_the_settings_are_on_wherever_we_write(sqlite: Database) -> None:
    """Also on a connection that comes back from the pool: WAL, a full sync at each commit, foreign keys kept."""
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 10_000}
    for _ in range(3):
        with sqlite.writing() as connection:
            assert {name: _pragma(connection, name) for name in expected} == expected


def test_a_row_of_no_workspace_is_refused(database: Database) -> None:
    """Foreign keys hold on both engines."""
    with pytest.raises(IntegrityError), database.writing() as connection:
        ledger.log(connection, act(404), facts.cost(), source="form", request="")


def test_a_reader_cannot_write(database: Database) -> None:
    """What is opened for reading refuses every change, and goes on reading afterwards."""
    for statement in ("INSERT INTO workspaces (team_id) VALUES ('T1')", "DELETE FROM entries", "DROP TABLE entries"):
        with pytest.raises(DBAPIError, match=r"readonly|read-only"), database.reading() as connection:
            connection.execute(text(statement))
    with database.reading() as connection:
        assert workspaces.every(connection) == []


def test_a_reader_sees_one_moment(database: Database) -> None:
    """What is saved while somebody reads shows in the next reading, not in this one."""
    workspace = add_workspace(database)
    with database.reading() as before:
        assert entry_lists.history(before, workspace.id, None) == []
        with database.writing() as connection:
            ledger.log(connection, act(workspace.id), facts.cost(), source="form", request="")
        assert entry_lists.history(before, workspace.id, None) == []
    with database.reading() as after:
        assert len(entry_lists.history(after, workspace.id, None)) == 1


@pytest.mark.timeout(HOUR if TORTURE else 120)
def test_a_killed_writer_loses_nothing_it_has_acknowledged(sqlite: Database, sqlite_url: str, tmp_path: Path) -> None:
    """Killed at random moments, again and again: every acknowledged entry is there, once, and the books balance."""
    workspace = _prepared(sqlite)
    acknowledged = _kill("killed", sqlite_url, workspace, tmp_path / "acknowledged", KILLS)
    with sqlite.reading() as connection:
        saved = list(connection.execute(select(entries.c.request)).scalars())
        assert set(acknowledged) - set(saved) == set()
        assert len(acknowledged) == len(set(acknowledged)) > KILLS
        assert len(saved) == len(set(saved)) <= len(acknowledged) + KILLS
        assert audit.check(connection).balances
        assert _pragma(connection, "integrity_check") == "ok"


def test_a_hasty_writer_would_be_caught(sqlite: Database, sqlite_url: str, tmp_path: Path) -> None:
    """Acknowledging before the commit loses entries under the same kills: the test above can fail."""
    workspace = _prepared(sqlite)
    acknowledged = _kill("hasty", sqlite_url, workspace, tmp_path / "acknowledged", 15)
    with sqlite.reading() as connection:
        saved = set(connection.execute(select(entries.c.request)).scalars())
    assert set(acknowledged) - saved


def _prepared(database: Database) -> Workspace:
    workspace = add_workspace(database)
    with database.writing() as connection:
        goals.save(connection, act(workspace.id), facts.goal("lead", 333))
    return workspace


def _kill(how: str, url: str, workspace: Workspace, file: Path, number: int) -> list[str]:
    begun = forked(writer.main, [how, url, str(workspace.id), str(file), str(number)], os.environ, file.parent)
    assert (begun.wait(HOUR), begun.complained.read_text("utf-8")) == (0, "")
    return file.read_text().split()


def _pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
