"""Repeats: which costs log themselves again, and the logging of what is due, each day once.

The request key ``repeat:<id>:<day>`` of the entry makes it once; the entry and the next day are saved in one
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy import Connection, Text, bindparam, cast, func, insert, literal, or_, select, update
from sqlalchemy.engine import RowMapping

from core.ledger.entries import Cost, Entry
from core.ledger.repeats import SOURCE, Every, Repeat, State, UnknownRepeat
from core.ledger.splits import NothingToSplitBy, Split, SplitKey, SplitTellsHours
from core.ledger.spreads import service_period
from core.setup.acts import Act
from core.setup.workspaces import OtherCurrency
from storage import entry_rows, ledger, log_entry, splits, workspaces
from storage.tables import entries, repeats

_COLUMNS = tuple(column.label(f"repeat_{column.name}") for column in repeats.c)
_SELECT = (
    select(*_COLUMNS, entries)
    .join_from(
        repeats, entries, (entries.c.id == repeats.c.entry_id) & (entries.c.workspace_id == repeats.c.workspace_id)
    )
    .where(repeats.c.workspace_id == bindparam("workspace"))
)
_CURRENT = _SELECT.where(repeats.c.state != State.ENDED.value).order_by(repeats.c.next_day, repeats.c.id)
_ONE = _SELECT.where(repeats.c.state != State.ENDED.value, repeats.c.id == bindparam("repeat"))
_OF_ENTRY = _SELECT.where(repeats.c.entry_id == bindparam("entry"))
_UNLOGGED = _CURRENT.where(repeats.c.state == State.RUNNING.value, repeats.c.next_day <= bindparam("today"))
_DUE = _UNLOGGED.limit(bindparam("most")).with_for_update(skip_locked=True, of=repeats)
_WAITING = (
    select(repeats.c.workspace_id, func.min(repeats.c.next_day).label("day"))
    .where(repeats.c.state == State.RUNNING.value, repeats.c.next_day <= bindparam("latest"))
    .group_by(repeats.c.workspace_id)
)
_ADD = insert(repeats)
_CHANGE = (
    update(repeats)
    .where(repeats.c.workspace_id == bindparam("workspace"), repeats.c.id == bindparam("repeat"))
    .values(next_day=bindparam("following"), end=bindparam("over"), state=bindparam("now"))
)
_PAUSE_ALL = (
    update(repeats)
    .where(repeats.c.workspace_id == bindparam("workspace"), repeats.c.state == State.RUNNING.value)
    .values(state=State.PAUSED.value)
)
_LOGGED_BY = or_(
    entries.c.id == repeats.c.entry_id,
    entries.c.request.like(literal(f"{SOURCE}:") + cast(repeats.c.id, Text) + literal(":%")),
)
_RHYTHMS = (
    select(entries.c.id, repeats.c.every)
    .join_from(entries, repeats, (entries.c.workspace_id == repeats.c.workspace_id) & _LOGGED_BY)
    .where(entries.c.workspace_id == bindparam("workspace"), entries.c.id.in_(bindparam("listed", expanding=True)))
)
_LOGGED = (
    select(entries.c.id)
    .join_from(entries, repeats, (entries.c.workspace_id == repeats.c.workspace_id) & _LOGGED_BY)
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        repeats.c.id == bindparam("repeat"),
        entries.c.day >= bindparam("since"),
    )
    .order_by(entries.c.id)
)


def add(connection: Connection, begun: Repeat, at: datetime) -> Repeat:
    """Adds a repeat and answers with it, its id filled in; where the entry repeats already, with the repeat there
    is.
    """
    workspaces.touch(connection, begun.workspace)
    repeat = of_entry(connection, begun.workspace, begun.entry)
    if repeat is None:
        connection.execute(_ADD, _row(begun, at))
        repeat = of_entry(connection, begun.workspace, begun.entry)
    if repeat is None:
        raise UnknownRepeat
    return repeat


def change(connection: Connection, changed: Repeat) -> None:
    """Keeps its new state, next day and end."""
    workspaces.touch(connection, changed.workspace)
    where = {"workspace": changed.workspace, "repeat": changed.id}
    connection.execute(
        _CHANGE, where | {"following": changed.next_day, "over": changed.end, "now": changed.state.value}
    )


def pause_all(connection: Connection, workspace: int) -> None:
    """Pauses every repeat of a workspace that has removed the bot."""
    workspaces.touch(connection, workspace)
    connection.execute(_PAUSE_ALL, {"workspace": workspace})


def every(connection: Connection, workspace: int) -> Sequence[Repeat]:
    """The running and the paused repeats, the next first."""
    return [_repeat(row) for row in connection.execute(_CURRENT, {"workspace": workspace}).mappings()]


def find(connection: Connection, workspace: int, repeat: int) -> Repeat:
    """Reads one repeat. Raises `UnknownRepeat`, also for one that has ended."""
    row = connection.execute(_ONE, {"workspace": workspace, "repeat": repeat}).mappings().first()
    if row is None:
        raise UnknownRepeat
    return _repeat(row)


def of_entry(connection: Connection, workspace: int, entry: int) -> Repeat | None:
    """The repeat that began with this entry, whatever has become of it."""
    row = connection.execute(_OF_ENTRY, {"workspace": workspace, "entry": entry}).mappings().first()
    return _repeat(row) if row else None


def rhythms(connection: Connection, workspace: int, listed: Iterable[int]) -> Mapping[int, Every]:
    """Entry -> how often it comes, for those of ``listed`` that began a repeat or were logged by one."""
    rows = connection.execute(_RHYTHMS, {"workspace": workspace, "listed": list(listed)})
    return {entry: Every(rhythm) for entry, rhythm in rows}


def logged(connection: Connection, repeat: Repeat, since: date) -> Sequence[Entry]:
    """The entries that the repeat has logged from ``since`` on, its first among them, that stand, as corrected."""
    where = {"workspace": repeat.workspace, "repeat": repeat.id, "since": since}
    numbers = connection.execute(_LOGGED, where).scalars().all()
    today = [ledger.as_it_stands(connection, repeat.workspace, number) for number in numbers]
    return [entry for entry in today if entry.stands]


def waiting(connection: Connection, latest: date = date.max) -> Mapping[int, date]:
    """Workspace -> the day its next repeat comes, of those where that is no later than ``latest``."""
    rows = connection.execute(_WAITING, {"latest": latest}).mappings()
    return {row["workspace_id"]: row["day"] for row in rows}


def unlogged(connection: Connection, workspace: int, today: date) -> Sequence[Repeat]:
    """The repeats whose next day has come and is not on the books: there was no tick, or the repeat waits."""
    return [_repeat(row) for row in connection.execute(_UNLOGGED, {"workspace": workspace, "today": today}).mappings()]


def last_logged(connection: Connection, repeat: Repeat) -> Cost:
    """The last cost that the repeat has put on the books; its first where there is no other."""
    entry = ledger.seen(connection, repeat.workspace, _request(repeat, repeat.last_day))
    return entry.fact if entry and isinstance(entry.fact, Cost) else repeat.first


def cost_on(connection: Connection, repeat: Repeat, day: date) -> Cost:
    """The cost of one of its days, divided by the books of this moment; not exchanged yet."""
    return repeat.on(day, _split(connection, repeat, day))


Exchange = Callable[[Connection, Cost], Cost]
"""A function that gives a cost the rate of its own day, where it is in another currency."""


def log_due(connection: Connection, act: Act, exchange: Exchange, most: int = 200) -> int:
    """Logs the next day of each repeat whose day has come; answers how many. To be called again until there is none.

    A repeat in a currency that the workspace no longer counts in waits.
    """
    workspaces.touch(connection, act.workspace)  # first, or two processes would wait for each other's rows
    logged_count = 0
    where = {"workspace": act.workspace, "today": act.today, "most": most}
    for row in connection.execute(_DUE, where).mappings().all():
        with suppress(OtherCurrency):
            _log(connection, act, _repeat(row), exchange)
            logged_count += 1
    return logged_count


def _log(connection: Connection, act: Act, repeat: Repeat, exchange: Exchange) -> None:
    day = repeat.next_day
    cost = exchange(connection, cost_on(connection, repeat, day))
    request = _request(repeat, day)
    log_entry.log(connection, act.in_name_of(repeat.created_by), cost, source=SOURCE, request=request)
    change(connection, repeat.moved_on())


def _request(repeat: Repeat, day: date) -> str:
    """The request key that makes each of its days logged once."""
    return f"{SOURCE}:{repeat.id}:{day}"


def _split(connection: Connection, repeat: Repeat, day: date) -> Split | None:
    """Divides by the same key as the first cost, with the books of this moment.

    Where they hold nothing to divide by, or would tell one person's hours, the cost is divided over nobody: shared.
    """
    split = repeat.first.split
    if split is None:
        return None
    fixed = split.parts(repeat.first.day) if split.key is SplitKey.WEIGHTS else ()
    try:
        service = service_period(day, repeat.until(day))
        return splits.divide(connection, repeat.workspace, split.key, service, fixed, repeat.created_by)
    except (NothingToSplitBy, SplitTellsHours):
        return Split(key=split.key)


def _row(repeat: Repeat, at: datetime) -> dict[str, object]:
    return {
        "workspace_id": repeat.workspace,
        "entry_id": repeat.entry,
        "every": repeat.every.value,
        "next_day": repeat.next_day,
        "end": repeat.end,
        "state": repeat.state.value,
        "created_by": repeat.created_by,
        "created_at": at,
    }


def _repeat(row: RowMapping) -> Repeat:
    return Repeat(
        id=row["repeat_id"],
        workspace=row["repeat_workspace_id"],
        entry=row["repeat_entry_id"],
        first=entry_rows.cost_of(row),
        every=Every(row["repeat_every"]),
        next_day=row["repeat_next_day"],
        created_by=row["repeat_created_by"],
        state=State(row["repeat_state"]),
        end=row["repeat_end"],
    )
