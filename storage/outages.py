"""Outages: what a database does not do for a while. Each names its cause; every other error is a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from core.problems import Problem


class Cause(StrEnum):
    """The causes why the database does not do it: others are at it; it cannot be reached; it cannot write."""

    BUSY = "busy"
    AWAY = "away"
    FULL = "full"


@dataclass(eq=False)
class Outage(Problem, SQLAlchemyError):
    """Raised when the database did not do it, and nothing of this transaction is on the books."""

    cause: Cause

    @property
    def reason(self) -> str:
        """The name of the driver's own error, which holds nothing of anybody's."""
        return type(getattr(self.__cause__, "orig", None) or self.__cause__ or self).__name__


@dataclass(eq=False)
class Unsettled(Outage):
    """Raised when the connection was lost during the commit, and nobody could be asked what became of it."""

    transaction: str


SQLSTATES = {
    "55P03": Cause.BUSY,  # lock_not_available
    "57014": Cause.BUSY,  # query_canceled: statement_timeout
    "40001": Cause.BUSY,  # serialization_failure
    "40P01": Cause.BUSY,  # deadlock_detected
    "53300": Cause.BUSY,  # too_many_connections
    "53100": Cause.FULL,  # disk_full
    "53200": Cause.FULL,  # out_of_memory
    "58030": Cause.FULL,  # io_error
    "57P01": Cause.AWAY,  # admin_shutdown
    "57P02": Cause.AWAY,  # crash_shutdown
    "57P03": Cause.AWAY,  # cannot_connect_now
    "57P05": Cause.AWAY,  # idle_session_timeout
    "25P03": Cause.AWAY,  # idle_in_transaction_session_timeout
    "25006": Cause.AWAY,  # read_only_sql_transaction: a standby took over
}
"""PostgreSQL's codes (appendix A of its manual); those of class 08 are connections as well."""

SQLITE_CODES = {
    5: Cause.BUSY,  # SQLITE_BUSY
    6: Cause.BUSY,  # SQLITE_LOCKED
    8: Cause.FULL,  # SQLITE_READONLY
    10: Cause.FULL,  # SQLITE_IOERR
    13: Cause.FULL,  # SQLITE_FULL
    14: Cause.FULL,  # SQLITE_CANTOPEN
}
"""SQLite's primary result codes (sqlite.org/rescode.html)."""

_PRIMARY = 0xFF
_READ_ONLY = ("25006", 8)


@contextmanager
def named(*, reading: bool = False) -> Iterator[None]:
    """Turns errors of SQLAlchemy that are outages into `Outage`, and lets others pass.

    ``reading``: that nothing can be written is as it should be.
    """
    try:
        yield
    except Outage:
        raise
    except SQLAlchemyError as error:
        cause = cause_of(error)
        if cause is None or (reading and _refuses_writing(error)):
            raise
        raise Outage(cause=cause) from error


def cause_of(error: BaseException) -> Cause | None:
    """The cause of an error of SQLAlchemy or a driver; None where the database works, and we asked for nonsense."""
    if isinstance(error, Outage):
        return error.cause
    if isinstance(error, PoolExhausted):
        return Cause.BUSY
    message, code = _said(error)
    if isinstance(code, int):
        return SQLITE_CODES.get(code)
    if isinstance(code, str):
        return SQLSTATES.get(code) or (Cause.AWAY if code.startswith("08") else None)
    return Cause.AWAY if type(message).__name__ in ("OperationalError", "ConnectionTimeout") else None


def _refuses_writing(error: BaseException) -> bool:
    return _said(error)[1] in _READ_ONLY


def _said(error: BaseException) -> tuple[BaseException | None, str | int | None]:
    """The name of the driver's own error, and its code: PostgreSQL's five signs, or SQLite's primary number."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    number: int | None = getattr(cause, "sqlite_errorcode", None)
    if number is not None:
        return cause, number & _PRIMARY
    return cause, getattr(cause, "sqlstate", None)
