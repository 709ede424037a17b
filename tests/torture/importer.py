"""Processes that import and are killed: ``main(URL, WORKSPACE, SEED, KILLS)``, forked.

Two at a time stage, book and take back the same imports, in parts of any size, each process with the database opened
for itself. At a random moment both are killed -9, and two others go on from what they find.
"""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import timedelta

from core.imports.records import ImportRecord, State
from core.problems import Problem
from storage import import_history, imports
from storage.database import Database
from tests.storage.facts import NOW, act
from tests.storage.imported import many, record

TOGETHER = 2
MOST_FACTS, MOST_STEPS = 1200, 700
LONGEST = 0.25
"""Seconds that two of them live at most once the first is at work."""


def main(url: str, workspace: str, seed: str, kills: str) -> None:
    chance = random.Random(seed)
    for _ in range(int(kills)):
        begun, begins = os.pipe()
        children = [_bear(url, int(workspace), chance.random(), begins) for _ in range(TOGETHER)]
        os.read(begun, 1)
        time.sleep(chance.uniform(0, LONGEST))
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _bear(url: str, workspace: int, seed: float, begins: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            _work_for_ever(Database(url), workspace, random.Random(seed), begins)
        finally:
            os._exit(1)  # it must not run on into its parent's code
    return child


def _work_for_ever(database: Database, workspace: int, chance: random.Random, begins: int) -> None:
    while True:
        work(database, workspace, chance)
        os.write(begins, b".")


def work(database: Database, workspace: int, chance: random.Random) -> None:
    """One step of whatever is to be done: an import goes on, or is begun, or is taken back."""
    with database.reading() as connection:
        waiting = import_history.unfinished(connection, workspace)
        latest = import_history.latest(connection, workspace, 1)
    if waiting:
        with database.writing() as connection:
            imports.book_some(connection, workspace, waiting[0].id, chance.randrange(1, MOST_STEPS))
    elif latest and latest[0].state is State.BOOKED and chance.random() < 0.5:
        _take_back(database, workspace, latest[0])
    else:
        _import(database, workspace, chance)


def _take_back(database: Database, workspace: int, record: ImportRecord) -> None:
    with database.writing() as connection:
        imports.take_back(connection, act(workspace), record.id)


def _import(database: Database, workspace: int, chance: random.Random) -> None:
    facts = many(chance.randrange(1, MOST_FACTS), minor=chance.randrange(1, 10_000))
    try:
        with database.writing() as connection:
            number = imports.stage(connection, act(workspace), record(f"{chance.random()}.csv"), facts, []).id
        with database.writing() as connection:
            imports.begin(connection, act(workspace, at=NOW + timedelta(seconds=number)), number)
    except Problem:
        pass  # the other one was first
