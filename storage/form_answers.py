"""The answer to each form that was sent, so that a second click gets the same (table ``submissions``).

A request is claimed before the work and answered after it; the answers of the last hour are kept, as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, text, update

from storage.database import Database
from storage.instants import Instant
from storage.tables import submissions

ABANDONED = timedelta(seconds=10)
"""The age at which work counts as abandoned: Slack has given up on its answer long before."""

TOGETHER = timedelta(seconds=1)
"""The span within which two presses are one click: nobody has read yet what the first was answered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormAnswer:
    """``answer`` is None while it is being worked on. ``final``: the form is saved, or closed for good."""

    answer: str | None
    final: bool


_ONE = (submissions.c.workspace_id == bindparam("workspace"), submissions.c.request == bindparam("of"))
_LOOK = select(submissions.c.answer, submissions.c.final).where(*_ONE)
_CLAIM = text(
    "INSERT INTO submissions (workspace_id, request, attempt, final, at) "
    "VALUES (:workspace, :of, :attempt, false, :at) "
    "ON CONFLICT (workspace_id, request) DO UPDATE SET answer = NULL, attempt = excluded.attempt, at = excluded.at "
    "WHERE NOT submissions.final AND ((submissions.answer IS NULL AND submissions.at <= :stale) OR "
    "(submissions.answer IS NOT NULL AND submissions.attempt <> excluded.attempt AND submissions.at <= :together))"
).bindparams(*(bindparam(name, type_=Instant) for name in ("at", "stale", "together")))
_ANSWER = update(submissions).where(*_ONE).values(answer=bindparam("said"), final=bindparam("for_good"))
_DROP = delete(submissions).where(*_ONE)
_FORGET_OLD = delete(submissions).where(
    submissions.c.workspace_id == bindparam("workspace"), submissions.c.at < bindparam("before")
)


def look(database: Database, workspace: int, request: str) -> FormAnswer | None:
    """What has become of it; outside any transaction."""
    row = database.glance(_LOOK, {"workspace": workspace, "of": request})
    return FormAnswer(answer=row[0], final=bool(row[1])) if row else None


def claim(connection: Connection, workspace: int, request: str, attempt: str, at: datetime) -> bool:
    """Claims the form, and answers whether the caller is to work on it.

    It is where the form is new; or another ``attempt``, not of the same click, had an answer that was not final; or
    whoever was at it is gone.
    """
    where = {"workspace": workspace, "of": request, "attempt": attempt, "at": at}
    where |= {"stale": at - ABANDONED, "together": at - TOGETHER}
    # One statement decides: of two clicks at once exactly one changes a row.
    return connection.execute(_CLAIM, where).rowcount == 1


def answer(connection: Connection, workspace: int, request: str, text: str, *, final: bool) -> None:
    """Keeps the answer for whoever waits for it and, if it is ``final``, for whoever asks again."""
    connection.execute(_ANSWER, {"workspace": workspace, "of": request, "said": text, "for_good": final})


def drop(connection: Connection, workspace: int, request: str) -> None:
    """Drops a claim that came to nothing, so that the form may be tried again."""
    connection.execute(_DROP, {"workspace": workspace, "of": request})


def forget_old(connection: Connection, workspace: int, before: datetime) -> None:
    """Forgets the forms sent before ``before``; Slack sends nothing again so late."""
    connection.execute(_FORGET_OLD, {"workspace": workspace, "before": before})
