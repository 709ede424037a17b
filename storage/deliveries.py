"""Deliveries: what is owed to whom, planned from the schedules. Unique by workspace, schedule and local week.

``now`` is the moment the schedule lives in; ``real`` the wall clock, which *not before* uses, as leases do: how they
are claimed, posted and marked is in `storage.claims`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, TextClause, bindparam, delete, func, select, text, update
from sqlalchemy.engine import RowMapping

from core.calendar.weekly import CATCH_UP, ON_TIME, UnknownTimezone
from core.posts.deliveries import AGAIN, Counts, Delivery, Kind, Schedule, State, UnknownDelivery
from storage import schedules as schedule_book
from storage.instants import Instant
from storage.tables import deliveries, handled, schedules

TOO_LATE = "too_late"
"""The reason of a run missed by more than a day."""

STOPPED = "stopped"
"""The reason of what was still owed when its schedule was stopped."""

_COLUMNS = (
    deliveries.c.id,
    deliveries.c.kind,
    deliveries.c.period,
    deliveries.c.conversation,
    deliveries.c.due,
    deliveries.c.delayed,
    deliveries.c.state,
    deliveries.c.attempts,
    deliveries.c.first_try,
    deliveries.c.lease_until,
    deliveries.c.ts,
    deliveries.c.reason,
    deliveries.c.subject,
    deliveries.c.absences,
)
SELECT = select(*_COLUMNS, *schedule_book.COLUMNS).join_from(
    deliveries, schedules, schedules.c.id == deliveries.c.schedule_id
)
_ONE = SELECT.where(deliveries.c.id == bindparam("delivery"))
_OF_SCHEDULE = SELECT.where(deliveries.c.schedule_id == bindparam("schedule")).order_by(deliveries.c.id.desc())
_NEWEST = (
    select(func.max(deliveries.c.id))
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.kind.in_([Kind.DIGEST.value, Kind.ALERTS.value]),
    )
    .group_by(deliveries.c.schedule_id)
)
_LAST_RUNS = SELECT.where(
    deliveries.c.workspace_id == bindparam("workspace"), schedules.c.active, deliveries.c.id.in_(_NEWEST)
).order_by(deliveries.c.schedule_id)
_SENT_BEFORE = (
    select(deliveries.c.due)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.schedule_id == bindparam("schedule"),
        deliveries.c.kind == bindparam("what"),
        deliveries.c.state == State.SENT.value,
        deliveries.c.due < bindparam("moment"),
    )
    .order_by(deliveries.c.due.desc())
    .limit(1)
)
_ADD = text(
    "INSERT INTO deliveries (workspace_id, schedule_id, kind, period, conversation, due, delayed, state, not_before, "
    "reason, subject) VALUES (:workspace, :schedule, :kind, :period, :conversation, :due, :delayed, :state, :real, "
    ":reason, :subject) ON CONFLICT (workspace_id, schedule_id, period) DO NOTHING"
).bindparams(bindparam("due", type_=Instant), bindparam("real", type_=Instant))
_OWE = text(
    f"{_ADD.text.removesuffix('DO NOTHING')} DO UPDATE SET state = '{State.PENDING}', "
    f"not_before = excluded.not_before, due = excluded.due, reason = '', lease_until = NULL "
    f"WHERE deliveries.state = '{State.FAILED}' "
    f"OR (deliveries.state = '{State.SKIPPED}' AND deliveries.kind = '{Kind.INTRO}')"
).bindparams(bindparam("due", type_=Instant), bindparam("real", type_=Instant))
"""Owes a delivery anew where it failed: the person has invited the bot since.

The same goes for an introduction that waited in vain: nobody has been told yet.
"""

_COUNTS = (
    select(deliveries.c.state, func.count().label("many"), func.min(deliveries.c.due).label("oldest"))
    .where(
        deliveries.c.state.in_([State.PENDING.value, State.CLAIMED.value, State.SENDING.value])
        | (
            deliveries.c.state.in_([State.FAILED.value, State.UNCONFIRMED.value])
            & (deliveries.c.due >= bindparam("since"))
        )
    )
    .group_by(deliveries.c.state)
)
_AGAIN = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("delivery"),
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.state.in_([State.UNCONFIRMED.value, State.FAILED.value]),
    )
    .values(state=State.PENDING.value, not_before=bindparam("real"), reason=AGAIN, lease_until=None, absences=0)
)


def plan(connection: Connection, zone_of: Callable[[int], str], now: datetime, real: datetime) -> int:
    """Turns every run that has come into a delivery, or into a skip with its reason; answers how many schedules.

    One whose zone this machine does not know waits until it does; the others go on.
    """
    runs = schedule_book.due(connection, now)
    planned = 0
    for schedule in runs:
        with suppress(UnknownTimezone):
            _plan_one(connection, schedule, zone_of(schedule.workspace), now, real)
            planned += 1
    return planned


def add(
    connection: Connection,
    schedule: Schedule,
    kind: Kind,
    period: str,
    conversation: str,
    real: datetime,
    subject: str = "",
    now: datetime | None = None,
) -> None:
    """Owes one more message: an intro or a notice. The same ``period`` twice is owed once, if anything came of it.

    ``now``: the moment it is due, where that is not the wall clock's.
    """
    due = now or real
    _add(connection, schedule, kind, period, conversation, due, real, State.PENDING, subject=subject, statement=_OWE)


def owned(connection: Connection, workspace: int, delivery: int) -> Delivery:
    """The workspace's delivery with this id. Raises `UnknownDelivery`."""
    row = (
        connection.execute(_ONE.where(deliveries.c.workspace_id == workspace), {"delivery": delivery})
        .mappings()
        .first()
    )
    if row is None:
        raise UnknownDelivery
    return _delivery(row)


