"""The register of names. Campaigns, goals, a team's own channels and content types share it: a key means one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, text

from core.setup.acts import Act
from core.setup.channels import NAMES
from core.setup.names import NameTaken, check_free
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, STARTING_CHANNELS, Register
from storage.instants import Instant
from storage.tables import names

__all__ = ["CAMPAIGN", "CHANNEL", "CONTENT", "GOAL"]

_EVERY = (
    select(names.c.key, names.c.kind, names.c.name)
    .where(names.c.workspace_id == bindparam("workspace"))
    .order_by(names.c.created_at.desc(), names.c.key)
)
_CLAIM = text(
    "INSERT INTO names (workspace_id, key, kind, name, created_by, created_at) "
    "VALUES (:workspace, :key, :kind, :name, :by, :at) ON CONFLICT (workspace_id, key) DO NOTHING"
).bindparams(bindparam("at", type_=Instant))
_RENAME = text("UPDATE names SET name = :name WHERE workspace_id = :workspace AND key = :key")


def every(connection: Connection, workspace: int) -> Sequence[tuple[str, str, str]]:
    """(key, kind, name) of everything a team has named, newest first."""
    return [(row.key, row.kind, row.name) for row in connection.execute(_EVERY, {"workspace": workspace})]


def register(connection: Connection, workspace: int) -> Register:
    """The register of all that is named, the starting channels included: what was typed is looked up in it."""
    named = every(connection, workspace)
    kinds = {**STARTING_CHANNELS, **{key: kind for key, kind, _ in named}}
    return Register(kinds, {**NAMES, **{key: name for key, _, name in named}})


def of_kind(connection: Connection, workspace: int, kind: str) -> Mapping[str, str]:
    """Key -> name of one kind, newest first."""
    return {key: name for key, kind_of, name in every(connection, workspace) if kind_of == kind}


def claim(connection: Connection, act: Act, kind: str, key: str, name: str) -> None:
    """Takes ``key`` for ``kind``, unless it is this kind of thing's already, under a name that one sees to be the same.

    Nothing is renamed: that is `rename`'s. Raises `NameTaken`.
    """
    claim_all(connection, act, kind, {key: name})


def claim_all(connection: Connection, act: Act, kind: str, wanted: Mapping[str, str]) -> None:
    """The same for many at once. ``wanted``: key -> name. Raises `NameTaken`."""
    taken = register(connection, act.workspace)
    for key, name in wanted.items():
        if taken.kinds.get(key) == kind:
            taken.check_meant(name, key, what=kind)
        else:
            check_free(name, taken.kinds)
    new = {key: name for key, name in wanted.items() if taken.kinds.get(key) != kind}
    if new:
        common = {"workspace": act.workspace, "kind": kind, "by": act.by, "at": act.at}
        connection.execute(_CLAIM, [{**common, "key": key, "name": name} for key, name in new.items()])
        _check_owned(connection, act.workspace, kind, new)


def _check_owned(connection: Connection, workspace: int, kind: str, wanted: Mapping[str, str]) -> None:
    """Raises `NameTaken` where somebody else has been faster with a key."""
    owners = {key: owner for key, owner, _ in every(connection, workspace)}
    for key, name in wanted.items():
        if owners[key] != kind:
            raise NameTaken(name=name, kind=owners[key], suggestion=f"{key}-2")


def rename(connection: Connection, workspace: int, key: str, name: str) -> None:
    """Renames the thing that has ``key`` to ``name``, which nobody else has."""
    connection.execute(_RENAME, {"workspace": workspace, "key": key, "name": name})


def add_channel(connection: Connection, act: Act, key: str, name: str) -> None:
    """A team's own channel."""
    claim(connection, act, CHANNEL, key, name)


def add_content(connection: Connection, act: Act, key: str, name: str) -> None:
    """A team's own content type."""
    claim(connection, act, CONTENT, key, name)
