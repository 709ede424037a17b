"""The database: one engine that writes and one that reads, on SQLite or PostgreSQL.

SQLite: WAL, synchronous=FULL and BEGIN IMMEDIATE, because anything less loses acknowledged entries or updates
(R-01, R-03); one lock for the whole process keeps sixteen writers fair (P-06). PostgreSQL: reads are one snapshot each.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_SECONDS = 10
CONNECTIONS = 40
"""As many as there are request threads, so that none waits for another's connection."""


class Database:
    """Opens no connection until asked. `reading`, `writing` and `rehearsing` are the only ways in."""

    def __init__(self, url: str) -> None:
        self.url = _normal(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._lock: AbstractContextManager[object] = threading.Lock() if self.sqlite else nullcontext()
        self._writer = _sqlite_engine(self.url, write=True) if self.sqlite else _postgres_engine(self.url, write=True)
        self._reader = _sqlite_engine(self.url, write=False) if self.sqlite else _postgres_engine(self.url, write=False)
        self._glancer = _glancing_engine(self.url)
        self._compiled: dict[Select[Any], Any] = {}
        self.waited: Callable[[float], object] = _ignore
        """Told how many seconds a transaction waited to begin: for a lock, or a connection."""

    @property
    def folder(self) -> Path | None:
        """Where an SQLite file lies."""
        return Path(self.url.database).absolute().parent if self.sqlite and self.url.database else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction: committed when the block ends, rolled back when it raises."""
        asked = time.monotonic()
        with self._lock, self._writer.begin() as connection:
            self.waited(time.monotonic() - asked)
            yield connection

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """A write transaction that is always rolled back: what would be, if it were saved."""
        with self._lock, self._writer.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot; whatever is written in it is refused."""
        asked = time.monotonic()
        with self._reader.connect() as connection:
            self.waited(time.monotonic() - asked)
            yield connection

    def glance(self, statement: Select[Any], values: Mapping[str, object]) -> tuple[Any, ...] | None:
        """The first row of a read that stands alone, as the driver gives it: no transaction, a sixth of the cost."""
        sql = self._compiled.get(statement) or self._compiled.setdefault(
            statement, statement.compile(dialect=self._glancer.dialect)
        )
        named = sql.construct_params(values)
        found = [named[name] for name in sql.positiontup] if sql.positional else named
        with closing(self._glancer.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(str(sql), found)
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row

    def close(self) -> None:
        self._glancer.dispose()
        self._writer.dispose()
        self._reader.dispose()


def _ignore(_: float) -> None:
    """Nobody counts."""


def _normal(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        path = Path(parsed.database).expanduser()
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        parsed = parsed.set(database=str(path))
    return parsed


def _postgres_engine(url: URL, *, write: bool) -> Engine:
    level = "READ COMMITTED" if write else "REPEATABLE READ"
    options = {} if write else {"postgresql_readonly": True}
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=CONNECTIONS - 10,
        pool_pre_ping=True,
        isolation_level=level,
        hide_parameters=True,
    )
    return engine.execution_options(**options)


def _sqlite_engine(url: URL, *, write: bool) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}
    )
    event.listen(engine, "connect", _write_pragmas if write else _read_pragmas)
    event.listen(engine, "begin", _begin_immediate if write else _begin)
    return engine


def _glancing_engine(url: URL) -> Engine:
    """For single statements: nothing to begin, so nothing to roll back; the connection used last is the warm one."""
    timeout = {"timeout": BUSY_TIMEOUT_SECONDS} if url.get_backend_name() == "sqlite" else {}
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        connect_args=timeout,
    )
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _read_pragmas)
    return engine


def _write_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """WAL is a property of the file; the others of the connection. The driver must not begin by itself."""
    connection.isolation_level = None
    _switch_to_wal(connection)
    _pragmas(connection, "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF")


def _switch_to_wal(connection: DBAPIConnection) -> None:
    """The busy timeout does not cover it: of processes that open a new file together, some are refused at once."""
    give_up = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            return _pragmas(connection, "journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def _read_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    _pragmas(connection, "query_only=ON", "trusted_schema=OFF")


def _pragmas(connection: DBAPIConnection, *settings: str) -> None:
    cursor = connection.cursor()
    for setting in settings:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
