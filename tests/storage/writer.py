"""A process of its own that writes into a ledger: ``main(HOW, URL, WORKSPACE, FILE, NUMBER)``, forked.

``threads``: NUMBER threads log `EACH` entries each. ``killed``: NUMBER children, one after the other, log until they
are killed -9. ``hasty``: the same, but what is not yet committed is acknowledged. What has been acknowledged is
written to FILE, one request a line.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from sqlalchemy import Connection

from core.ledger.entries import Conversion, Cost
from storage import goals, ledger
from storage.database import Database
from tests.storage import facts
from tests.storage.facts import act

EACH = 8
"""Entries a thread."""


class Writer:
    """Logs costs and conversions of one workspace and acknowledges each with its request, once it is saved."""

    def __init__(self, url: str, workspace: int, file: Path) -> None:
        self.database = Database(url)
        self.workspace = workspace
        self.acknowledged = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def log(self, request: str) -> None:
        """One cost, and every third time a conversion in its place, in a transaction of its own."""
        with self.database.writing() as connection:
            self._save(connection, request)
        self._acknowledge(request)

    def log_hastily(self, request: str) -> None:
        """The mistake: acknowledged first, committed a little later."""
        with self.database.writing() as connection:
            self._save(connection, request)
            self._acknowledge(request)
            time.sleep(0.002)

    def _save(self, connection: Connection, request: str) -> None:
        what: Cost | Conversion = facts.cost(minor=101)
        if request.endswith(("0", "3", "6", "9")):
            goal = goals.find(connection, self.workspace, "lead")
            what = facts.conversion(goal) if goal else what
        ledger.log(connection, act(self.workspace), what, source="form", request=request)

    def _acknowledge(self, request: str) -> None:
        os.write(self.acknowledged, f"{request}\n".encode())


def log_in_threads(writer: Writer, number: int) -> None:
    """Raises what any of the threads has raised."""

    def work(thread: int) -> None:
        for turn in range(EACH):
            writer.log(f"{os.getpid()}-{thread}-{turn}")

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(work, range(number)))


def log_and_be_killed(make: Callable[[], Writer], number: int, *, hasty: bool) -> None:
    """Forked, not started anew, so that a kill costs milliseconds; each child opens the database for itself.

    A child's time begins with its first entry, however busy the machine.
    """
    moments = random.Random(number)
    begun, begins = os.pipe()
    for turn in range(number):
        child = os.fork()
        if child == 0:
            _log_for_ever(make(), turn, begins, hasty=hasty)
        os.read(begun, 1)
        time.sleep(moments.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _log_for_ever(writer: Writer, child: int, begins: int, *, hasty: bool) -> None:
    log = writer.log_hastily if hasty else writer.log
    for turn in count():
        log(f"{child}-{turn}")
        if not turn:
            os.write(begins, b".")


def main(how: str, url: str, workspace: str, file: str, number: str) -> None:
    def make() -> Writer:
        return Writer(url, int(workspace), Path(file))

    if how == "threads":
        log_in_threads(make(), int(number))
    else:
        log_and_be_killed(make, int(number), hasty=how == "hasty")
