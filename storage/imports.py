"""Imports as stored: staged, then booked a part at a time and in the end wholly, and taken back in the same way.

A record is numbered by the revision of the books at which it was staged: no number is given twice, and whatever came
after it has a greater one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, delete, insert, select, text, update
from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.imports.booked_results import Sourced
from core.imports.readings import Result
from core.imports.records import (
    ImportedSince,
    ImportNotYours,
    ImportRecord,
    ImportRunning,
    Scope,
    State,
    UnknownImport,
)
from core.imports.scopes import is_met
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.postings import currency_of
from core.sales.deals import Deal
from core.setup.acts import Act
from storage import import_claims, import_rows, import_steps, invoices, many_entries, workspaces
from storage.import_facts import Fact
from storage.tables import imports

_OF = imports.c.workspace_id == bindparam("workspace")
_EVERY = select(imports).where(_OF)
_ONE = _EVERY.where(imports.c.id == bindparam("number"))
_LATEST = (
    _EVERY.where(imports.c.state != State.STAGED.value, imports.c.id < bindparam("before"))
    .order_by(imports.c.id.desc())
    .limit(bindparam("most"))
)
_UNFINISHED = _EVERY.where(text("imports.state IN ('booking', 'undoing')")).order_by(imports.c.id)
_SAME_FILE = (
    _EVERY.where(imports.c.digest == bindparam("digest"), imports.c.state == State.BOOKED.value)
    .order_by(imports.c.id.desc())
    .limit(1)
)
_OF_KIND = _EVERY.where(imports.c.kind == bindparam("kind")).order_by(imports.c.id)
_MOVED_SINCE = _EVERY.where(imports.c.moved > bindparam("since"), imports.c.id != bindparam("number"))
_INSERT = insert(imports)
_BEGIN = (
    update(imports)
    .where(_OF, imports.c.id == bindparam("number"))
    .values(
        state=State.BOOKING.value,
        moved=bindparam("revision"),
        brought_by=bindparam("person"),
        brought_at=bindparam("moment"),
    )
)
_TURN = (
    update(imports)
    .where(_OF, imports.c.id == bindparam("number"))
    .values(
        state=State.UNDOING.value,
        moved=bindparam("revision"),
        undone_by=bindparam("person"),
        undone_at=bindparam("moment"),
    )
)
_GO_ON = (
    update(imports)
    .where(_OF, imports.c.id == bindparam("number"))
    .values(state=bindparam("now"), position=bindparam("reached"), moved=bindparam("revision"))
)
_OLD = _EVERY.where(imports.c.state == State.STAGED.value, imports.c.brought_at < bindparam("moment"))
_ADJUST = update(imports).where(_OF, imports.c.id == bindparam("number")).values(adjusted=bindparam("entries"))
_FORGET = delete(imports).where(_OF, imports.c.id == bindparam("number"), imports.c.state == State.STAGED.value)
_PLACE = update(imports).where(_OF, imports.c.id == bindparam("number")).values(place=bindparam("where"))
_NO_NUMBER = 2**62


def stage(
    connection: Connection,
    act: Act,
    record: ImportRecord,
    adds: Iterable[Fact],
    takes: Iterable[int],
    claims: Iterable[Result] = (),
    drawn_at: int | None = None,
) -> ImportRecord:
    """Keeps what saving a file would do; nothing is on the books yet. ``takes``: ids of entries to be taken back.

    ``drawn_at``: the revision of the books that it was reckoned on; None: those of this transaction. Raises
    `ImportRunning`, `ImportedSince`.
    """
    workspaces.touch(connection, act.workspace)
    owner = workspaces.load(connection, act.workspace)
    listed, gone = list(adds), list(takes)
    staged = replace(
        record,
        id=owner.revision,
        facts=len(listed),
        taken=len(gone),
        position=0,
        state=State.STAGED,
        by=act.by,
        at=act.at,
    )
    row = {
        **import_rows.row_of(act, staged),
        "reporting": _booked_in(listed) or owner.currency,
        "sales": any(map(_is_sale, listed)),
    }
    connection.execute(_INSERT, row)
    if drawn_at is not None:
        _check_unmoved(connection, act.workspace, _row(connection, act.workspace, staged.id), drawn_at)
    import_steps.stage(connection, act.workspace, staged.id, [*gone, *listed])
    import_claims.stage(connection, act.workspace, staged.id, claims)
    return staged


def forget(connection: Connection, workspace: int, number: int) -> None:
    """Forgets an import that is staged; one that is being booked, or was, stays."""
    workspaces.touch(connection, workspace)
    if connection.execute(_FORGET, {"workspace": workspace, "number": number}).rowcount:
        import_steps.forget(connection, workspace, number)
        import_claims.forget(connection, workspace, number)


def forget_old(connection: Connection, workspace: int, before: datetime) -> None:
    """Forgets what was staged before ``before`` and never begun."""
    for one in _records(connection, _OLD, workspace, moment=before):
        forget(connection, workspace, one.id)


def begin(connection: Connection, act: Act, number: int) -> ImportRecord:
    """Begins to book what is staged, in the name of ``act.by``; begun already, it goes on.

    Raises `UnknownImport`, `ImportRunning`, `ImportedSince`.
    """
    workspaces.touch(connection, act.workspace)
    row = _row(connection, act.workspace, number)
    if row["state"] != State.STAGED.value:
        return import_rows.record_of(row)
    _check_unmoved(connection, act.workspace, row, row["id"])
    return _moved(connection, act, _BEGIN, number)


def take_back(connection: Connection, act: Act, number: int) -> ImportRecord:
    """Begins to take back what is booked; begun already, it goes on.

    What somebody has changed by hand since stays as it is. Raises `UnknownImport`, `ImportNotYours`, `ImportRunning`,
    `ImportedSince` where a newer import has taken some of it over, which is to be taken back before.
    """
    workspaces.touch(connection, act.workspace)
    record = import_rows.record_of(_row(connection, act.workspace, number))
    if not act.may_change(record.by):
        raise ImportNotYours
    if record.state is State.BOOKING:
        raise ImportRunning
    if record.state is not State.BOOKED:
        return record
    if any(number in one.replaces and one.state is not State.UNDONE for one in _begun(connection, act.workspace)):
        raise ImportedSince
    return _moved(connection, act, _TURN, number)


def book_some(connection: Connection, workspace: int, number: int, most: int) -> ImportRecord:
    """Carries out about ``most`` more steps of an import that is begun or being taken back, and answers how far it is.

    What has ended stays as it is. Raises `UnknownImport`.
    """
    workspaces.touch(connection, workspace)
    row = _row(connection, workspace, number)
    record = import_rows.record_of(row)
    if record.state is State.BOOKING:
        return _booked(connection, _act(workspace, row, "brought"), record, most)
    if record.state is State.UNDOING:
        adjusted = json.loads(row["adjusted"] or "[]")
        return _taken_back(connection, _act(workspace, row, "undone"), record, most, adjusted)
    return record


def _booked(connection: Connection, act: Act, record: ImportRecord, most: int) -> ImportRecord:
    reached = import_steps.book(connection, act, record.id, record.position, most)
    if reached < record.steps:
        return _gone_on(connection, act.workspace, record, reached, record.state)
    moved = import_steps.moves_costs(connection, act.workspace, record.id)
    adjusted = invoices.follow(connection, act, record.scope.period) if moved else []
    if adjusted:
        where = {"workspace": act.workspace, "number": record.id, "entries": json.dumps(adjusted)}
        connection.execute(_ADJUST, where)
    import_claims.give_way(connection, act.workspace, record)
    return _gone_on(connection, act.workspace, record, reached, State.BOOKED)


def _taken_back(
    connection: Connection, act: Act, record: ImportRecord, most: int, adjusted: Sequence[int]
) -> ImportRecord:
    reached = import_steps.take_back(connection, act, record.id, record.position, most)
    if reached:
        return _gone_on(connection, act.workspace, record, reached, record.state)
    invoices.go_back(connection, act, adjusted, record.scope.period)
    import_claims.come_back(connection, act.workspace, record.id)
    return _gone_on(connection, act.workspace, record, reached, State.UNDONE)


def place(connection: Connection, workspace: int, numbers: Iterable[int], where: str) -> None:
    """Notes where in Slack the message about these imports stands."""
    for number in numbers:
        connection.execute(_PLACE, {"workspace": workspace, "number": number, "where": where})


def find(connection: Connection, workspace: int, number: int) -> ImportRecord | None:
    row = connection.execute(_ONE, {"workspace": workspace, "number": number}).mappings().first()
    return import_rows.record_of(row) if row else None


def latest(connection: Connection, workspace: int, most: int, before: int = 0) -> Sequence[ImportRecord]:
    """The imports that were begun, newest first; ``before``: with a smaller number, 0: from the newest on."""
    return _records(connection, _LATEST, workspace, before=before or _NO_NUMBER, most=most)


def unfinished(connection: Connection, workspace: int) -> Sequence[ImportRecord]:
    """Those that are being booked or taken back, in the order they are carried out."""
    return _records(connection, _UNFINISHED, workspace)


def same_file(connection: Connection, workspace: int, digest: str) -> ImportRecord | None:
    """The last import of the very same file that is booked."""
    return next(iter(_records(connection, _SAME_FILE, workspace, digest=digest)), None)


def overlapping(
    connection: Connection, workspace: int, kind: str, account: str, period: Period
) -> Sequence[ImportRecord]:
    """The booked imports that may hold some of the same days of an account; one that names none may be the same."""
    scope = Scope(kind=kind, account=account, level=None, period=period)
    return [one for one in _records(connection, _OF_KIND, workspace, kind=kind) if is_met(scope, one)]


def standing(connection: Connection, workspace: int, number: int) -> Sequence[Entry]:
    """The entries of an import as they say today, those that somebody has taken back or corrected by hand too.

    What newer imports have taken over is not among them.
    """
    own = import_steps.made(connection, workspace, number).entries
    today = many_entries.newest(connection, workspace, own)
    taken_over = _taken_over(connection, workspace, number)
    return [entry for entry in today.values() if entry.reversed_by not in taken_over]


def turns(connection: Connection, workspace: int, number: int) -> Sequence[tuple[int, Cost | Conversion]]:
    """What an import has done to the books, as signed facts: each put on them (1) or taken off (-1).

    Of one that is undone, what that did.
    """
    record = find(connection, workspace, number)
    made = import_steps.made(connection, workspace, number)
    entries = many_entries.these(connection, workspace, [*made.entries, *made.reversals])
    sign = -1 if record and record.state is State.UNDONE else 1
    return [(sign * entry.sign, entry.fact) for entry in entries.values()]


def _taken_over(connection: Connection, workspace: int, number: int) -> frozenset[int]:
    """The reversals by which other imports have taken entries of this one off the books."""
    newer = [one for one in _begun(connection, workspace) if number in one.replaces and one.state is not State.UNDONE]
    made = (import_steps.made(connection, workspace, one.id).reversals for one in newer)
    return frozenset(reversal for reversals in made for reversal in reversals)


def _begun(connection: Connection, workspace: int) -> Sequence[ImportRecord]:
    return _records(connection, _LATEST, workspace, before=_NO_NUMBER, most=_NO_NUMBER)


def _check_unmoved(connection: Connection, workspace: int, row: RowMapping, since: int) -> None:
    """Raises `ImportRunning`, `ImportedSince` where the books are not those of revision ``since``."""
    now = workspaces.load(connection, workspace).currency
    if row["reporting"] and now and row["reporting"] != now:
        raise ImportedSince
    where = {"workspace": workspace, "since": since, "number": row["id"]}
    for moved in connection.execute(_MOVED_SINCE, where).mappings():
        if _meet(row, moved):
            raise ImportedSince if import_rows.record_of(moved).ended else ImportRunning


def _meet(one: RowMapping, other: RowMapping) -> bool:
    """Whether two imports may concern the same spend or the same sales."""
    if one["sales"] and other["sales"]:
        return True
    scope, record = import_rows.record_of(one).scope, import_rows.record_of(other)
    return is_met(scope, replace(record, state=State.BOOKED)) or other["id"] in import_rows.record_of(one).replaces


def _moved(connection: Connection, act: Act, statement: Update, number: int) -> ImportRecord:
    """The import with its new state; answers say from now on that one is running."""
    revision = workspaces.load(connection, act.workspace).revision
    where = {"workspace": act.workspace, "number": number, "revision": revision}
    connection.execute(statement, where | {"person": act.by, "moment": act.at})
    workspaces.note_importing(connection, act.workspace, importing=True)
    return import_rows.record_of(_row(connection, act.workspace, number))


def _gone_on(connection: Connection, workspace: int, record: ImportRecord, reached: int, state: State) -> ImportRecord:
    revision = workspaces.load(connection, workspace).revision
    where = {"workspace": workspace, "number": record.id, "revision": revision}
    connection.execute(_GO_ON, where | {"now": state.value, "reached": reached})
    gone_on = replace(record, position=reached, state=state)
    if gone_on.ended:
        running = bool(unfinished(connection, workspace))
        workspaces.note_importing(connection, workspace, importing=running)
    return gone_on


def _act(workspace: int, row: RowMapping, when: str) -> Act:
    """The act of whoever had it ``brought`` or ``undone``, whose rights were asked then."""
    at: datetime = row[f"{when}_at"]
    return Act(workspace=workspace, by=row[f"{when}_by"], admin=True, at=at, today=at.date())


def _row(connection: Connection, workspace: int, number: int) -> RowMapping:
    row = connection.execute(_ONE, {"workspace": workspace, "number": number}).mappings().first()
    if row is None:
        raise UnknownImport
    return row


def _records(connection: Connection, statement: Select[Any], workspace: int, **where: object) -> Sequence[ImportRecord]:
    rows = connection.execute(statement, {"workspace": workspace, **where}).mappings()
    return [import_rows.record_of(row) for row in rows]


def _booked_in(listed: Sequence[Fact]) -> str:
    """The reporting currency that a file was read for; empty where it books nothing."""
    for fact in listed[:1]:
        if isinstance(fact, Deal):
            return fact.booked.currency
        return currency_of(fact.fact if isinstance(fact, Sourced) else fact)
    return ""


def _is_sale(fact: Fact) -> bool:
    """Whether other files may hold the same sale."""
    return isinstance(fact, Deal) or (isinstance(fact, Sourced) and bool(fact.origin.external_id))
