"""Engines: how connections to SQLite and PostgreSQL are opened, and what is set on each (R-01, R-03, R-25)."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.wordings import run_in_sqlite

PATIENCE_SECONDS = 10
"""Seconds to wait for a lock, where no request waits for the answer."""

FILES = 64
"""Connections to an SQLite file, of each kind: more than there are threads, so that no thread waits for one."""

CONNECT_SECONDS = 2
"""Seconds to connect: the least that libpq takes."""

LIVELINESS = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 10_000}
"""Keepalives that notice a server vanished from the network within seconds; the system's own take two hours."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of a database. ``connections``: to PostgreSQL, of this process in all. ``seconds``: of a request, from
    its receipt to its answer.

    ``pgbouncer``: PostgreSQL stands behind one in transaction mode, so that nothing is said at the start of a
    connection, and no statement is prepared. These are the defaults of the settings as well (`bot.settings`).
    """

    connections: int = 20
    seconds: float = 2.3
    pgbouncer: bool = False

    @property
    def glances(self) -> int:
        """Connections for single reads: a fifth, for each is held for a moment only."""
        return max(1, self.connections // 5)

    @property
    def transactions(self) -> int:
        """Connections for all the rest."""
        return max(1, self.connections - self.glances)


def parsed_url(url: str) -> URL:
    """The URL with its driver. Raises ``ValueError`` where it cannot be read."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ValueError(type(error).__name__) from error  # its own message holds the password
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed.set(database=str(Path(parsed.database).expanduser()))
    return parsed


def make_folder(url: URL) -> None:
    """Makes the folder of an SQLite file; does nothing for PostgreSQL."""
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).absolute().parent.mkdir(parents=True, exist_ok=True)


def postgres_engine(url: URL, limits: Limits) -> Engine:
    """An engine for transactions.

    It pings no connection first: the first statement is needed anyway, and tells as much.
    """
    return create_engine(
        url,
        pool_size=limits.transactions,
        max_overflow=0,
        # The connection used last is the warm one; the others may go stale unused.
        pool_use_lifo=True,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        connect_args=_said_to_postgres(url, limits, ""),
    )


def sqlite_engine(url: URL, *, write: bool) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, pool_size=FILES, max_overflow=0, connect_args={"timeout": PATIENCE_SECONDS}
    )
    event.listen(engine, "connect", _write_pragmas if write else _read_pragmas)
    event.listen(engine, "begin", _begin_immediate if write else _begin)
    return engine


def glancing_engine(url: URL, limits: Limits) -> Engine:
    """An engine for single statements: nothing to begin, so nothing to roll back."""
    if sqlite := url.get_backend_name() == "sqlite":
        arguments: dict[str, Any] = {"timeout": PATIENCE_SECONDS}
    else:
        milliseconds = round(limits.seconds * 1000)
        arguments = _said_to_postgres(
            url, limits, f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"
        )
    engine = create_engine(
        url,
        hide_parameters=True,
        # No overflow: what PostgreSQL grants all processes is counted out, and one connection too many is refused
        # there.
        pool_size=FILES if sqlite else limits.glances,
        max_overflow=0,
        pool_use_lifo=True,
        # A rollback after each single statement would double the trips to the server.
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        connect_args=arguments,
    )
    if sqlite:
        event.listen(engine, "connect", _read_pragmas)
    return engine


def _said_to_postgres(url: URL, limits: Limits, options: str) -> dict[str, Any]:
    """The arguments of a connection. What the operator's own URL says goes first."""
    arguments: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, **LIVELINESS}
    arguments = {name: value for name, value in arguments.items() if name not in url.query}
    if limits.pgbouncer:
        # PgBouncer refuses options at the start, and the next transaction may meet a server without the prepared
        # statement.
        return arguments | {"prepare_threshold": None}
    return arguments | ({"options": f"{options} {url.query.get('options', '')}".strip()} if options else {})


def _write_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Sets up a connection that writes."""
    # The driver must not begin transactions by itself: it begins them at the first write only, so that what was read
    # before may be stale by then.
    connection.isolation_level = None
    _switch_to_wal(connection)
    # FULL: with NORMAL, WAL is synced at checkpoints only, and a loss of power takes back entries whose receipt
    # somebody has read.
    _pragmas(connection, "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF")


def _switch_to_wal(connection: DBAPIConnection) -> None:
    """Switches the file to WAL, trying again itself: the busy timeout does not cover the switch, so of processes that
    open a new file together some are refused at once.
    """
    give_up = time.monotonic() + PATIENCE_SECONDS
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
    run_in_sqlite(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    run_in_sqlite(connection, "BEGIN")
