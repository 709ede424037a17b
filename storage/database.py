"""The database: one engine that writes and one that reads, on SQLite or PostgreSQL.

SQLite: WAL, synchronous=FULL and BEGIN IMMEDIATE, because anything less loses acknowledged entries or updates
(R-01, R-03); one lock for the whole process keeps sixteen writers fair (P-06). PostgreSQL: reads are one snapshot each.

No wait is without an end (`storage.deadlines`, R-25). What the server has closed meanwhile is met by the first
statement of a transaction, which is needed anyway and goes once more over a new connection (R-26).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.exc import DBAPIError

from storage import attempts, commits
from storage.attempts import Attempt, Outcome
from storage.deadlines import (
    BEGIN_READING,
    BEGIN_WRITING,
    NOTING_SECONDS,
    begin,
    connected,
    seconds_left,
    set_patience,
    shorten_limits,
    waited,
)
from storage.engines import PATIENCE_SECONDS, Limits, make_folder, parsed_url, postgres_engine, sqlite_engine
from storage.glances import Glances
from storage.outages import Cause, Outage, named


class Database:
    """Opens no connection until asked. `reading`, `writing`, `noting` and `rehearsing` are the only ways in.

    All raise `Outage` where the database does not do it for a while; `writing` also `Unsettled`.
    """

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        self.url = parsed_url(url)
        make_folder(self.url)
        self.limits = limits or Limits()
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._lock = threading.Lock()
        self._places = threading.Semaphore(self.limits.transactions)
        self._glances = Glances(self.url, self.limits)
        self._writer, self._reader = self._engines()
        self.waited: Callable[[float], object] = _ignore
        """Told how many seconds a transaction waited to begin: for a lock, or a connection."""

    @property
    def folder(self) -> Path | None:
        """Where an SQLite file lies."""
        if not self.sqlite or not self.url.database:
            return None
        return Path(self.url.database).absolute().parent

    @contextmanager
    def writing(self, patience: float = PATIENCE_SECONDS) -> Iterator[Connection]:
        """A write transaction: committed when the block ends, rolled back when it raises.

        ``patience``: seconds for a lock, where no request waits. What it saves is counted as its request's.
        """
        asked = time.monotonic()
        with self._committing(seconds_left(), patience, attempts.current()) as connection:
            self.waited(time.monotonic() - asked)
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A write transaction of what a request is remembered by: nothing that a person would call saved."""
        with self._committing(seconds_left() + NOTING_SECONDS, PATIENCE_SECONDS) as connection:
            yield connection

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """A write transaction that is always rolled back: what would be, if it were saved."""
        with self._begun_writing(seconds_left(), PATIENCE_SECONDS) as (connection, _):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot; whatever is written in it is refused."""
        asked = time.monotonic()
        with self._reading() as connection:
            self.waited(time.monotonic() - asked)
            yield connection

    def glance(self, statement: Select[Any], values: Mapping[str, object]) -> tuple[Any, ...] | None:
        """The first row of a read that stands alone, as the driver gives it: no transaction, a sixth of the cost."""
        wording = self._glances.wording(statement)
        filled = wording.filled(values)
        left = seconds_left()
        if self.sqlite or left >= self.limits.seconds / 2:
            return self._glances.first(wording.sql, filled, left)
        # So late the server's own limit would be too long.
        with self.reading() as connection:
            row = connection.exec_driver_sql(wording.sql, filled).first()
            return tuple(row) if row else None

    def became(self, transaction: str) -> Outcome:
        """What became of a transaction whose commit was cut off, by the number that `Unsettled` gives."""
        return commits.became(transaction, self._glances)

    def close(self) -> None:
        self._glances.close()
        self._writer.dispose()
        self._reader.dispose()

    def _engines(self) -> tuple[Engine, Engine]:
        """One engine that writes and one that reads; on PostgreSQL they share their connections."""
        if self.sqlite:
            return sqlite_engine(self.url, write=True), sqlite_engine(self.url, write=False)
        writer = postgres_engine(self.url, self.limits)
        event.listen(writer, "before_cursor_execute", shorten_limits)
        return writer, writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def _committing(self, left: float, patience: float, attempt: Attempt | None = None) -> Iterator[Connection]:
        """Committed when the block ends, and counted as a change of ``attempt``. ``left``, ``patience``: seconds."""
        with self._begun_writing(left, patience) as (connection, transaction), commits.counted(attempt):
            yield connection
            commits.commit(connection, transaction, attempt, self._glances)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named(reading=True):
            if self.sqlite:
                with self._reader.connect() as connection:
                    yield connection
            else:
                with self._opened(self._reader, BEGIN_READING, seconds_left(), PATIENCE_SECONDS) as (connection, _):
                    yield connection

    @contextmanager
    def _begun_writing(self, left: float, patience: float) -> Iterator[tuple[Connection, str]]:
        """The connection, and the number of its transaction where the server gives one."""
        with named():
            if self.sqlite:
                with waited(self._lock, left, patience), self._writer.connect() as connection:
                    set_patience(connection, min(left, patience))
                    connection.begin()
                    yield connection, ""
            else:
                with self._opened(self._writer, BEGIN_WRITING, left, patience) as opened:
                    yield opened

    @contextmanager
    def _opened(self, engine: Engine, opening: str, left: float, patience: float) -> Iterator[tuple[Connection, str]]:
        """On PostgreSQL: a transaction within its limits, and the first word of its first row."""
        ends = time.monotonic() + left
        with waited(self._places, left):
            connection, first = self._begun(engine, opening, ends, patience)
            with closing(connection):
                yield connection, first

    def _begun(self, engine: Engine, opening: str, ends: float, patience: float) -> tuple[Connection, str]:
        """What was closed meanwhile is replaced, once; SQLAlchemy then keeps none of its time."""
        for last in (False, True):
            connection = connected(engine.connect, ends, self._glances.driver_error)
            try:
                return connection, begin(connection, opening, ends, patience)
            except DBAPIError as error:
                connection.close()
                if last or not error.connection_invalidated:
                    raise
        raise Outage(cause=Cause.AWAY)


def _ignore(_: float) -> None:
    """Nobody counts."""
