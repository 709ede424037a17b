"""What logs itself again: each day once and wholly, also when the process dies in the middle of it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date
from multiprocessing.context import ForkServerProcess
from threading import Barrier

from sqlalchemy import Connection

from core.ledger.entries import Cost
from core.ledger.repeats import SOURCE, Every, Repeat, first_repeat
from core.setup.categories import Category
from storage import audit, entry_lists, ledger, repeats
from storage.database import Database
from tests.databases import TORTURE, add_workspace
from tests.processes import forks
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, act

START_SECONDS = 60
KILLS = 60 if TORTURE else 6
YEARS = 26 if TORTURE else 12
BEGAN, TODAY, REPEATS = date(2000, 1, 31), date(2000 + YEARS, 1, 15), 2
EACH = YEARS * 12 - 1


def as_it_is(_connection: Connection, cost: Cost) -> Cost:
    """No other currency is about."""
    return cost


def test_a_process_that_is_killed_loses_and_doubles_nothing(database: Database, database_url: str) -> None:
    """Killed -9 again and again and started anew, two at a time: years of months are there once each."""
    workspace = add_workspace(database).id
    for number in range(REPEATS):
        _begin(database, workspace, number)
    moments = random.Random(KILLS)
    for number in range(KILLS):
        some = number * REPEATS * EACH // (KILLS + 1)
        _run_and_kill(database, database_url, workspace, some, moments.uniform(0, 0.005))
    before = len(_logged(database, workspace))
    running = _started(database_url, workspace)
    for process in running:
        process.join(START_SECONDS)
    assert [process.exitcode for process in running] == [0, 0]
    found = _logged(database, workspace)
    assert before < len(found) == len(set(found)) == REPEATS * EACH
    with database.reading() as connection:
        assert audit.check(connection).balances
        assert {repeat.next_day for repeat in repeats.every(connection, workspace)} == {TODAY.replace(day=31)}


def test_adding_it_again_answers_with_the_first(database: Database) -> None:
    """One entry has one repeat."""
    workspace = add_workspace(database).id
    first = _begin(database, workspace, 0)
    with database.writing() as connection:
        assert repeats.add(connection, replace(first, every=Every.YEARLY), NOW) == first
        assert repeats.every(connection, workspace) == [first]


def test_nothing_waits_before_its_day(database: Database) -> None:
    """A workspace waits from the day of its first one on; paused or ended, for nothing."""
    workspace = add_workspace(database).id
    first = _begin(database, workspace, 0)
    with database.writing() as connection:
        assert repeats.waiting(connection, date(2000, 2, 28)) == {}
        assert repeats.waiting(connection, date(2000, 2, 29)) == {workspace: date(2000, 2, 29)}
        assert repeats.log_due(connection, act(workspace, today=date(2000, 2, 28)), as_it_is) == 0
        for changed in (first.paused(), first.ended()):
            repeats.change(connection, changed)
            assert repeats.waiting(connection) == {}
            assert repeats.log_due(connection, act(workspace, today=TODAY), as_it_is) == 0


def _begin(database: Database, workspace: int, number: int) -> Repeat:
    cost = replace(facts.cost(BEGAN, 101, note=str(number)), category=Category.TOOLS)
    with database.writing() as connection:
        entry = ledger.log(connection, act(workspace), cost, source="form", request=f"F{number}")
        return repeats.add(connection, first_repeat(workspace, entry.id, cost, Every.MONTHLY, ANNA), NOW)


def _started(url: str, workspace: int) -> list[ForkServerProcess]:
    """Two that log what is due, beginning at one word: the faster must not have finished before the slower is there."""
    context = forks()
    at_once = context.Barrier(3)
    running = [context.Process(target=_log, args=(url, workspace, at_once)) for _ in range(2)]
    for process in running:
        process.start()
    at_once.wait(START_SECONDS)
    return running


def _log(url: str, workspace: int, at_once: Barrier) -> None:
    """What each of them does: two entries a transaction, until nothing is due."""
    database = Database(url)
    at_once.wait(START_SECONDS)
    logged = 1
    while logged:
        with database.writing() as connection:
            logged = repeats.log_due(connection, act(workspace, today=TODAY), as_it_is, most=2)


def _run_and_kill(database: Database, url: str, workspace: int, some: int, seconds: float) -> None:
    """Two at work are killed so many ``seconds`` after ``some`` are logged, however fast the machine is."""
    running = _started(url, workspace)
    end = time.monotonic() + START_SECONDS
    while len(_logged(database, workspace)) < some and time.monotonic() < end:
        pass
    time.sleep(seconds)
    for process in running:
        process.kill()
        process.join()


def _logged(database: Database, workspace: int) -> list[tuple[str, date]]:
    with database.reading() as connection:
        history = entry_lists.history(connection, workspace, None, most=10_000)
    return [(entry.fact.note, entry.fact.day) for entry in history if entry.source == SOURCE]
