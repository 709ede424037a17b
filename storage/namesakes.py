"""Namesakes: names on the books that whoever runs the bot should know of since keys are made by today's rule.

Until migration 0017 the key of a name had no accents of any script and no signs. So names that a person would call
different met on one key, and some that are the same had two. Their entries stay as they are; this module lists the
names, and no sums.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select

from core.ledger.hourly_rates import has_digit
from core.setup.names import slug
from storage import deals, names
from storage.tables import entries, rates, workspaces

_WORKSPACES = select(workspaces.c.id, workspaces.c.team_id).order_by(workspaces.c.id)
_RATED = select(rates.c.name).where(rates.c.workspace_id == bindparam("workspace")).distinct()
_NAMED_IN_ENTRIES = (
    select(entries.c.people)
    .where(entries.c.workspace_id == bindparam("workspace"), entries.c.category == "people", entries.c.people != "")
    .distinct()
)
_PLAIN_LETTERS = str.maketrans("łøđ", "lod")
_NOT_IN_OLD_KEYS = re.compile(r"[\W_]+")


class Kind(StrEnum):
    """The kinds of namesakes.

    ``alike``: names of things with one key by today's rule. ``parted``, ``joined``: people who were one until now, or
    several. ``deals``: names under which one deal was kept. ``digits``: people whose name holds one.
    """

    ALIKE = "alike"
    PARTED = "parted"
    JOINED = "joined"
    DEALS = "deals"
    DIGITS = "digits"


@dataclass(frozen=True, kw_only=True, slots=True)
class Namesakes:
    """The names of one kind in one Slack workspace, ``team``, as they are written."""

    team: str
    kind: Kind
    names: tuple[str, ...]


def namesakes(connection: Connection) -> list[Namesakes]:
    """The namesakes of every workspace."""
    teams = [(row.id, row.team_id) for row in connection.execute(_WORKSPACES)]
    return [
        Namesakes(team=team, kind=kind, names=tuple(group))
        for workspace, team in teams
        for kind, group in _of(connection, workspace)
    ]


def _of(connection: Connection, workspace: int) -> list[tuple[Kind, list[str]]]:
    things = [name for _, _, name in names.every(connection, workspace)]
    persons = _persons(connection, workspace)
    called: dict[str, list[str]] = {}
    for key, name in deals.named(connection, workspace):
        called.setdefault(key, []).append(name)
    digits = [name for name in persons if has_digit(name)]
    return [
        *((Kind.ALIKE, group) for group in _groups(things, slug) if len(group) > 1),
        *((Kind.PARTED, group) for group in _groups(persons, _old_key) if len(set(map(slug, group))) > 1),
        *((Kind.JOINED, group) for group in _groups(persons, slug) if len(set(map(_old_key, group))) > 1),
        *((Kind.DEALS, sorted(group)) for group in called.values() if len(set(map(slug, group))) > 1),
        *([(Kind.DIGITS, digits)] if digits else []),
    ]


def _persons(connection: Connection, workspace: int) -> list[str]:
    where = {"workspace": workspace}
    people = connection.execute(_NAMED_IN_ENTRIES, where).scalars()
    worked = (name for text in people for name, _, _ in json.loads(text))
    return sorted({*connection.execute(_RATED, where).scalars(), *worked})


def _groups(keys: Iterable[str], key: Callable[[str], str]) -> Iterable[list[str]]:
    groups: dict[str, list[str]] = {}
    for name in sorted(keys):
        groups.setdefault(key(name), []).append(name)
    return groups.values()


def _old_key(name: str) -> str:
    """The key as it was made until 0017."""
    seen = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", seen).casefold().translate(_PLAIN_LETTERS)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_IN_OLD_KEYS.sub("-", letters).strip("-")
