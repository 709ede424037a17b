"""Links of sources with channels as stored: each is added, never changed, and undone; the last that stands counts.

A row without a channel takes the team's own row away, so that what is usual counts again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from core.imports import utm
from core.imports.utm import Link
from core.setup.acts import Act
from storage import workspaces
from storage.tables import source_links

_STANDING = (
    select(source_links.c.source, source_links.c.medium, source_links.c.channel)
    .where(source_links.c.workspace_id == bindparam("workspace"), source_links.c.undone.is_(False))
    .order_by(source_links.c.id)
)
_ADD = insert(source_links).returning(source_links.c.id)
_TURN = (
    update(source_links)
    .where(
        source_links.c.workspace_id == bindparam("workspace"),
        source_links.c.id.in_(bindparam("listed", expanding=True)),
    )
    .values(undone=bindparam("turned"))
)


def own(connection: Connection, workspace: int) -> Sequence[Link]:
    """The rows of a team's own table, in the order they were first said."""
    links: dict[tuple[str, str], Link] = {}
    for source, medium, channel in connection.execute(_STANDING, {"workspace": workspace}):
        links[source, medium] = Link(source=source, medium=medium, channel=channel)
    return [link for link in links.values() if link.channel]


def table(connection: Connection, workspace: int) -> Mapping[str, str]:
    """``source / medium`` -> channel: what is usual, and over it what the team has said."""
    return {**utm.starting(), **{link.key: link.channel for link in own(connection, workspace)}}


def add(connection: Connection, act: Act, links: Sequence[Link]) -> list[int]:
    """Adds rows, and answers with their ids."""
    workspaces.touch(connection, act.workspace)
    return [connection.execute(_ADD, _row(act, link)).scalar_one() for link in links]


def turn(connection: Connection, act: Act, listed: Sequence[int], *, undone: bool) -> None:
    """Takes rows back, so that what stood before counts, or puts them back."""
    workspaces.touch(connection, act.workspace)
    connection.execute(_TURN, {"workspace": act.workspace, "listed": list(listed), "turned": undone})


def _row(act: Act, link: Link) -> Mapping[str, object]:
    return {
        "workspace_id": act.workspace,
        "source": link.source,
        "medium": link.medium,
        "channel": link.channel,
        "created_by": act.by,
        "created_at": act.at,
    }
