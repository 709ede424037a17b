"""Rows that somebody else may have spoiled: read as they should be; one that cannot be is named with its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, TableClause, type_coerce
from sqlalchemy.engine import RowMapping
from sqlalchemy.types import NullType

SPOILED = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""The errors that come of reading text where a number or a day belongs, and the like."""

Row = Mapping[str, Any] | RowMapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoiled:
    """A row as it stands in the file, and the first column that cannot be read."""

    row: Row
    column: str


def read(
    connection: Connection, table: TableClause, statement: Select[Any], where: Mapping[str, object]
) -> Iterator[Row | Spoiled]:
    """The rows of ``statement``, which asks for every column of ``table``."""
    try:
        rows: list[Row] = list(connection.execute(statement, dict(where)).mappings())
    except SPOILED:
        plain = [type_coerce(column, NullType()).label(column.name) for column in table.c]
        rows = list(connection.execute(statement.with_only_columns(*plain), dict(where)).mappings())
        yield from (_converted(row, table, connection.dialect) for row in rows)
    else:
        yield from rows


def whole(row: Row | Spoiled) -> Row:
    """The row as it was read. Raises ``ValueError`` where it could not be."""
    if isinstance(row, Spoiled):
        raise ValueError(row.column)
    return row


def _converted(row: Row, table: TableClause, dialect: Dialect) -> Row | Spoiled:
    values: dict[str, Any] = {}
    for column in table.c:
        try:
            values[column.name] = _value(row[column.name], column, dialect)
        except SPOILED:
            return Spoiled(row=row, column=column.name)
    return values


def _value(value: object, column: ColumnElement[Any], dialect: Dialect) -> object:
    process = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return process(value) if process else value


class SpoiledEntry(Exception):
    """Raised with a sentence that names an entry which cannot be read, so that nothing goes on without it."""