def send_again(connection: Connection, workspace: int, delivery: int, real: datetime) -> Delivery:
    """Owes an unconfirmed or failed delivery anew, on a person's word. Raises `UnknownDelivery`."""
    where = {"workspace": workspace, "delivery": delivery, "real": real}
    if connection.execute(_AGAIN, where).rowcount != 1:
        raise UnknownDelivery
    return _delivery(connection.execute(_ONE, {"delivery": delivery}).mappings().one())


def find(connection: Connection, delivery: int) -> Delivery:
    """The delivery with this id; it is ours already, so no tenant is asked for."""
    return _delivery(connection.execute(_ONE, {"delivery": delivery}).mappings().one())


def of_period(connection: Connection, schedule: Schedule, period: str) -> Delivery:
    """The one delivery of a schedule and period."""
    one = _OF_SCHEDULE.where(deliveries.c.period == period)
    return _delivery(connection.execute(one, {"schedule": schedule.id}).mappings().one())


def of_schedule(connection: Connection, schedule: int) -> Sequence[Delivery]:
    """All deliveries of a schedule, newest first."""
    return [_delivery(row) for row in connection.execute(_OF_SCHEDULE, {"schedule": schedule}).mappings()]


def last_runs(connection: Connection, workspace: int) -> dict[int, Delivery]:
    """Schedule -> its last digest or check that has come, of those that run."""
    runs = map(_delivery, connection.execute(_LAST_RUNS, {"workspace": workspace}).mappings())
    return {delivery.schedule.id: delivery for delivery in runs}


def counts(connection: Connection, since: datetime) -> Counts:
    """Counts what all workspaces are owed now, and which posts due after ``since`` have failed or stand unconfirmed."""
    rows = {row["state"]: row for row in connection.execute(_COUNTS, {"since": since}).mappings()}
    owed = [row for state, row in rows.items() if state not in (State.FAILED, State.UNCONFIRMED)]
    failed, unconfirmed = (rows[state]["many"] if state in rows else 0 for state in (State.FAILED, State.UNCONFIRMED))
    return Counts(
        owed=sum(row["many"] for row in owed),
        oldest=min((row["oldest"] for row in owed), default=None),
        failed=failed,
        unconfirmed=unconfirmed,
    )


def sent_before(connection: Connection, delivery: Delivery) -> datetime | None:
    """When the delivery before it that was really sent, of its schedule and kind, was due; None without one."""
    where = {
        "workspace": delivery.workspace,
        "schedule": delivery.schedule.id,
        "what": delivery.kind.value,
        "moment": delivery.due,
    }
    moment: datetime | None = connection.execute(_SENT_BEFORE, where).scalar()
    return moment


def first_time(connection: Connection, workspace: int, request: str, at: datetime) -> bool:
    """Whether this request (a button pressed) comes for the first time; remembers it."""
    remember = text(
        "INSERT INTO handled (workspace_id, request, at) VALUES (:workspace, :request, :at) "
        "ON CONFLICT (workspace_id, request) DO NOTHING"
    ).bindparams(bindparam("at", type_=Instant))
    return connection.execute(remember, {"workspace": workspace, "request": request, "at": at}).rowcount == 1


def forget(connection: Connection, workspace: int, request: str) -> None:
    """Forgets a request that could not be carried out, so that it may come again."""
    connection.execute(
        delete(handled).where(handled.c.workspace_id == workspace, handled.c.request == request),
    )


def _plan_one(connection: Connection, schedule: Schedule, zone_name: str, now: datetime, real: datetime) -> None:
    weekly, run = schedule.weekly(zone_name), schedule.next_run
    # Each missed week gets its own row, if only as skipped: so it is on record why nothing came.
    while run <= now:
        late = now - run
        state, reason = (State.PENDING, "") if late <= CATCH_UP else (State.SKIPPED, TOO_LATE)
        kind, week = Kind(schedule.kind), weekly.week(run)
        _add(
            connection,
            schedule,
            kind,
            week,
            schedule.conversation,
            run,
            real,
            state,
            reason=reason,
            delayed=late > ON_TIME,
        )
        run = weekly.next_after(run)
    # In the transaction of the deliveries: a run that is advanced past without its delivery would never be owed.
    schedule_book.advance(connection, schedule, run)


def _add(
    connection: Connection,
    schedule: Schedule,
    kind: Kind,
    period: str,
    conversation: str,
    due: datetime,
    real: datetime,
    state: State,
    *,
    reason: str = "",
    delayed: bool = False,
    subject: str = "",
    statement: TextClause = _ADD,
) -> None:
    values = {
        "workspace": schedule.workspace,
        "schedule": schedule.id,
        "kind": kind.value,
        "period": period,
        "conversation": conversation,
        "due": due,
        "delayed": delayed,
        "state": state.value,
        "real": real,
        "reason": reason,
        "subject": subject,
    }
    connection.execute(statement, values)


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        id=row["id"],
        schedule=schedule_book.schedule_of(row),
        kind=Kind(row["kind"]),
        period=row["period"],
        conversation=row["conversation"],
        due=row["due"],
        delayed=row["delayed"],
        state=State(row["state"]),
        attempts=row["attempts"],
        first_try=row["first_try"],
        lease_until=row["lease_until"],
        ts=row["ts"],
        reason=row["reason"],
        subject=row["subject"],
        absences=row["absences"],
    )
