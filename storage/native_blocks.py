"""What is remembered of native blocks: which kinds Slack has taken or refused, by way out (table ``native_blocks``).

No figure moves, so the workspace's revision is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, text

from core.posts.native_blocks import Experience, NativeBlock, WayOut
from storage.instants import Instant
from storage.tables import native_blocks

_EVERY = select(native_blocks.c.way, native_blocks.c.kind, native_blocks.c.taken, native_blocks.c.at).where(
    native_blocks.c.workspace_id == bindparam("workspace")
)
_KEEP = text(
    "INSERT INTO native_blocks (workspace_id, way, kind, taken, at) VALUES (:workspace, :way, :kind, :taken, :at) "
    "ON CONFLICT (workspace_id, way, kind) DO UPDATE SET taken = excluded.taken, at = excluded.at"
).bindparams(bindparam("at", type_=Instant))


def every(connection: Connection, workspace: int) -> Sequence[Experience]:
    """All that is remembered, also what no longer holds."""
    rows = connection.execute(_EVERY, {"workspace": workspace})
    return [Experience(way=WayOut(way), kind=NativeBlock(kind), taken=taken, at=at) for way, kind, taken, at in rows]


def keep(connection: Connection, workspace: int, experience: Experience) -> None:
    """Remembers it in the place of what was known of that kind on that way."""
    values = {
        "workspace": workspace,
        "way": experience.way,
        "kind": experience.kind,
        "taken": experience.taken,
        "at": experience.at,
    }
    connection.execute(_KEEP, values)
