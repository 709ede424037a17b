"""The ledger: entries are added, never changed; the daily and monthly totals move with them, in one transaction.

How the totals move: `storage.postings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

from sqlalchemy import Connection, bindparam, insert, select, text

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
from core.money.money import Money
from core.sales import deals
from core.setup.categories import Category
from storage import journal, postings, seals, splits, workspaces
from storage.entry_rows import REVERSAL, entry_of, exchange_of, row_of, selected
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
        entries.c.sign > 0,
        REVERSAL.c.id.is_(None),
    )
    .order_by(entries.c.id.desc())
    .limit(1)
)
_PAGE = _SELECT.where(entries.c.id < bindparam("before")).order_by(entries.c.id.desc()).limit(bindparam("most"))
_ONLY = {
    "campaign": (entries.c.campaign == bindparam("campaign"))
    | ((entries.c.campaign == "") & entries.c.split.contains(bindparam("part"))),
    "person": entries.c.logged_by == bindparam("person"),
    # The literal once more, so that SQLite sees that the index fits.
    "category": (entries.c.category == bindparam("category")) & text("entries.category <> ''"),
}
_HISTORY = {
    frozenset(names): _PAGE.where(*(_ONLY[name] for name in names))
    for count in range(len(_ONLY) + 1)
    for names in combinations(_ONLY, count)
}
_LOGGED_AFTER = _SELECT.where(
    entries.c.logged_at > bindparam("since"), entries.c.day < bindparam("until_day")
).order_by(entries.c.id)
_REFUNDS = _SELECT.where(entries.c.refunds == bindparam("sale"), entries.c.sign > 0, REVERSAL.c.id.is_(None)).order_by(
    entries.c.id
)
_THESE = _SELECT.where(entries.c.id.in_(bindparam("listed", expanding=True)))
_CORRECTION = (
    _SELECT.where(entries.c.replaces == bindparam("entry"), entries.c.sign > 0).order_by(entries.c.id.desc()).limit(1)
)
_COSTS_OF = (
    select(
        entries.c.amount_minor,
        entries.c.currency,
        entries.c.fx_currency,
        entries.c.fx_rate,
        entries.c.fx_day,
        entries.c.fx_source,
    )
    .select_from(
        entries.outerjoin(
            REVERSAL, (REVERSAL.c.workspace_id == entries.c.workspace_id) & (REVERSAL.c.reverses == entries.c.id)
        )
    )
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.campaign == bindparam("campaign"),
        entries.c.category != "",
        entries.c.category != bindparam("hidden"),
        entries.c.sign > 0,
        REVERSAL.c.id.is_(None),
    )
)
_IN_ORDER = _SELECT.order_by(entries.c.id)
_INSERT = Hot(
    insert(entries)
    .values({column.name: bindparam(column.name, type_=column.type) for column in entries.c if column.name != "id"})
    .returning(entries.c.id)
)
FROM_NOW_BACK = 2**62
"""A place in the history before which everything lies."""


def log(
    connection: Connection,
    workspace: int,
    fact: Cost | Conversion,
    *,
    by: str,
    at: datetime,
    source: str,
    request: str,
    replaces: int | None = None,
) -> Entry:
    """Saves ``fact`` once: a ``request`` seen before answers with the entry it made.

    ``replaces``: the entry it corrects, which `give_way` has taken off the books.
    """
    head = workspaces.touch(connection, workspace, currency_of(fact))
    if request and (before := _MADE_BY.first(connection, {"workspace": workspace, "request": request})):
        return find(connection, workspace, before[0])
    entry = Entry(id=0, fact=fact, logged_by=by, logged_at=at, source=source, replaces=replaces)
    return _add(connection, workspace, entry, request, head)


def costs_of(connection: Connection, workspace: int, campaign: str, *, people: bool) -> list[Money]:
    """The whole bills that stand in a campaign, in the reporting currency; without ``people``, but those of people."""
    where = {"workspace": workspace, "campaign": campaign, "hidden": "" if people else Category.PEOPLE.value}
    costs = []
    for row in connection.execute(_COSTS_OF, where).mappings():
        amount, exchange = Money(minor=row["amount_minor"], currency=row["currency"]), exchange_of(row)
        costs.append(exchange.convert(amount) if exchange else amount)
    return costs


def seen(connection: Connection, workspace: int, request: str) -> Entry | None:
    """The entry a request has made, if it has."""
    return _first(connection, _BY_REQUEST, workspace, request=request)


def undo(
    connection: Connection, workspace: int, entry_id: int, *, by: str, at: datetime, anyone: bool, request: str = ""
) -> Entry:
    """Takes an entry back by a reversing one and answers with the reversal; again: the same reversal.

    An entry put back since is taken back anew; what a correction has replaced comes back with it.

    ``anyone``: may take back what others logged. ``request`` finds the reversal again with `seen`. Raises
    `UnknownEntry`, `NotYours`, `OfADeal`, `CorrectedSince`.
    """
    workspaces.touch(connection, workspace)
    entry = _own(connection, workspace, entry_id, by, anyone=anyone)
    stood = entry.stands
    reversal = _reverse(connection, workspace, entry, by, at, request)
    if stood and entry.replaces is not None:
        _bring_back(connection, workspace, entry.replaces, at)
    return reversal


def give_way(connection: Connection, workspace: int, entry_id: int, *, by: str, at: datetime, anyone: bool) -> Entry:
    """Takes an entry off the books for the one that corrects it, and answers with what it said.

    Raises `UnknownEntry`, `NotYours`, `OfADeal`, `CorrectedSince`, `TakenBack`, `RefundNotCorrected`.
    """
    workspaces.touch(connection, workspace)
    entry = _own(connection, workspace, entry_id, by, anyone=anyone)
    if not entry.stands:
        raise TakenBack
    check_correction(entry.fact)
    _reverse(connection, workspace, entry, by, at, "")
    return entry


def redo(connection: Connection, workspace: int, reversal_id: int, *, by: str, at: datetime, anyone: bool) -> Entry:
    """Puts back what a reversal took away, as an entry of its first author; again: the same entry.

    What a correction replaces gives way to it anew. Raises `UnknownEntry`, `NotYours`, `CorrectedSince`.
    """
    workspaces.touch(connection, workspace)
    reversal = newest(connection, workspace, reversal_id)
    if reversal.sign > 0 or reversal.reverses is None:
        raise UnknownEntry
    _check_turnable(reversal, by, anyone=anyone)
    taken = find(connection, workspace, reversal.reverses)
    if replacement(connection, workspace, taken.id):
        raise CorrectedSince
    if reversal.reversed_by is None and reversal.replaces is not None:
        reversal = replace(reversal, replaces=_give_way_again(connection, workspace, reversal.replaces, by, at))
    return _reverse(connection, workspace, reversal, taken.logged_by, at, "")


def settle(
    connection: Connection, workspace: int, entry_id: int, by: str, at: datetime, *, stands: bool
) -> Entry | None:
    """Takes back what a deal booked, or puts it back in its author's name; None where it is so already."""
    entry = newest(connection, workspace, entry_id)
    if entry.stands is stands:
        return None
    if stands:
        return _reverse(
            connection, workspace, find(connection, workspace, entry.reversed_by or 0), entry.logged_by, at, ""
        )
    return _reverse(connection, workspace, entry, by, at, "")


