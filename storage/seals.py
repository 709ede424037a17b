"""Seals: each entry carries a hash of what it says and of the seal before it, so that later alterations show.

A seal of version 1 is the SHA-256, in lower-case hex, of the seal before it (nothing before a workspace's first entry),
a newline, and the entry's canonical form: ``v1`` and the facts below as a JSON array without blanks, everything beyond
ASCII escaped; days as 2026-08-03, the instant as 2026-08-03T07:00:00.000000Z. What a change of the reporting currency
rewrites is no part of it: the rate, the value, and the currency where it is not one that was typed. The day of the
first contact stands behind all else, and only where there is one, and so do the days of an invoice's media, both of
them: what was sealed before there was any stays as it is.

The newest seal and the number of seals stand in the workspace's row. Whoever rewrites the whole chain and that row is
found only by comparing with a head that was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.engine import RowMapping

from storage.tables import workspaces
from storage.wordings import Hot

Row = Mapping[str, Any] | RowMapping

FACTS = (
    "workspace_id",
    "sign",
    "day",
    "campaign",
    "channel",
    "content",
    "category",
    "goal_id",
    "amount_minor",
    "count",
    "revenue_minor",
    "hours",
    "rate_minor",
    "until",
    "share",
    "split",
    "people",
    "media_minor",
    "left_out_minor",
    "note",
    "logged_by",
    "logged_at",
    "source",
    "request",
    "reverses",
    "replaces",
    "refunds",
    "refunded_on",
)
"""Columns of ``entries`` in the order of version 1; behind them comes the currency, where it was typed."""

_LATER = ("first_contact", "media_from", "media_until")
"""Columns sealed behind all else: the first is of conversions only, and the other two, always together, of costs."""

# Locked until the transaction ends: two entries sealed on the same head would break the chain.
_HEAD = select(workspaces.c.chain_head).where(workspaces.c.id == bindparam("workspace")).with_for_update()
_FOLLOW = Hot(
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(chain_head=bindparam("head"), chain_length=workspaces.c.chain_length + 1)
)
_FOLLOW_ALL = Hot(
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(chain_head=bindparam("head"), chain_length=workspaces.c.chain_length + bindparam("more"))
)
_HEADS = select(workspaces.c.id, workspaces.c.team_id, workspaces.c.chain_head, workspaces.c.chain_length).order_by(
    workspaces.c.id
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An entry that does not follow the one before it. ``sealed``: it carries a seal at all."""

    entry: int
    day: date
    sealed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """A workspace's entries, in the order they were logged; ``workspace`` is its id, ``team`` that of Slack.

    ``head``: the seal of the newest as it stands in the row of the workspace, where ``length`` were counted;
    ``entries``: how many stand. ``broken``: the first that does not follow, and ``breaks`` how many do not. ``ends``:
    the newest entry is the one that was logged last.
    """

    workspace: int
    team: str
    head: str
    length: int
    entries: int
    broken: Link | None
    breaks: int
    ends: bool

    @property
    def holds(self) -> bool:
        return self.ends and self.broken is None and self.length == self.entries


def seal(before: str, row: Row) -> str:
    """The seal of an entry: a row of ``entries``, or one about to be added."""
    return hashlib.sha256(f"{before}\n{canonical(row)}".encode()).hexdigest()


def canonical(row: Row) -> str:
    """The canonical form of an entry, version 1: what is sealed of it."""
    typed = row["category"] or row["revenue_minor"] is not None
    # A migration seals rows of a table that has no such columns yet.
    later = [row.get(name) for name in _LATER]
    behind = [one for one in later if one is not None]
    return _written(["v1", *_facts(row), row["currency"] if typed else None, *behind])


def follow(connection: Connection, workspace: int, row: Row, head: str | None = None) -> str:
    """The seal of an entry about to be added, which is the head from here on. Writers of a workspace take turns.

    ``head``: as `workspaces.touch` has just told it; without it, it is asked for.
    """
    before = connection.execute(_HEAD, {"workspace": workspace}).scalar_one() if head is None else head
    sealed = seal(before, row)
    _FOLLOW.run(connection, {"workspace": workspace, "head": sealed})
    return sealed


def follow_all(connection: Connection, workspace: int, rows: Sequence[Row], head: str) -> list[str]:
    """The seals of several entries about to be added in this order, chained; the last of them is the head from here.

    ``head``: as `workspaces.touch` has just told it.
    """
    sealed = []
    for row in rows:
        head = seal(head, row)
        sealed.append(head)
    if sealed:
        _FOLLOW_ALL.run(connection, {"workspace": workspace, "head": head, "more": len(sealed)})
    return sealed


class Walk:
    """Follows the seals of all workspaces, entry by entry in the order of their ids.

    Each entry's own seal is taken as what the next was sealed on, so that each break is seen where it is.
    """

    def __init__(self) -> None:
        self._last: dict[object, str] = {}
        self._count: dict[object, int] = {}
        self._broken: dict[object, list[Link]] = {}

    def add(self, row: Row) -> None:
        """Takes the next row of ``entries``."""
        workspace, stands = row["workspace_id"], str(row["seal"])
        if seal(self._last.get(workspace, ""), row) != stands:
            link = Link(entry=row["id"], day=row["day"], sealed=bool(stands))
            self._broken.setdefault(workspace, []).append(link)
        self.skip(row)

    def skip(self, row: Row) -> None:
        """Takes the next row, which cannot be read: it is counted, and the walk goes on from its seal."""
        workspace = row["workspace_id"]
        self._last[workspace] = str(row["seal"])
        self._count[workspace] = self._count.get(workspace, 0) + 1

    def chains(self, connection: Connection) -> tuple[Chain, ...]:
        """The chain of each workspace: what the walk saw, beside the head and length in the workspace's row."""
        return tuple(
            self._chain(row.id, row.team_id, row.chain_head, row.chain_length) for row in connection.execute(_HEADS)
        )

    def _chain(self, workspace: int, team: str, head: str, length: int) -> Chain:
        broken = self._broken.get(workspace, [])
        return Chain(
            workspace=workspace,
            team=team,
            head=str(head),
            length=length if isinstance(length, int) else 0,  # spoiled, it is not what was counted
            entries=self._count.get(workspace, 0),
            broken=broken[0] if broken else None,
            breaks=len(broken),
            ends=self._last.get(workspace, "") == head,
        )


def _plain(value: object) -> str:
    """The text of an instant, in UTC with its microseconds, or of a day. Raises ``TypeError`` for anything else."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_facts = itemgetter(*FACTS)
_written = json.JSONEncoder(separators=(",", ":"), default=_plain).encode
