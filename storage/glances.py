"""Glances: reads of one row that stand alone, without a transaction, at a sixth of the cost of one."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import Any

from sqlalchemy import Select
from sqlalchemy.engine import URL
from sqlalchemy.pool import PoolProxiedConnection

from storage.deadlines import connected, waited
from storage.engines import Limits, glancing_engine
from storage.outages import Cause, Outage, cause_of
from storage.wordings import Filled, Wording, worded


class Glances:
    """Opens no connection until asked. Each statement is put into the driver's words once (`storage.wordings`)."""

    def __init__(self, url: URL, limits: Limits) -> None:
        self._sqlite = url.get_backend_name() == "sqlite"
        self._engine = glancing_engine(url, limits)
        self._places = threading.Semaphore(limits.glances)
        self._wordings: dict[Select[Any], Wording] = {}
        self.driver_error: type[Exception] = self._engine.dialect.import_dbapi().Error
        """The base of what the driver raises."""

    def wording(self, statement: Select[Any]) -> Wording:
        wording = self._wordings.get(statement)
        if wording is None:
            # Of two threads that come at once, both get the first one's.
            wording = self._wordings.setdefault(statement, worded(statement, self._engine.dialect))
        return wording

    def first(self, sql: str, values: Filled, left: float) -> tuple[Any, ...] | None:
        """The first row as the driver gives it, None where there is none. ``left``: seconds.

        Raises `Outage`, and the driver's own errors.
        """
        if self._sqlite:
            # A file is there or not: nobody waits for a connection, and none is lost.
            connection = connected(self._engine.raw_connection, 0, self.driver_error)
            return self._first_row(connection, sql, values)
        return self._first_of_server(sql, values, left)

    def close(self) -> None:
        self._engine.dispose()

    def _first_of_server(self, sql: str, values: Filled, left: float) -> tuple[Any, ...] | None:
        """A connection that was closed meanwhile is not kept, nor are the others of its time; then it is tried anew."""
        ends = time.monotonic() + left
        with waited(self._places, left):
            for _ in range(2):
                connection = connected(self._engine.raw_connection, ends, self.driver_error)
                try:
                    return self._first_row(connection, sql, values)
                except _ConnectionLost:
                    self._engine.dispose()
        raise Outage(cause=Cause.AWAY)

    def _first_row(self, connection: PoolProxiedConnection, sql: str, values: Filled) -> tuple[Any, ...] | None:
        """Raises `Outage`; or `_ConnectionLost`, and then the connection is not kept."""
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql, values)
                row: tuple[Any, ...] | None = cursor.fetchone()
                return row
        except self.driver_error as error:
            if self._is_lost(connection, error):
                connection.invalidate(error)
                raise _ConnectionLost from error
            if cause := cause_of(error):
                raise Outage(cause=cause) from error
            raise
        finally:
            connection.close()

    def _is_lost(self, connection: PoolProxiedConnection, error: Exception) -> bool:
        if self._sqlite:
            return False
        return self._engine.dialect.is_disconnect(error, connection.driver_connection, None)  # type: ignore[arg-type]  # reason: the protocol of drivers is not theirs


class _ConnectionLost(Exception):
    """The server has closed it."""
