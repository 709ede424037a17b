"""Wholly in or wholly out, and never twice: two processes import the same files, and are killed at any moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection

from core.imports.records import ImportRecord, State
from core.setup.workspaces import Workspace
from storage import audit, entry_lists, import_history, import_steps, many_entries, workspaces
from storage.database import Database
from tests.databases import HOUR, TORTURE, add_workspace
from tests.processes import forked
from tests.storage.imported import carried_out
from tests.torture import importer

KILLS = 200 if TORTURE else 12

pytestmark = pytest.mark.timeout(HOUR if TORTURE else 180)


@pytest.mark.parametrize("seed", range(5) if TORTURE else [7])
def test_a_killed_import_goes_on_and_ends_whole(
    database: Database, database_url: str, tmp_path: Path, seed: int
) -> None:
    """Whoever comes next goes on where the dead were: the books balance, and each import is in or out."""
    workspace = add_workspace(database)
    arguments = [database_url, str(workspace.id), str(seed), str(KILLS)]
    killer = forked(importer.main, arguments, {}, tmp_path)
    assert killer.wait(HOUR if TORTURE else 120) == 0, killer.complained.read_text("utf-8")
    _finish(database, workspace)
    with database.reading() as connection:
        records = import_history.latest(connection, workspace.id, 10_000)
        assert records
        assert {record.state for record in records} <= {State.BOOKED, State.UNDONE}
        for record in records:
            _check_whole(connection, workspace.id, record)
        _check_nothing_else(connection, workspace.id, records)
        assert not workspaces.load(connection, workspace.id).importing
        assert audit.check(connection).balances


def _finish(database: Database, workspace: Workspace) -> None:
    """What the dead have left, as a restart does."""
    with database.reading() as connection:
        waiting = [one.id for one in import_history.unfinished(connection, workspace.id)]
    for number in waiting:
        carried_out(database, workspace.id, number, most=500)


def _check_whole(connection: Connection, workspace: int, record: ImportRecord) -> None:
    """Each step has added one entry of its own, and all of them stand or none does."""
    added = import_steps.made(connection, workspace, record.id).entries
    assert len(set(added)) == len(added) == record.facts
    standing = [entry.stands for entry in many_entries.newest(connection, workspace, added).values()]
    assert standing == [record.state is State.BOOKED] * record.facts


def _check_nothing_else(connection: Connection, workspace: int, records: Sequence[ImportRecord]) -> None:
    """No entry that no import has made: nothing was booked twice by two at once."""
    made = Counter(
        number for record in records for number in import_steps.made(connection, workspace, record.id).entries
    )
    logged = [entry.id for entry in entry_lists.in_order(connection, workspace) if entry.sign > 0]
    assert Counter(logged) == made
