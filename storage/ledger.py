"""The ledger: entries are added, never changed; the daily and monthly totals move with them, in one transaction.

How the totals move: `storage.postings`.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, bindparam, insert, select

from core.imports import records
from core.ledger.entries import (
    Conversion,
    CorrectedSince,
    Cost,
    Entry,
    NothingToUndo,
    TakenBack,
    UnknownEntry,
)
from core.ledger.postings import currency_of
from core.ledger.refunds import check_correction, check_redo, check_undo
from core.ledger.repeats import SOURCE
from core.sales import deals
from core.setup.acts import Act
from storage import entry_lists, journal, postings, seals, undone_imports, workspaces
from storage.entry_rows import REVERSAL, entry_of, row_of, selected
from storage.tables import entries
from storage.wordings import Hot

_SELECT = selected(entries)
_ONE = _SELECT.where(entries.c.id == bindparam("entry"))
_BY_REQUEST = _SELECT.where(entries.c.request == bindparam("request"))
_MADE_BY = Hot(
    select(entries.c.id).where(
        entries.c.workspace_id == bindparam("workspace"), entries.c.request == bindparam("request")
    )
)
"""The id alone: every entry asks it before, and hardly ever is there one."""
_REVERSAL_OF = _SELECT.where(entries.c.reverses == bindparam("entry"))
_LATEST = (
    _SELECT.where(
        entries.c.logged_by == bindparam("person"),
        entries.c.source != SOURCE,
        entries.c.source != deals.SOURCE,
        entries.c.source != records.SOURCE,
        entries.c.sign > 0,
        REVERSAL.c.id.is_(None),
    )
    .order_by(entries.c.id.desc())
    .limit(1)
)
_CORRECTION = (
    _SELECT.where(entries.c.replaces == bindparam("entry"), entries.c.sign > 0).order_by(entries.c.id.desc()).limit(1)
)
_INSERT = Hot(
    insert(entries)
    .values({column.name: bindparam(column.name, type_=column.type) for column in entries.c if column.name != "id"})
    .returning(entries.c.id)
)


def log(
    connection: Connection,
    act: Act,
    fact: Cost | Conversion,
    *,
    source: str,
    request: str,
    replaces: int | None = None,
) -> Entry:
    """Saves ``fact`` once: a ``request`` seen before answers with the entry it made.

    ``replaces``: the entry it corrects, which `give_way` has taken off the books.
    """
    head = workspaces.touch(connection, act.workspace, currency_of(fact))
    if request and (before := _MADE_BY.first(connection, {"workspace": act.workspace, "request": request})):
        return find(connection, act.workspace, before[0])
    entry = Entry(id=0, fact=fact, logged_by=act.by, logged_at=act.at, source=source, replaces=replaces)
    return _add(connection, act.workspace, entry, request, head)


def seen(connection: Connection, workspace: int, request: str) -> Entry | None:
    """The entry a request has made, if it has."""
    return _first(connection, _BY_REQUEST, workspace, request=request)


def undo(connection: Connection, act: Act, entry_id: int, *, request: str = "") -> Entry:
    """Takes an entry back by a reversing one and answers with the reversal; again: the same reversal.

    An entry put back since is taken back anew; what a correction has replaced comes back with it, but for what an
    import that is undone has brought.

    ``request`` finds the reversal again with `seen`. Raises `UnknownEntry`, `NotYours`, `OfADeal`,
    `CorrectedSince`, `ImportRunning`.
    """
    workspaces.touch(connection, act.workspace)
    entry = _own(connection, act, entry_id)
    stood = entry.stands
    reversal = _reverse(connection, act, entry, request)
    if stood and entry.replaces is not None:
        _bring_back(connection, act, entry.replaces)
    return reversal


def give_way(connection: Connection, act: Act, entry_id: int) -> Entry:
    """Takes an entry off the books for the one that corrects it, and answers with what it said.

    Raises `UnknownEntry`, `NotYours`, `OfADeal`, `CorrectedSince`, `TakenBack`, `RefundNotCorrected`, `ImportRunning`.
    """
    workspaces.touch(connection, act.workspace)
    entry = _own(connection, act, entry_id)
    if not entry.stands:
        raise TakenBack
    check_correction(entry.fact)
    _reverse(connection, act, entry, "")
    return entry


def redo(connection: Connection, act: Act, reversal_id: int) -> Entry:
    """Puts back what a reversal took away, as an entry of its first author; again: the same entry.

    What a correction replaces gives way to it anew. Raises `UnknownEntry`, `NotYours`, `CorrectedSince`,
    `ImportRunning`.
    """
    workspaces.touch(connection, act.workspace)
    reversal = newest(connection, act.workspace, reversal_id)
    if reversal.sign > 0 or reversal.reverses is None:
        raise UnknownEntry
    _check_turnable(connection, act, reversal)
    taken = find(connection, act.workspace, reversal.reverses)
    if replacement(connection, act.workspace, taken.id):
        raise CorrectedSince
    if reversal.reversed_by is None and reversal.replaces is not None:
        reversal = replace(reversal, replaces=_give_way_again(connection, act, reversal.replaces))
    return _reverse(connection, act.in_name_of(taken.logged_by), reversal, "")


def settle(connection: Connection, act: Act, entry_id: int, *, stands: bool) -> Entry | None:
    """Takes back what a deal booked, or puts it back in its author's name; None where it is so already."""
    entry = newest(connection, act.workspace, entry_id)
    if entry.stands is stands:
        return None
    if stands:
        reversal = find(connection, act.workspace, entry.reversed_by or 0)
        return _reverse(connection, act.in_name_of(entry.logged_by), reversal, "")
    return _reverse(connection, act, entry, "")


