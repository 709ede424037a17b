"""The database: one engine that writes and one that reads, on SQLite or PostgreSQL.

SQLite: WAL, synchronous=FULL and BEGIN IMMEDIATE, because anything less loses acknowledged entries or updates
(R-01, R-03); one lock for the whole process keeps sixteen writers fair (P-06). PostgreSQL: reads are one snapshot each.

No wait is without an end: each is measured by the attempt of its thread (`storage.attempts`), outside of requests by
``PATIENCE_SECONDS`` (R-25). What the server has closed meanwhile is met by the first statement of a transaction, which
is needed anyway and goes once more over a new connection (R-26).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from storage import attempts
from storage.attempts import Attempt, Outcome, TooLate
from storage.engines import (
    PATIENCE_SECONDS,
    Limits,
    glancing_engine,
    make_folder,
    parsed_url,
    postgres_engine,
    sqlite_engine,
)
from storage.outages import Cause, Outage, Unsettled, cause_of, named
from storage.wordings import Filled, Wording, worded

NOTING_SECONDS = 0.3
"""More than its request has: what a request is remembered by may be written when its time is over."""

AGAIN_SECONDS = 0.1
"""Between two tries to connect, or to find out what became of a transaction."""

SPARED_SECONDS = 1.0
"""With less left of an attempt, a server that cannot be reached is not asked again."""

COARSE_SECONDS = 0.1
"""By so much a limit in force may be too long, before it is set anew."""

_LIMITS = "set_config('lock_timeout', %(lock)s, true), set_config('statement_timeout', %(statement)s, true)"
_BEGIN_WRITING = f"SELECT pg_current_xact_id()::text, {_LIMITS}"
_BEGIN_READING = f"SELECT {_LIMITS}"
_BECAME = "SELECT pg_xact_status(%(number)s::text::xid8)"

C = TypeVar("C")


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
        self._glances = threading.Semaphore(self.limits.glances)
        if self.sqlite:
            self._writer, self._reader = sqlite_engine(self.url, write=True), sqlite_engine(self.url, write=False)
        else:
            self._writer = postgres_engine(self.url, self.limits)
            event.listen(self._writer, "before_cursor_execute", _shorten_limits)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._glancer = glancing_engine(self.url, self.limits)
        self._driver_error: type[Exception] = self._glancer.dialect.import_dbapi().Error
        self._wordings: dict[Select[Any], Wording] = {}
        self.waited: Callable[[float], object] = _ignore
        """Told how many seconds a transaction waited to begin: for a lock, or a connection."""

    @property
    def folder(self) -> Path | None:
        """Where an SQLite file lies."""
        return Path(self.url.database).absolute().parent if self.sqlite and self.url.database else None

    @contextmanager
    def writing(self, patience: float = PATIENCE_SECONDS) -> Iterator[Connection]:
        """A write transaction: committed when the block ends, rolled back when it raises.

        ``patience``: seconds for a lock, where no request waits. What it saves is counted as its request's.
        """
        asked = time.monotonic()
        with self._committing(_seconds_left(), patience, attempts.current()) as connection:
            self.waited(time.monotonic() - asked)
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A write transaction of what a request is remembered by: nothing that a person would call saved."""
        with self._committing(_seconds_left() + NOTING_SECONDS, PATIENCE_SECONDS) as connection:
            yield connection

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """A write transaction that is always rolled back: what would be, if it were saved."""
        with self._begun_writing(_seconds_left(), PATIENCE_SECONDS) as (connection, _):
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
        wording = self._wordings.get(statement) or self._wordings.setdefault(
            statement, worded(statement, self._glancer.dialect)
        )
        filled = wording.filled(values)
        if self.sqlite:
            return self._first_row(self._until(0, self._glancer.raw_connection), wording.sql, filled)
        left = _seconds_left()
        if left < self.limits.seconds / 2:  # so late the server's own limit would be too long
            with self.reading() as connection:
                row = connection.exec_driver_sql(wording.sql, filled).first()
                return tuple(row) if row else None
        return self._glanced(wording.sql, filled, left)

    def became(self, transaction: str) -> Outcome:
        """What became of a transaction whose commit was cut off, by the number that `Unsettled` gives."""
        try:
            row = self._glanced(_BECAME, {"number": transaction}, max(NOTING_SECONDS, _seconds_left()))
        except (Outage, self._driver_error):
            return Outcome.UNKNOWN
        return {"committed": Outcome.SAVED, "aborted": Outcome.NOTHING}.get(row[0] if row else "", Outcome.UNKNOWN)

    def close(self) -> None:
        self._glancer.dispose()
        self._writer.dispose()
        self._reader.dispose()

    @contextmanager
    def _committing(self, left: float, patience: float, attempt: Attempt | None = None) -> Iterator[Connection]:
        with self._begun_writing(left, patience) as (connection, transaction), _counted(attempt):
            yield connection
            self._commit(connection, transaction, attempt)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named(reading=True):
            if self.sqlite:
                with self._reader.connect() as connection:
                    yield connection
            else:
                with self._opened(self._reader, _BEGIN_READING, _seconds_left(), PATIENCE_SECONDS) as (connection, _):
                    yield connection

    @contextmanager
    def _begun_writing(self, left: float, patience: float) -> Iterator[tuple[Connection, str]]:
        """The connection, and the number of its transaction where the server gives one."""
        with named():
            if self.sqlite:
                with _waited(self._lock, left, patience), self._writer.connect() as connection:
                    _wait_for_others(connection, min(left, patience))
                    connection.begin()
                    yield connection, ""
            else:
                with self._opened(self._writer, _BEGIN_WRITING, left, patience) as opened:
                    yield opened

    @contextmanager
    def _opened(self, engine: Engine, opening: str, left: float, patience: float) -> Iterator[tuple[Connection, str]]:
        """On PostgreSQL: a transaction within its limits, and the first word of its first row."""
        ends = time.monotonic() + left
        with _waited(self._places, left):
            connection, first = self._begun(engine, opening, ends, patience)
            with closing(connection):
                yield connection, first

    def _begun(self, engine: Engine, opening: str, ends: float, patience: float) -> tuple[Connection, str]:
        """What was closed meanwhile is replaced, once; SQLAlchemy then keeps none of its time."""
        for last in (False, True):
            connection = self._until(ends, engine.connect)
            try:
                return connection, _open(connection, opening, ends, patience)
            except DBAPIError as error:
                connection.close()
                if last or not error.connection_invalidated:
                    raise
        raise Outage(cause=Cause.AWAY)

    def _until(self, ends: float, connect: Callable[[], C]) -> C:
        """A connection. A server that starts anew, or has no place, is asked again while somebody waits."""
        while True:
            try:
                return connect()
            except (DBAPIError, self._driver_error) as error:
                cause = cause_of(error)
                if cause is None:
                    raise
                if ends == inf or ends - time.monotonic() < SPARED_SECONDS:
                    raise Outage(cause=cause) from error
            time.sleep(AGAIN_SECONDS)

    def _commit(self, connection: Connection, transaction: str, attempt: Attempt | None) -> None:
        """Raises `Unsettled` where the connection was lost on the way, and nobody could be asked.

        Without an ``attempt`` nobody asks either: it is not what a person would call saved.
        """
        try:
            connection.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:  # the server has said no
                raise
            outcome = self._settled(transaction)
            if outcome is Outcome.NOTHING or (outcome is Outcome.UNKNOWN and attempt is None):
                raise
            if outcome is Outcome.UNKNOWN and attempt:
                attempt.unsettled = transaction
                raise Unsettled(cause=cause_of(error) or Cause.AWAY, transaction=transaction) from error

    def _settled(self, transaction: str) -> Outcome:
        """What became of it, asked until the time is over."""
        ends = time.monotonic() + max(NOTING_SECONDS, min(_seconds_left(), PATIENCE_SECONDS))
        while (outcome := self.became(transaction)) is Outcome.UNKNOWN and time.monotonic() < ends:
            time.sleep(AGAIN_SECONDS)
        return outcome

    def _glanced(self, sql: str, values: Filled, left: float) -> tuple[Any, ...] | None:
        """A connection that was closed meanwhile is not kept, nor are the others of its time; then it is tried anew."""
        ends = time.monotonic() + left
        with _waited(self._glances, left):
            for _ in range(2):
                connection = self._until(ends, self._glancer.raw_connection)
                try:
                    return self._first_row(connection, sql, values)
                except _ConnectionLost:
                    self._glancer.dispose()
        raise Outage(cause=Cause.AWAY)

    def _first_row(self, connection: PoolProxiedConnection, sql: str, values: Filled) -> tuple[Any, ...] | None:
        """Raises `Outage`; or `_ConnectionLost`, and then the connection is not kept."""
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql, values)
                row: tuple[Any, ...] | None = cursor.fetchone()
                return row
        except self._driver_error as error:
            if not self.sqlite and self._glancer.dialect.is_disconnect(error, connection.driver_connection, None):  # type: ignore[arg-type]  # reason: the protocol of drivers is not theirs
                connection.invalidate(error)
                raise _ConnectionLost from error
            if cause := cause_of(error):
                raise Outage(cause=cause) from error
            raise
        finally:
            connection.close()


