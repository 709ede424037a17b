"""The register of names: campaigns, goals, a team's own channels and content types share it: a key means one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from core.channels import STARTING
from core.names import NameTaken, check_free
from storage.instants import Instant
from storage.tables import names

CAMPAIGN = "campaign"
GOAL = "goal"
CHANNEL = "channel"
CONTENT = "content"

_EVERY = (
    select(names.c.key, names.c.kind, names.c.name)
    .where(names.c.workspace_id == bindparam("workspace"))
    .order_by(names.c.created_at.desc(), names.c.key)
)
_CLAIM = text(
    "INSERT INTO names (workspace_id, key, kind, name, created_by, created_at) "
    "VALUES (:workspace, :key, :kind, :name, :by, :at) ON CONFLICT (workspace_id, key) DO NOTHING"
).bindparams(bindparam("at", type_=Instant))
_KIND = select(names.c.kind).where(names.c.workspace_id == bindparam("workspace"), names.c.key == bindparam("key"))
_RENAME = text("UPDATE names SET name = :name WHERE workspace_id = :workspace AND key = :key")


def every(books: Connection, workspace: int) -> Sequence[tuple[str, str, str]]:
    """(key, kind, name) of everything a team has named, newest first."""
    return [(row.key, row.kind, row.name) for row in books.execute(_EVERY, {"workspace": workspace})]


def kinds(books: Connection, workspace: int) -> Mapping[str, str]:
    """Key -> kind of all that is taken, the starting channels included."""
    return dict.fromkeys(STARTING, CHANNEL) | {key: kind for key, kind, _ in every(books, workspace)}


def of_kind(books: Connection, workspace: int, kind: str) -> Mapping[str, str]:
    """Key -> name of one kind, newest first."""
    return {key: name for key, found, name in every(books, workspace) if found == kind}


def claim(books: Connection, workspace: int, kind: str, key: str, name: str, by: str, at: datetime) -> None:
    """Takes ``key`` for ``kind``, or renames what has it already if it is of that kind. Raises `NameTaken`."""
    taken = kinds(books, workspace)
    if taken.get(key) != kind:
        check_free(name, taken)
    values = {"workspace": workspace, "key": key, "kind": kind, "name": name, "by": by, "at": at}
    books.execute(_CLAIM, values)
    owner = books.execute(_KIND, {"workspace": workspace, "key": key}).scalar_one()
    if owner != kind:
        raise NameTaken(name=name, kind=owner, suggestion=f"{key}-2")
    books.execute(_RENAME, {"workspace": workspace, "key": key, "name": name})


def add_channel(books: Connection, workspace: int, key: str, name: str, by: str, at: datetime) -> None:
    """A team's own channel."""
    claim(books, workspace, CHANNEL, key, name, by, at)


def add_content(books: Connection, workspace: int, key: str, name: str, by: str, at: datetime) -> None:
    """A team's own content type."""
    claim(books, workspace, CONTENT, key, name, by, at)
