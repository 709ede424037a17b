"""The language that each person has chosen to be answered in. No totals move, so the books' revision is left alone."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, text

from core.setup.acts import Act
from storage.database import Database
from storage.instants import Instant
from storage.tables import language_choices

_CHOSEN = select(language_choices.c.language).where(
    language_choices.c.workspace_id == bindparam("workspace"), language_choices.c.person == bindparam("by")
)
_CHOOSE = text(
    "INSERT INTO language_choices (workspace_id, person, language, chosen_at) "
    "VALUES (:workspace, :by, :language, :at) "
    "ON CONFLICT (workspace_id, person) DO UPDATE SET language = excluded.language, chosen_at = excluded.chosen_at"
).bindparams(bindparam("at", type_=Instant))


def chosen(database: Database, workspace: int, person: str) -> str:
    """The language that this person has chosen; empty where none. Outside any transaction: every request asks it."""
    row = database.glance(_CHOSEN, {"workspace": workspace, "by": person})
    return str(row[0]) if row else ""


def choose(connection: Connection, act: Act, language: str) -> None:
    """Keeps the choice of the person who acts, in the place of an earlier one."""
    values = {"workspace": act.workspace, "by": act.by, "language": language, "at": act.at}
    connection.execute(_CHOOSE, values)
