"""Hot statements: compiled to a driver's SQL once, with a place for each value, and then only filled in (P-05).

SQLAlchemy looks a statement up by its parts each time, and builds a context for it: several times what SQLite needs for
a small one. On SQLite the SQL goes to the driver itself, where there is no connection to lose and no limit to set; on
PostgreSQL it goes through SQLAlchemy, which does both (R-25, R-26). Errors are SQLAlchemy's everywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy import ClauseElement, Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, object]
Filled = tuple[Any, ...] | dict[str, Any]


class Cursor(Protocol):
    """The part that a driver's cursor and a result of SQLAlchemy have in common."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def close(self) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A compiled statement: ``sql`` as a driver takes it. ``places``: each value's name, and what makes of it what the
    driver takes.

    ``given``: the values that stand in the statement itself. ``numbered``: the driver wants them in order, unnamed.
    """

    sql: str
    places: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    given: Values
    numbered: bool

    def filled(self, values: Values) -> Filled:
        """The values as the driver takes them. Raises ``KeyError`` where one is missing."""
        every = {**self.given, **values} if self.given else values
        if self.numbered:
            return tuple([convert(every[name]) if convert else every[name] for name, convert in self.places])
        return {name: convert(every[name]) if convert else every[name] for name, convert in self.places}


class Hot:
    """A statement that every entry or request runs; compiled at its first use. A constant of its module."""

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._wordings: dict[str, Wording] = {}

    def run(self, connection: Connection, *rows: Values) -> int:
        """Runs it with each of the rows of values, at least one. Answers how many rows of its table have changed."""
        cursor = self._executed(connection, rows)
        changed = cursor.rowcount
        cursor.close()
        return changed

    def first(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """Runs it, and answers with the first row that comes back."""
        cursor = self._executed(connection, (values,))
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def stream(self, connection: Connection, values: Values, batch: int) -> Iterator[tuple[Any, ...]]:
        """Runs it, and hands out the rows as the driver has them, no more than ``batch`` in memory at once."""
        if connection.dialect.name == "sqlite":
            cursor = cast(sqlite3.Cursor, self._executed(connection, (values,)))
            while rows := cursor.fetchmany(batch):
                yield from rows
            cursor.close()
        else:
            statement = cast(Executable, self.statement)
            yield from map(tuple, connection.execute(statement, values, execution_options={"yield_per": batch}))

    def _executed(self, connection: Connection, rows: Sequence[Values]) -> Cursor:
        name = connection.dialect.name
        wording = self._wordings.get(name) or self._wordings.setdefault(
            name, worded(self.statement, connection.dialect)
        )
        filled = [wording.filled(values) for values in rows]
        if name != "sqlite":
            return connection.exec_driver_sql(wording.sql, filled if len(filled) > 1 else filled[0])
        if not connection.in_transaction():
            connection.begin()
        return run_in_sqlite(connection, wording.sql, *filled)


def worded(statement: ClauseElement, dialect: Dialect) -> Wording:
    """Compiles a statement for this kind of database."""
    compiled: Any = statement.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else tuple(compiled.binds)
    binds = compiled.binds
    return Wording(
        sql=str(compiled),
        places=tuple((name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names),
        given={name: bind.value for name, bind in binds.items() if not bind.required},
        numbered=compiled.positional,
    )


def run_in_sqlite(connection: Connection, sql: str, *filled: Filled) -> sqlite3.Cursor:
    """Runs it with the driver itself and answers with its cursor. Raises the errors that SQLAlchemy would raise."""
    cursor = cast(sqlite3.Cursor, connection.connection.cursor())
    try:
        return cursor.executemany(sql, filled) if len(filled) > 1 else cursor.execute(sql, *filled)
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            sql, None, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect
        ) from error


def values_of(record: Any) -> dict[str, object]:
    """The fields of a dataclass with slots.

    ``asdict`` copies each of them deeply, which takes longer than SQLite's work.
    """
    return {name: getattr(record, name) for name in record.__slots__}