def latest(connection: Connection, workspace: int, person: str) -> Entry:
    """This person's latest entry that still stands; none that has logged itself, and none that a deal has booked.

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


def these(connection: Connection, workspace: int, listed: Iterable[int]) -> Mapping[int, Entry]:
    """Id -> entry, of those of the workspace."""
    rows = connection.execute(_THESE, {"workspace": workspace, "listed": list(listed)}).mappings()
    return {row["id"]: entry_of(row) for row in rows}


def history(
    connection: Connection,
    workspace: int,
    campaign: str | None,
    before: int = FROM_NOW_BACK,
    most: int = 10,
    *,
    person: str = "",
    category: str = "",
) -> Sequence[Entry]:
    """The entries before an id, newest first, reversals among them.

    Of one campaign, logged by one person, costs of one category; or of all.
    """
    chosen = {"campaign": campaign, "person": person, "category": category}
    only = {name: value for name, value in chosen.items() if value or (name == "campaign" and value is not None)}
    where: dict[str, object] = {"workspace": workspace, "before": before, "most": most, **only}
    if campaign is not None:
        where["part"] = splits.mention(campaign)
    return [entry_of(row) for row in connection.execute(_HISTORY[frozenset(only)], where).mappings()]


def logged_after(connection: Connection, workspace: int, since: datetime, until_day: date) -> Sequence[Entry]:
    """What was logged after ``since``, reversals among it, and stands or begins before ``until_day``; oldest first."""
    where = {"workspace": workspace, "since": since, "until_day": until_day}
    return [entry_of(row) for row in connection.execute(_LOGGED_AFTER, where).mappings()]


def refunds(connection: Connection, workspace: int, sale: int) -> Sequence[Entry]:
    """The standing refunds of a sale that was first saved as entry ``sale``, oldest first."""
    return [entry_of(row) for row in connection.execute(_REFUNDS, {"workspace": workspace, "sale": sale}).mappings()]


def _check_turnable(entry: Entry, by: str, *, anyone: bool) -> None:
    if entry.source == deals.SOURCE:
        raise deals.OfADeal
    journal.check_author(entry, by, anyone=anyone)


def _own(connection: Connection, workspace: int, entry_id: int, by: str, *, anyone: bool) -> Entry:
    """What the entry says today, if this person may change it."""
    entry = newest(connection, workspace, entry_id)
    if entry.sign < 0:
        raise UnknownEntry
    _check_turnable(entry, by, anyone=anyone)
    if not entry.stands and replacement(connection, workspace, entry.id):
        raise CorrectedSince
    return entry


def _bring_back(connection: Connection, workspace: int, entry_id: int, at: datetime) -> None:
    """What a correction had replaced, in its own author's name."""
    entry = newest(connection, workspace, entry_id)
    if entry.reversed_by is not None:
        _reverse(connection, workspace, find(connection, workspace, entry.reversed_by), entry.logged_by, at, "")


