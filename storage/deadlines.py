"""Deadlines: how long anything of the database may wait, by the attempt of its thread (`storage.attempts`, R-25).

Outside of requests nothing but ``PATIENCE_SECONDS`` ends a wait. On PostgreSQL each transaction tells the server its
limits with its first statement, which is needed anyway (R-26), and shortens them as its time runs out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import attempts
from storage.engines import PATIENCE_SECONDS
from storage.outages import Cause, Outage, cause_of

NOTING_SECONDS = 0.3
"""More than its request has: what a request is remembered by may be written when its time is over."""

AGAIN_SECONDS = 0.1
"""Between two tries to connect, or to find out what became of a transaction."""

SPARED_SECONDS = 1.0
"""With less left of an attempt, a server that cannot be reached is not asked again."""

COARSE_SECONDS = 0.1
"""By so much a limit in force may be too long, before it is set anew."""

_LIMITS = "set_config('lock_timeout', %(lock)s, true), set_config('statement_timeout', %(statement)s, true)"
BEGIN_WRITING = f"SELECT pg_current_xact_id()::text, {_LIMITS}"
BEGIN_READING = f"SELECT {_LIMITS}"

C = TypeVar("C")


def seconds_left() -> float:
    """Seconds that the attempt of this thread has left, below zero where it is over; infinite outside of requests."""
    attempt = attempts.current()
    return attempt.left() if attempt else inf


@contextmanager
def waited(
    place: threading.Lock | threading.Semaphore, left: float, patience: float = PATIENCE_SECONDS
) -> Iterator[None]:
    """Holds a lock, or a place of several. Raises `Outage` where there is none in time."""
    if left <= 0 or not place.acquire(timeout=min(left, patience)):
        raise Outage(cause=Cause.BUSY)
    try:
        yield
    finally:
        place.release()


def connected(connect: Callable[[], C], ends: float, driver_error: type[Exception]) -> C:
    """A connection. A server that starts anew, or has no place, is asked again while somebody waits.

    ``ends``: by the monotonic clock. Raises `Outage` where there is none in time.
    """
    while True:
        try:
            return connect()
        except (DBAPIError, driver_error) as error:
            cause = cause_of(error)
            if cause is None:
                raise
            if ends == inf or ends - time.monotonic() < SPARED_SECONDS:
                raise Outage(cause=cause) from error
        time.sleep(AGAIN_SECONDS)


def set_patience(connection: Connection, seconds: float) -> None:
    """SQLite's patience with other processes; set anew only where it differs."""
    in_force = connection.info.get("patience", PATIENCE_SECONDS)
    if abs(in_force - seconds) <= COARSE_SECONDS:
        return
    connection.connection.cursor().execute(f"PRAGMA busy_timeout={_milliseconds(seconds)}")
    connection.info["patience"] = seconds


def begin(connection: Connection, opening: str, ends: float, patience: float) -> str:
    """Runs the first statement on PostgreSQL, which sets the limits of this transaction; the first word of its answer.

    ``opening`` is ``BEGIN_WRITING`` or ``BEGIN_READING``; ``patience``: seconds for a lock.
    """
    left = ends - time.monotonic()
    connection.info.update(ends=ends, limit=left)
    limits = {
        "lock": _milliseconds(min(left, patience)),
        "statement": "0" if left == inf else _milliseconds(left),
    }
    answer = connection.exec_driver_sql(opening, limits)
    return str(answer.scalar_one())


def shorten_limits(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
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
