"""The key of each request that changed something, kept with the change, so that it cannot do so again.

Their table is ``done_requests``. No totals move, so the workspace's revision is left alone.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, text

from storage.instants import Instant
from storage.tables import done_requests
from storage.wordings import Hot

_KEEP = Hot(
    text(
        "INSERT INTO done_requests (workspace_id, request, until) VALUES (:workspace, :request, :until) "
        # The unique key is the lock: a look first and an insert after it would let two at once both pass.
        "ON CONFLICT (workspace_id, request) DO NOTHING"
    ).bindparams(bindparam("until", type_=Instant))
)
_FORGET_OLD = delete(done_requests).where(
    done_requests.c.workspace_id == bindparam("workspace"), done_requests.c.until < bindparam("now")
)


def keep(connection: Connection, workspace: int, request: str, until: datetime) -> bool:
    """Keeps the request until then; False where it has taken effect already.

    It comes first in the transaction of the change: of two sent at once, the second waits here for the first.
    """
    values = {"workspace": workspace, "request": request, "until": until}
    return _KEEP.run(connection, values) == 1


def forget_old(connection: Connection, workspace: int, now: datetime) -> None:
    """Forgets those whose time is over; nobody can send them again by then."""
    connection.execute(_FORGET_OLD, {"workspace": workspace, "now": now})