def _give_way_again(connection: Connection, workspace: int, entry_id: int, by: str, at: datetime) -> int:
    """The same entry, off the books once more; answers with its newest id."""
    entry = newest(connection, workspace, entry_id)
    if entry.stands:
        _reverse(connection, workspace, entry, by, at, "")
    elif replacement(connection, workspace, entry.id):
        raise CorrectedSince
    return entry.id


def in_order(connection: Connection, workspace: int) -> Sequence[Entry]:
    """Every entry, in the order they were logged."""
    return [entry_of(row) for row in connection.execute(_IN_ORDER, {"workspace": workspace}).mappings()]


def _end_of_chain(connection: Connection, workspace: int, entry: Entry) -> Entry:
    return journal.end_of_chain(entry, lambda number: find(connection, workspace, number))


def _reverse(connection: Connection, workspace: int, entry: Entry, by: str, at: datetime, request: str) -> Entry:
    reversal = _first(connection, _REVERSAL_OF, workspace, entry=entry.id)
    if reversal:
        return reversal
    _check_refunds(connection, workspace, entry)
    return _add(connection, workspace, journal.opposite(entry, by, at), request)


def _check_refunds(connection: Connection, workspace: int, entry: Entry) -> None:
    """Nothing goes below zero without a word. Raises `SaleRefunded`, `LaterRefund`, `RefundNoLongerFits`."""
    fact = entry.fact
    if not isinstance(fact, Conversion) or fact.revenue is None:
        return
    sale = fact.refund.entry if fact.refund else first(connection, workspace, entry).id
    standing = refunds(connection, workspace, sale)
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