def _ignore(_: float) -> None:
    """Nobody counts."""


class _ConnectionLost(Exception):
    """The server has closed it."""


def _seconds_left() -> float:
    attempt = attempts.current()
    return attempt.left() if attempt else inf


@contextmanager
def _counted(attempt: Attempt | None) -> Iterator[None]:
    """What is changed in the block is told of the attempt. Raises `Outage` where it is over."""
    if attempt is None:
        yield
        return
    try:
        with attempt.changing():
            yield
    except TooLate as error:
        raise Outage(cause=Cause.BUSY) from error


@contextmanager
def _waited(
    place: threading.Lock | threading.Semaphore, left: float, patience: float = PATIENCE_SECONDS
) -> Iterator[None]:
    """Holds a lock, or a place of several. Raises `Outage` where there is none in time."""
    if left <= 0 or not place.acquire(timeout=min(left, patience)):
        raise Outage(cause=Cause.BUSY)
    try:
        yield
    finally:
        place.release()


def _wait_for_others(connection: Connection, seconds: float) -> None:
    """SQLite's patience with other processes; set anew only where it differs."""
    if abs(connection.info.get("patience", PATIENCE_SECONDS) - seconds) > COARSE_SECONDS:
        connection.connection.cursor().execute(f"PRAGMA busy_timeout={_milliseconds(seconds)}")
        connection.info["patience"] = seconds


def _open(connection: Connection, opening: str, ends: float, patience: float) -> str:
    """The first statement: the limits of this transaction."""
    left = ends - time.monotonic()
    connection.info.update(ends=ends, limit=left)
    limits = {"lock": _milliseconds(min(left, patience)), "statement": "0" if left == inf else _milliseconds(left)}
    return str(connection.exec_driver_sql(opening, limits).scalar_one())


def _shorten_limits(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    """Before a statement of PostgreSQL: the limits follow the time that is left. Raises `Outage` when it is over."""
    left = connection.info.get("ends", inf) - time.monotonic()
    if left == inf or left > connection.info["limit"] - COARSE_SECONDS or _LIMITS in statement:
        return
    if left <= 0:
        raise Outage(cause=Cause.BUSY)
    connection.info["limit"] = left
    limit = _milliseconds(left)
    connection.exec_driver_sql(f"SELECT {_LIMITS}", {"lock": limit, "statement": limit})


def _milliseconds(seconds: float) -> str:
    """At least one: none would mean without an end."""
    return str(max(1, round(seconds * 1000)))
