"""Schedules: who is owed what, and when next. The scheduler only ticks; this module knows what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.engine import RowMapping

from core.calendar.weekly import Weekday, parse_time
from core.posts.deliveries import Kind, Schedule, State, UnknownSchedule
from storage import workspaces
from storage.instants import Instant
from storage.tables import deliveries, schedules

COLUMNS = tuple(column.label(f"schedule_{column.name}") for column in schedules.c)
_EVERY = select(*COLUMNS).where(schedules.c.workspace_id == bindparam("workspace"), schedules.c.active)
_OF_KIND = _EVERY.where(schedules.c.kind == bindparam("kind")).order_by(schedules.c.id)
_RUNS = schedules.c.active & ~schedules.c.paused
_NEXT = select(schedules.c.next_run).where(_RUNS).order_by(schedules.c.next_run).limit(1)
_ONE = _EVERY.where(schedules.c.id == bindparam("schedule"))
_SAME = select(*COLUMNS).where(
    schedules.c.workspace_id == bindparam("workspace"),
    schedules.c.kind == bindparam("kind"),
    schedules.c.conversation == bindparam("conversation"),
    schedules.c.channel == bindparam("channel"),
)
_DUE = (
    select(*COLUMNS)
    .where(_RUNS, schedules.c.next_run <= bindparam("now"))
    .order_by(schedules.c.next_run)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_WEEKS = select(deliveries.c.period).where(
    deliveries.c.workspace_id == bindparam("workspace"), deliveries.c.schedule_id == bindparam("schedule")
)
_SAVE = text(
    "INSERT INTO schedules (workspace_id, kind, conversation, channel, weekday, at, timezone, floor_minor, active, "
    "next_run, created_by, created_at) VALUES (:workspace, :kind, :conversation, :channel, :weekday, :at, :timezone, "
    ":floor, true, :next_run, :created_by, :created_at) ON CONFLICT (workspace_id, kind, conversation, channel) "
    "DO UPDATE SET weekday = excluded.weekday, at = excluded.at, timezone = excluded.timezone, active = true, "
    "floor_minor = excluded.floor_minor, paused = (schedules.active AND schedules.paused), "
    "next_run = excluded.next_run, created_by = excluded.created_by"
).bindparams(bindparam("next_run", type_=Instant), bindparam("created_at", type_=Instant))
_ADVANCE = update(schedules).where(schedules.c.id == bindparam("schedule")).values(next_run=bindparam("following"))
_STOP = (
    update(schedules)
    .where(schedules.c.workspace_id == bindparam("workspace"), schedules.c.id == bindparam("schedule"))
    .values(active=False)
)
_DROP_OWED = (
    update(deliveries)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        deliveries.c.state.in_([State.PENDING.value, State.CLAIMED.value]),
        deliveries.c.kind != Kind.NOTICE.value,
    )
    .values(state=State.SKIPPED.value, reason="stopped")
)
"""Drops what nobody has begun to post. A claimed delivery can then not be begun; one that was begun is not recalled."""
_PAUSE = (
    update(schedules)
    .where(schedules.c.workspace_id == bindparam("workspace"), schedules.c.id == bindparam("schedule"))
    .values(paused=True)
)
_RESUME = (
    update(schedules)
    .where(schedules.c.workspace_id == bindparam("workspace"), schedules.c.id == bindparam("schedule"))
    .values(paused=False, next_run=bindparam("following"))
)
_STOP_ALL = update(schedules).where(schedules.c.workspace_id == bindparam("workspace")).values(active=False)


def save(
    connection: Connection, schedule: Schedule, workspace_zone: str, at: datetime, currency: str | None = None
) -> Schedule:
    """Adds a schedule, or changes the one for the same conversation and channel; answers with its id and next run.

    A week already delivered is not delivered again, whatever the new weekday; what is paused stays so. ``currency`` is
    that of its floor.
    """
    workspaces.touch(connection, schedule.workspace, currency if schedule.floor else None)
    same = _same(connection, schedule)
    run = _next_run(connection, replace(schedule, id=same.id if same else 0), workspace_zone, at)
    connection.execute(_SAVE, _row(replace(schedule, next_run=run), at))
    saved = _same(connection, schedule)
    if saved is None:
        raise UnknownSchedule
    return saved


def every(connection: Connection, workspace: int, kind: Kind) -> Sequence[Schedule]:
    """The running schedules of one kind, oldest first."""
    rows = connection.execute(_OF_KIND, {"workspace": workspace, "kind": kind.value}).mappings()
    return [schedule_of(row) for row in rows]


def find(connection: Connection, workspace: int, schedule: int) -> Schedule:
    """Reads one schedule. Raises `UnknownSchedule`."""
    row = connection.execute(_ONE, {"workspace": workspace, "schedule": schedule}).mappings().first()
    if row is None:
        raise UnknownSchedule
    return schedule_of(row)


def due(connection: Connection, now: datetime, most: int = 200) -> Sequence[Schedule]:
    """The schedules whose run has come, locked against other processes until the transaction ends."""
    return [schedule_of(row) for row in connection.execute(_DUE, {"now": now, "most": most}).mappings()]


def next_due(connection: Connection) -> datetime | None:
    """The instant when the next run of any schedule comes; None where none is running."""
    moment: datetime | None = connection.execute(_NEXT).scalar()
    return moment


def advance(connection: Connection, schedule: Schedule, following: datetime) -> None:
    connection.execute(_ADVANCE, {"schedule": schedule.id, "following": following})


def stop(connection: Connection, workspace: int, schedule: int) -> Schedule:
    """Stops a schedule and answers with what it was. Raises `UnknownSchedule`."""
    workspaces.touch(connection, workspace)
    stopped = find(connection, workspace, schedule)
    connection.execute(_STOP, {"workspace": workspace, "schedule": schedule})
    # In the transaction of the stop: a tick between the two would still post what was owed.
    connection.execute(_DROP_OWED.where(deliveries.c.schedule_id == schedule), {"workspace": workspace})
    return stopped


def pause(connection: Connection, workspace: int, schedule: int) -> Schedule:
    """Pauses a schedule and drops what it owes; answers with what it is then. Raises `UnknownSchedule`."""
    workspaces.touch(connection, workspace)
    paused = replace(find(connection, workspace, schedule), paused=True)
    connection.execute(_PAUSE, {"workspace": workspace, "schedule": schedule})
    connection.execute(_DROP_OWED.where(deliveries.c.schedule_id == schedule), {"workspace": workspace})
    return paused


def resume(connection: Connection, workspace: int, schedule: int, workspace_zone: str, at: datetime) -> Schedule:
    """Resumes a schedule from its next time on: what would have come meanwhile is left out.

    One that runs stays as it is. Raises `UnknownSchedule`.
    """
    workspaces.touch(connection, workspace)
    paused = find(connection, workspace, schedule)
    if not paused.paused:
        return paused
    run = _next_run(connection, paused, workspace_zone, at)
    connection.execute(_RESUME, {"workspace": workspace, "schedule": schedule, "following": run})
    return replace(paused, paused=False, next_run=run)


def stop_all(connection: Connection, workspace: int) -> None:
    """Stops every schedule of a workspace that has removed the bot."""
    workspaces.touch(connection, workspace)
    connection.execute(_STOP_ALL, {"workspace": workspace})
    connection.execute(_DROP_OWED, {"workspace": workspace})


def schedule_of(row: RowMapping) -> Schedule:
    """The schedule in a row selected with `COLUMNS`."""
    return Schedule(
        id=row["schedule_id"],
        workspace=row["schedule_workspace_id"],
        kind=Kind(row["schedule_kind"]),
        conversation=row["schedule_conversation"],
        channel=row["schedule_channel"],
        weekday=Weekday(row["schedule_weekday"]),
        at=parse_time(row["schedule_at"]),
        timezone=row["schedule_timezone"],
        floor=row["schedule_floor_minor"],
        active=row["schedule_active"],
        paused=row["schedule_paused"],
        next_run=row["schedule_next_run"],
        created_by=row["schedule_created_by"],
    )


def _next_run(connection: Connection, schedule: Schedule, workspace_zone: str, at: datetime) -> datetime:
    """Its first time after ``at`` in a week that was not delivered yet."""
    weeks, weekly = _delivered_weeks(connection, schedule), schedule.weekly(workspace_zone)
    run = weekly.next_after(at)
    while weekly.week(run) in weeks:
        run = weekly.next_after(run)
    return run


def _same(connection: Connection, schedule: Schedule) -> Schedule | None:
    where = {
        "workspace": schedule.workspace,
        "kind": schedule.kind.value,
        "conversation": schedule.conversation,
        "channel": schedule.channel,
    }
    row = connection.execute(_SAME, where).mappings().first()
    return schedule_of(row) if row else None


def _delivered_weeks(connection: Connection, schedule: Schedule) -> set[str]:
    rows = connection.execute(_WEEKS, {"workspace": schedule.workspace, "schedule": schedule.id})
    return {row.period for row in rows}


def _row(schedule: Schedule, at: datetime) -> dict[str, object]:
    return {
        "workspace": schedule.workspace,
        "kind": schedule.kind.value,
        "conversation": schedule.conversation,
        "channel": schedule.channel,
        "weekday": schedule.weekday.value,
        "at": schedule.at.strftime("%H:%M"),
        "timezone": schedule.timezone,
        "floor": schedule.floor,
        "next_run": schedule.next_run,
        "created_by": schedule.created_by,
        "created_at": at,
    }
