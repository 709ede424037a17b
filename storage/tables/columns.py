"""The metadata of every table, and the columns that most tables have."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Text, text
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


def row_id() -> TypeEngine[int]:
    """Type of a row id: 64 bits, and still SQLite's own row id."""
    return BigInteger().with_variant(Integer, "sqlite")


def workspace(*, primary_key: bool = False) -> Column[int]:
    """The column that says whose row it is."""
    return Column("workspace_id", row_id(), ForeignKey("workspaces.id"), nullable=False, primary_key=primary_key)


def words(name: str, *, primary_key: bool = False) -> Column[str]:
    """A column of text; empty where there is none, so that it can stand in a key."""
    return Column(name, Text, nullable=False, server_default="", primary_key=primary_key)


def amount(name: str) -> Column[int]:
    """A column of money in minor units, or of a count; 0 where there is none."""
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


def index_where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """A partial index; both databases know them, SQLAlchemy has a word for each."""
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
