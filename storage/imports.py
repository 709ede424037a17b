"""Imports as stored: staged, then booked a part at a time and in the end wholly, and taken back in the same way.

A record is numbered by the revision of the books at which it was staged: no number is given twice, and whatever came
after it has a greater one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Update, bindparam, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from core.imports.booked_results import Sourced
from core.imports.deal_steps import SourcedDeal
from core.imports.readings import Result
from core.imports.records import (
    ImportNotYours,
    ImportRecord,
    ImportRunning,
    ReplacedSince,
    State,
    StaysBeside,
    UnknownImport,
)
from core.ledger.postings import currency_of
from core.sales.deals import Deal
from core.setup.acts import Act
from storage import (
    import_checks,
    import_claims,
    import_history,
    import_rows,
    import_stays,
    import_steps,
    invoices,
    workspaces,
)
from storage.import_facts import Fact
from storage.tables import imports

_OF = imports.c.workspace_id == bindparam("workspace")
_EVERY = select(imports).where(_OF)
_ONE = _EVERY.where(imports.c.id == bindparam("number"))
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
_ADJUST = update(imports).where(_OF, imports.c.id == bindparam("number")).values(adjusted=bindparam("entries"))
_FORGET = delete(imports).where(_OF, imports.c.id == bindparam("number"), imports.c.state == State.STAGED.value)
_PLACE = update(imports).where(_OF, imports.c.id == bindparam("number")).values(place=bindparam("where"))


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
    new = replace(record, id=owner.revision, facts=len(listed), taken=len(gone), position=0, state=State.STAGED)
    staged = replace(new, by=act.by, at=act.at)
    reporting, sales = _booked_in(listed) or owner.currency, any(map(_is_sale, listed))
    connection.execute(_INSERT, {**import_rows.row_of(act, staged), "reporting": reporting, "sales": sales})
    import_steps.stage(connection, act.workspace, staged.id, [*gone, *listed])
    if drawn_at is not None:
        import_checks.check_unmoved(connection, act.workspace, _row(connection, act.workspace, staged.id), drawn_at)
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
    for one in import_history.staged_before(connection, workspace, before):
        forget(connection, workspace, one.id)


def begin(connection: Connection, act: Act, number: int) -> ImportRecord:
    """Begins to book what is staged, in the name of ``act.by``; begun already, it goes on.

    Raises `UnknownImport`, `ImportRunning`, `ImportedSince`, `ChangedSince`.
    """
    workspaces.touch(connection, act.workspace)
    row = _row(connection, act.workspace, number)
    if row["state"] != State.STAGED.value:
        return import_rows.record_of(row)
    import_checks.check_unmoved(connection, act.workspace, row, row["id"])
    import_checks.check_unchanged(connection, act.workspace, import_rows.record_of(row))
    return _moved(connection, act, _BEGIN, number)


def take_back(connection: Connection, act: Act, number: int) -> ImportRecord:
    """Begins to take back what is booked; begun already, it goes on.

    What somebody has changed by hand since stays as it is. Raises `UnknownImport`, `ImportNotYours`, `ImportRunning`,
    `ReplacedSince` where a newer import has taken some of it over, or of what it took itself: that is to be taken back
    before. `StaysBeside` where what stays would count beside what comes back.
    """
    workspaces.touch(connection, act.workspace)
    record = import_rows.record_of(_row(connection, act.workspace, number))
    if not act.may_change(record.by):
        raise ImportNotYours
    if record.state is State.BOOKING:
        raise ImportRunning
    if record.state is not State.BOOKED:
        return record
    taken_over = import_history.is_taken_over(connection, act.workspace, record)
    if taken_over or import_stays.sold_since(connection, act.workspace, number):
        raise ReplacedSince
    if import_stays.stays_beside(connection, act.workspace, number):
        raise StaysBeside
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
        running = bool(import_history.unfinished(connection, workspace))
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


def _booked_in(listed: Sequence[Fact]) -> str:
    """The reporting currency that a file was read for; empty where it books nothing."""
    for fact in listed[:1]:
        if isinstance(fact, (Deal, SourcedDeal)):
            return (fact.fact if isinstance(fact, SourcedDeal) else fact).booked.currency
        return currency_of(fact.fact if isinstance(fact, Sourced) else fact)
    return ""


def _is_sale(fact: Fact) -> bool:
    """Whether other files may hold the same sale."""
    return isinstance(fact, (Deal, SourcedDeal)) or (isinstance(fact, Sourced) and bool(fact.origin.external_id))
