"""Commits: how a write transaction ends, also where the connection is lost on the way (R-26)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.attempts import Attempt, Outcome, TooLate
from storage.deadlines import AGAIN_SECONDS, NOTING_SECONDS, seconds_left
from storage.engines import PATIENCE_SECONDS
from storage.glances import Glances
from storage.outages import Cause, Outage, Unsettled, cause_of

_BECAME = "SELECT pg_xact_status(%(number)s::text::xid8)"


@contextmanager
def counted(attempt: Attempt | None) -> Iterator[None]:
    """What is changed in the block is told of the attempt. Raises `Outage` where it is over."""
    if attempt is None:
        yield
        return
    try:
        with attempt.changing():
            yield
    except TooLate as error:
        raise Outage(cause=Cause.BUSY) from error


def commit(connection: Connection, transaction: str, attempt: Attempt | None, glances: Glances) -> None:
    """Commits; ``transaction`` is its number on PostgreSQL.

    Raises `Unsettled` where the connection was lost on the way, and nobody could be asked. Without an ``attempt`` it
    raises what the database did then: it is not what a person would call saved.
    """
    try:
        connection.commit()
    except DBAPIError as error:
        if not error.connection_invalidated:  # the server has said no
            raise
        outcome = _settled(transaction, glances)
        if outcome is Outcome.SAVED:
            return
        if outcome is Outcome.UNKNOWN and attempt is not None:
            attempt.unsettled = transaction
            raise Unsettled(cause=cause_of(error) or Cause.AWAY, transaction=transaction) from error
        raise


def became(transaction: str, glances: Glances) -> Outcome:
    """What became of a transaction whose commit was cut off, by its number; asked of PostgreSQL once."""
    left = max(NOTING_SECONDS, seconds_left())
    try:
        row = glances.first(_BECAME, {"number": transaction}, left)
    except (Outage, glances.driver_error):
        return Outcome.UNKNOWN
    status = row[0] if row else ""
    outcomes = {"committed": Outcome.SAVED, "aborted": Outcome.NOTHING}
    return outcomes.get(status, Outcome.UNKNOWN)


def _settled(transaction: str, glances: Glances) -> Outcome:
    """What became of it, asked until the time is over."""
    left = min(seconds_left(), PATIENCE_SECONDS)
    ends = time.monotonic() + max(NOTING_SECONDS, left)
    while True:
        outcome = became(transaction, glances)
        if outcome is not Outcome.UNKNOWN or time.monotonic() >= ends:
            return outcome
        time.sleep(AGAIN_SECONDS)
