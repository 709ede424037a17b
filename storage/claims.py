"""Claims: a delivery is held under a lease by one process, posted, and marked with how it ended.

``real`` is the wall clock, so that a tick told another time cannot end somebody's lease.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.engine import RowMapping

from core.posts.deliveries import Delivery, Schedule, State
from storage.deliveries import SELECT, find
from storage.tables import deliveries

_FREE = (
    SELECT.where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.id > bindparam("after"),
        ((deliveries.c.state == State.PENDING.value) & (deliveries.c.not_before <= bindparam("real")))
        | ((deliveries.c.state == State.CLAIMED.value) & (deliveries.c.lease_until <= bindparam("real"))),
    )
    .order_by(deliveries.c.id)
    .limit(1)
    # Two processes that tick at once take different rows instead of waiting for each other.
    .with_for_update(skip_locked=True, of=deliveries)
)
_UNCLEAR = (
    SELECT.where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.state == State.SENDING.value,
        deliveries.c.lease_until <= bindparam("real"),
    )
    .order_by(deliveries.c.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=deliveries)
)
_CLAIM = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery"))
    .values(
        state=State.CLAIMED.value,
        lease_until=bindparam("until"),
        attempts=deliveries.c.attempts + 1,
        first_try=bindparam("first"),
    )
)
_BEGIN = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("delivery"),
        deliveries.c.state == State.CLAIMED.value,
        deliveries.c.lease_until == bindparam("until"),
    )
    .values(state=State.SENDING.value, subject=bindparam("about"))
)
_RENEW = update(deliveries).where(deliveries.c.id == bindparam("delivery")).values(lease_until=bindparam("until"))
_HELD = (
    (deliveries.c.id == bindparam("delivery"))
    & (deliveries.c.lease_until == bindparam("until"))
    & deliveries.c.state.in_([State.CLAIMED.value, State.SENDING.value, State.UNCONFIRMED.value])
)
_SENT = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery"), deliveries.c.state != State.SENT.value)
    .values(state=State.SENT.value, ts=bindparam("posted"), reason=bindparam("why"))
)
_SETTLE = update(deliveries).where(_HELD).values(state=bindparam("settled"), ts=None, reason=bindparam("why"))
_ABSENT = (
    update(deliveries)
    .where(_HELD, deliveries.c.state == State.SENDING.value)
    .values(absences=deliveries.c.absences + 1)
    .returning(deliveries.c.absences)
)
_POSTPONE = (
    update(deliveries)
    .where(_HELD)
    .values(state=State.PENDING.value, not_before=bindparam("later"), lease_until=None, reason=bindparam("why"))
)


def claim(connection: Connection, workspace: int, real: datetime, lease: timedelta, after: int = 0) -> Delivery | None:
    """The workspace's next delivery to send, held until ``real + lease``; None when there is none.

    ``after``: only such with a higher id.
    """
    row = connection.execute(_FREE, {"workspace": workspace, "real": real, "after": after}).mappings().first()
    return _claim(connection, row, real, lease) if row else None


def claim_one(
    connection: Connection, schedule: Schedule, period: str, real: datetime, lease: timedelta
) -> Delivery | None:
    """The delivery of this schedule and period, if it is free to be sent now."""
    free = _FREE.where(deliveries.c.schedule_id == schedule.id, deliveries.c.period == period)
    row = connection.execute(free, {"workspace": schedule.workspace, "real": real, "after": 0}).mappings().first()
    return _claim(connection, row, real, lease) if row else None


def begin_sending(connection: Connection, delivery: Delivery, subject: str) -> bool:
    """Marks that a message may exist from here on. False when the lease was lost: then nothing may be posted."""
    where = {"delivery": delivery.id, "until": delivery.lease_until, "about": subject}
    return connection.execute(_BEGIN, where).rowcount == 1


def claim_unclear(connection: Connection, workspace: int, real: datetime, lease: timedelta) -> Delivery | None:
    """The workspace's next one whose sending ended without an answer, held for looking it up."""
    row = connection.execute(_UNCLEAR, {"workspace": workspace, "real": real}).mappings().first()
    if row is None:
        return None
    connection.execute(_RENEW, {"delivery": row["id"], "until": real + lease})
    return find(connection, row["id"])


def settle(
    connection: Connection, delivery: Delivery, state: State, *, ts: str | None = None, reason: str = ""
) -> bool:
    """Marks the end: sent with its ``ts``, or skipped, failed, unconfirmed with the reason. False where it did not.

    That it was sent is believed even of one who has lost the lease, so that nobody sends it again; the rest is not.
    """
    if state is State.SENT:
        # Not bound to the lease: the message exists, whoever holds the row by now.
        return connection.execute(_SENT, {"delivery": delivery.id, "posted": ts, "why": reason}).rowcount == 1
    where = {"delivery": delivery.id, "until": delivery.lease_until}
    return connection.execute(_SETTLE, where | {"settled": state.value, "why": reason}).rowcount == 1


def postpone(connection: Connection, delivery: Delivery, until: datetime, reason: str | None = None) -> None:
    """Puts a delivery off: Slack took nothing and asks to wait. Does nothing for one who has lost the lease.

    ``reason``: why it waits; without one, as before.
    """
    why = delivery.reason if reason is None else reason
    where = {"delivery": delivery.id, "until": delivery.lease_until}
    connection.execute(_POSTPONE, where | {"later": until, "why": why})


def absent(connection: Connection, delivery: Delivery) -> int:
    """Counts that the post was looked for and not there; answers how many times by now, 0 for one who lost the
    lease.
    """
    where = {"delivery": delivery.id, "until": delivery.lease_until}
    return connection.execute(_ABSENT, where).scalar() or 0


def _claim(connection: Connection, row: RowMapping, real: datetime, lease: timedelta) -> Delivery:
    # The first try stays through retries: how long the courier keeps trying is measured from it.
    first = row["first_try"] or real
    connection.execute(_CLAIM, {"delivery": row["id"], "until": real + lease, "first": first})
    return find(connection, row["id"])
