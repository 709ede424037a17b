"""The text typed last into a searching menu of an open form. Slack sends it only while one types, and with no form.

No totals move, so the workspace's revision is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, text, update

from storage.database import Database
from storage.instants import Instant
from storage.tables import typed_texts


@dataclass(frozen=True, kw_only=True, slots=True)
class Menu:
    """A searching menu: a ``field`` of a ``view`` that a ``person`` has open; the last two are Slack's ids."""

    view: str
    person: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedText:
    """The text typed last. ``asked``: the text that this person was last asked about."""

    text: str
    asked: str


_IN_VIEW = (
    typed_texts.c.workspace_id == bindparam("workspace"),
    typed_texts.c.view == bindparam("in_view"),
    typed_texts.c.person == bindparam("by"),
)
_IN_MENU = (*_IN_VIEW, typed_texts.c.field == bindparam("menu"))
_LAST = select(typed_texts.c.text).where(*_IN_MENU)
_OF_VIEW = select(typed_texts.c.field, typed_texts.c.text, typed_texts.c.asked).where(*_IN_VIEW)
_KEEP = text(
    "INSERT INTO typed_texts (workspace_id, view, person, field, text, at) "
    "VALUES (:workspace, :in_view, :by, :menu, :typed, :at) ON CONFLICT (workspace_id, view, person, field) "
    "DO UPDATE SET text = excluded.text, at = excluded.at WHERE typed_texts.at <= excluded.at"
).bindparams(bindparam("at", type_=Instant))
_ASK = update(typed_texts).where(*_IN_MENU).values(asked=typed_texts.c.text)
_FORGET = delete(typed_texts).where(*_IN_VIEW)
_FORGET_OLD = delete(typed_texts).where(
    typed_texts.c.workspace_id == bindparam("workspace"), typed_texts.c.at < bindparam("before")
)


def last(database: Database, workspace: int, menu: Menu) -> str:
    """The text typed there last; empty where nothing was. Outside any transaction: every key pressed asks it."""
    row = database.glance(_LAST, _where(workspace, menu))
    return str(row[0]) if row else ""


def keep(connection: Connection, workspace: int, menu: Menu, typed: str, at: datetime) -> None:
    """Remembers the text, unless what is kept was typed later: two requests may overtake each other."""
    connection.execute(_KEEP, _where(workspace, menu) | {"typed": typed, "at": at})


def of_view(connection: Connection, workspace: int, view: str, person: str) -> Mapping[str, TypedText]:
    """Field -> the text typed there last."""
    rows = connection.execute(_OF_VIEW, {"workspace": workspace, "in_view": view, "by": person})
    return {row.field: TypedText(text=row.text, asked=row.asked) for row in rows}


def ask(connection: Connection, workspace: int, menu: Menu) -> None:
    """Notes that the person has been asked about the text as it is now."""
    connection.execute(_ASK, _where(workspace, menu))


def forget(connection: Connection, workspace: int, view: str, person: str) -> None:
    """Forgets the texts of a form that is saved or closed."""
    connection.execute(_FORGET, {"workspace": workspace, "in_view": view, "by": person})


def forget_old(connection: Connection, workspace: int, before: datetime) -> None:
    """Forgets the texts of forms that nobody typed in since ``before``: they are closed by now."""
    connection.execute(_FORGET_OLD, {"workspace": workspace, "before": before})


def _where(workspace: int, menu: Menu) -> dict[str, object]:
    return {"workspace": workspace, "in_view": menu.view, "by": menu.person, "menu": menu.field}