def latest(connection: Connection, workspace: int, person: str) -> Entry:
    """This person's latest entry that still stands; none that has logged itself, and none of a deal or an import.

    Raises `NothingToUndo`.
    """
    entry = _first(connection, _LATEST, workspace, person=person)
    if entry is None:
        raise NothingToUndo
    return entry


def find(connection: Connection, workspace: int, entry_id: int) -> Entry:
    """Raises `UnknownEntry`, also for an entry of another workspace."""
    entry = _first(connection, _ONE, workspace, entry=entry_id)
    if entry is None:
        raise UnknownEntry
    return entry


def newest(connection: Connection, workspace: int, entry_id: int) -> Entry:
    """What says the same as this entry today: taken back and put back since, the one that was put back.

    Raises `UnknownEntry`.
    """
    return _end_of_chain(connection, workspace, find(connection, workspace, entry_id))


def first(connection: Connection, workspace: int, entry: Entry) -> Entry:
    """The entry that a chain of reversals began with."""
    while entry.reverses is not None:
        entry = find(connection, workspace, entry.reverses)
    return entry


def as_it_stands(connection: Connection, workspace: int, entry_id: int) -> Entry:
    """The same as `newest`; of what has been corrected, the correction."""
    entry = newest(connection, workspace, entry_id)
    return entry if entry.stands else replacement(connection, workspace, entry.id) or entry


def replacement(connection: Connection, workspace: int, entry_id: int) -> Entry | None:
    """The correction that stands in the place of just this entry, itself corrected since or not."""
    correction = _first(connection, _CORRECTION, workspace, entry=entry_id)
    standing = as_it_stands(connection, workspace, correction.id) if correction else None
    return standing if standing and standing.stands else None


def check_at_rest(connection: Connection, act: Act, entry: Entry) -> None:
    """Raises `ImportRunning` for what a file has brought, while another may be about to take its place.

    An invoice is left to be changed: the import that has adjusted it reads it anew when it ends.
    """
    is_invoice = isinstance(entry.fact, Cost) and entry.fact.media is not None
    if entry.source == records.SOURCE and not is_invoice and workspaces.load(connection, act.workspace).importing:
        raise records.ImportRunning


def _check_turnable(connection: Connection, act: Act, entry: Entry) -> None:
    if entry.source == deals.SOURCE:
        raise deals.OfADeal
    journal.check_author(entry, act)
    check_at_rest(connection, act, entry)


def _own(connection: Connection, act: Act, entry_id: int) -> Entry:
    """What the entry says today, if this person may change it."""
    entry = newest(connection, act.workspace, entry_id)
    if entry.sign < 0:
        raise UnknownEntry
    _check_turnable(connection, act, entry)
    if not entry.stands and replacement(connection, act.workspace, entry.id):
        raise CorrectedSince
    return entry


def _bring_back(connection: Connection, act: Act, entry_id: int) -> None:
    """What a correction had replaced, in its own author's name; not what came with an import that is undone since."""
    entry = newest(connection, act.workspace, entry_id)
    if entry.reversed_by is not None and not _went_with_its_import(connection, act.workspace, entry):
        reversal = find(connection, act.workspace, entry.reversed_by)
        _reverse(connection, act.in_name_of(entry.logged_by), reversal, "")


def _went_with_its_import(connection: Connection, workspace: int, entry: Entry) -> bool:
    is_imported = entry.source == records.SOURCE
    return is_imported and undone_imports.brought(connection, workspace, first(connection, workspace, entry).id)


def _give_way_again(connection: Connection, act: Act, entry_id: int) -> int:
    """The same entry, off the books once more; answers with its newest id."""
    entry = newest(connection, act.workspace, entry_id)
    if entry.stands:
        _reverse(connection, act, entry, "")
    elif replacement(connection, act.workspace, entry.id):
        raise CorrectedSince
    return entry.id


def _end_of_chain(connection: Connection, workspace: int, entry: Entry) -> Entry:
    return journal.end_of_chain(entry, lambda number: find(connection, workspace, number))


def _reverse(connection: Connection, act: Act, entry: Entry, request: str) -> Entry:
    reversal = _first(connection, _REVERSAL_OF, act.workspace, entry=entry.id)
    if reversal:
        return reversal
    _check_refunds(connection, act.workspace, entry)
    return _add(connection, act.workspace, journal.opposite(entry, act), request)


def _check_refunds(connection: Connection, workspace: int, entry: Entry) -> None:
    """Nothing goes below zero without a word. Raises `SaleRefunded`, `LaterRefund`, `RefundNoLongerFits`."""
    fact = entry.fact
    if not isinstance(fact, Conversion) or fact.revenue is None:
        return
    sale = fact.refund.entry if fact.refund else first(connection, workspace, entry).id
    standing = entry_lists.refunds(connection, workspace, sale)
    if entry.sign > 0:
        check_undo(entry, standing)
    elif fact.refund:
        check_redo(fact, newest(connection, workspace, sale), standing)


def _add(connection: Connection, workspace: int, entry: Entry, request: str, head: str | None = None) -> Entry:
    """``head``: of the workspace's chain, where nothing can have been added since it was read."""
    row = row_of(workspace, entry, request)
    [added] = _INSERT.first(connection, row | {"seal": seals.follow(connection, workspace, row, head)}) or ()
    saved = replace(entry, id=added)
    postings.post(connection, workspace, saved)
    return saved


def _first(connection: Connection, statement: object, workspace: int, **where: object) -> Entry | None:
    row = connection.execute(statement, {"workspace": workspace} | where).mappings().first()  # type: ignore[call-overload]  # reason: any prebuilt select
    return entry_of(row) if row else None
