"""Sixteen writers at once: nothing acknowledged is lost, nothing fails with a lock, the totals add up."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from sqlalchemy import Engine, create_engine, select, text

from core.calendar.periods import ALL
from core.setup.workspaces import Workspace
from storage import audit, entry_lists, goals, ledger, totals
from storage.database import Database
from storage.tables import entries
from tests.databases import add_workspace
from tests.processes import forked
from tests.program import RUN_SECONDS
from tests.storage import facts
from tests.storage.facts import BEN, act
from tests.storage.writer import EACH, Writer, log_in_threads, main

WRITERS = 16
T = TypeVar("T")


def test_sixteen_threads_lose_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    """In one process, all on the same day, campaign and channel."""
    workspace = _prepared(database)
    file = tmp_path / "acknowledged"
    writer = Writer(database_url, workspace.id, file)
    log_in_threads(writer, WRITERS)
    writer.database.close()
    _check(database, workspace, file.read_text().split())


def test_two_processes_of_eight_threads_lose_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    """Between processes the database itself keeps the order."""
    workspace = _prepared(database)
    files = [tmp_path / name / "acknowledged" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
    told = [["threads", database_url, str(workspace.id), str(file), "8"] for file in files]
    running = [forked(main, each, os.environ, file.parent) for each, file in zip(told, files, strict=True)]
    assert [process.wait(RUN_SECONDS) for process in running] == [0, 0]
    assert [process.complained.read_text("utf-8") for process in running] == ["", ""]
    _check(database, workspace, [request for file in files for request in file.read_text().split()])


def test_one_request_sent_by_all_at_once_is_saved_once(database: Database) -> None:
    """Sixteen copies of one request get the same entry."""
    workspace = _prepared(database)

    def send(_: int) -> int:
        with database.writing() as connection:
            return ledger.log(connection, act(workspace.id), facts.cost(), source="form", request="V1").id

    assert len(set(_at_once(send))) == 1
    _balance(database, workspace, 1)


def test_one_entry_undone_by_all_at_once_is_undone_once(database: Database) -> None:
    """Sixteen presses of one button make one reversal; sixteen of *Redo* put back one entry."""
    workspace = _prepared(database)
    with database.writing() as connection:
        entry = ledger.log(connection, act(workspace.id), facts.cost(), source="form", request="")

    def undo(_: int) -> int:
        with database.writing() as connection:
            return ledger.undo(connection, act(workspace.id, BEN, admin=True), entry.id).id

    reversals = set(_at_once(undo))
    assert len(reversals) == 1

    def redo(_: int) -> int:
        with database.writing() as connection:
            return ledger.redo(connection, act(workspace.id, BEN, admin=True), reversals.copy().pop()).id

    assert len(set(_at_once(redo))) == 1
    _balance(database, workspace, 3)


def test_one_workspace_added_by_all_at_once_is_one(database: Database) -> None:
    """The first message of a new workspace may come sixteen times."""
    assert len({workspace.id for workspace in _at_once(lambda _: add_workspace(database, "TNEW"))}) == 1


def test_a_goal_changed_by_all_at_once_has_one_current_version(database: Database) -> None:
    """Every version is kept, one of them is today's."""
    workspace = add_workspace(database)

    def change(value: int) -> int:
        with database.writing() as connection:
            return goals.save(connection, act(workspace.id), facts.goal("lead", value + 1)).id

    ids = _at_once(change)
    with database.reading() as connection:
        assert set(goals.versions(connection, workspace.id)) == set(ids)
        assert [goal.id for goal in goals.current(connection, workspace.id)] == [max(ids)]


def test_reading_first_and_writing_back_would_lose_updates(database: Database) -> None:
    """The mistake we do not make: all read the same sum, each writes its own; of sixteen additions one is left."""
    _prepared(database)
    engine = create_engine(database.url, pool_size=WRITERS)
    all_have_read = Barrier(WRITERS, timeout=30)

    def add_one(_: int) -> None:
        before = _counter(engine)
        all_have_read.wait()
        with engine.begin() as connection:
            connection.execute(text("UPDATE workspaces SET revision = :sum"), {"sum": before + 1})

    start = _counter(engine)
    _at_once(add_one)
    assert _counter(engine) == start + 1
    engine.dispose()


def test_adding_in_the_database_loses_none(database: Database) -> None:
    """The same moment, the same sixteen, with ``x = x + 1``: all sixteen additions are there."""
    workspace = _prepared(database)
    engine = create_engine(database.url, pool_size=WRITERS)
    all_have_read = Barrier(WRITERS, timeout=30)

    def log(number: int) -> None:
        _counter(engine)
        all_have_read.wait()
        with database.writing() as connection:
            ledger.log(connection, act(workspace.id), facts.cost(), source="form", request=str(number))

    start = _counter(engine)
    _at_once(log)
    assert _counter(engine) == start + WRITERS
    engine.dispose()
    _balance(database, workspace, WRITERS)


def _at_once(work: Callable[[int], T]) -> list[T]:
    """Sixteen threads, started together; raises what any of them has raised."""
    together = Barrier(WRITERS, timeout=30)

    def start(number: int) -> T:
        together.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(start, range(WRITERS)))


def _prepared(database: Database) -> Workspace:
    workspace = add_workspace(database)
    with database.writing() as connection:
        goals.save(connection, act(workspace.id), facts.goal("lead", 333))
    return workspace


def _counter(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT SUM(revision) FROM workspaces")).scalar_one())


def _check(database: Database, workspace: Workspace, acknowledged: list[str]) -> None:
    assert len(acknowledged) == len(set(acknowledged)) == WRITERS * EACH
    with database.reading() as connection:
        assert set(connection.execute(select(entries.c.request)).scalars()) == set(acknowledged)
    _balance(database, workspace, WRITERS * EACH)


def _balance(database: Database, workspace: Workspace, expected: int) -> None:
    """So many entries, and what the totals say is what they add up to."""
    with database.reading() as connection:
        history = entry_lists.history(connection, workspace.id, None, most=10_000)
        assert len(history) == expected
        cells = totals.WorkspaceBooks(connection, workspace.id, "USD").by_campaign(ALL)
        costs = sum(e.sign * getattr(e.fact, "amount", facts.usd(0)).minor for e in history)
        values = sum(e.sign * getattr(e.fact, "value", facts.usd(0)).minor for e in history)
        assert (sum(c.cost for c in cells), sum(c.value for c in cells)) == (costs, values)
        assert audit.check(connection).balances
