"""The ledger: entries are added, never changed; the daily and monthly totals move with them, in one transaction.

Totals move by ``x = x + delta`` in the database itself: reading and writing back loses updates (performance.md §0.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, Date, TextClause, bindparam, insert, select, text

from core.entries import Conversion, Cost, Entry, NothingToUndo, NotYours, UnknownEntry
from core.postings import Posting, by_month, currency_of, postings, summed
from core.repeats import SOURCE
from core.revaluations import own_postings, own_summed
from storage import currency_totals, splits, workspaces
from storage import goals as goal_book
from storage.chains import end_of_chain
from storage.entry_rows import entry_of, row_of
from storage.tables import entries, goals, names

_REVERSAL = entries.alias("reversal")
_ROWS = (
    entries.outerjoin(goals, (goals.c.id == entries.c.goal_id) & (goals.c.workspace_id == entries.c.workspace_id))
    .outerjoin(names, (names.c.workspace_id == goals.c.workspace_id) & (names.c.key == goals.c.key))
    .outerjoin(
        _REVERSAL,
        (_REVERSAL.c.workspace_id == entries.c.workspace_id) & (_REVERSAL.c.reverses == entries.c.id),
    )
)
_SELECT = (
    select(entries, *goal_book.COLUMNS[1:], _REVERSAL.c.id.label("reversed_by"))
    .select_from(_ROWS)
    .where(entries.c.workspace_id == bindparam("workspace"))
)
_ONE = _SELECT.where(entries.c.id == bindparam("entry"))
_BY_REQUEST = _SELECT.where(entries.c.request == bindparam("request"))
_REVERSAL_OF = _SELECT.where(entries.c.reverses == bindparam("entry"))
_LATEST = (
    _SELECT.where(
        entries.c.logged_by == bindparam("person"),
        entries.c.source != SOURCE,
        entries.c.sign > 0,
        _REVERSAL.c.id.is_(None),
    )
    .order_by(entries.c.id.desc())
    .limit(1)
)
_HISTORY = _SELECT.where(entries.c.id < bindparam("before")).order_by(entries.c.id.desc()).limit(bindparam("most"))
_HISTORY_OF = _HISTORY.where(
    (entries.c.campaign == bindparam("campaign"))
    | ((entries.c.campaign == "") & entries.c.split.contains(bindparam("part")))
)
_IN_ORDER = _SELECT.order_by(entries.c.id)
_INSERT = insert(entries).returning(entries.c.id)


def _upsert(table: str, day: str) -> TextClause:
    keys = f"workspace_id, campaign, {day}, channel, content, category, goal_id"
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in ("cost", "count", "value", "revenue"))
    return text(
        f"INSERT INTO {table} ({keys}, cost, count, value, revenue) VALUES (:workspace, :campaign, :day, :channel, "
        f":content, :category, :goal, :cost, :count, :value, :revenue) ON CONFLICT ({keys}) DO UPDATE SET {sums}"
    ).bindparams(bindparam("day", type_=Date))


_ADD_TO_DAY = _upsert("daily_totals", "day")
_ADD_TO_MONTH = _upsert("monthly_totals", "month")

FROM_NOW_BACK = 2**62
"""A place in the history before which everything lies."""


def log(
    books: Connection, workspace: int, fact: Cost | Conversion, *, by: str, at: datetime, source: str, request: str
) -> Entry:
    """Saves ``fact`` once: a ``request`` seen before answers with the entry it made."""
    workspaces.touch(books, workspace, currency_of(fact))
    if request and (seen := _first(books, _BY_REQUEST, workspace, request=request)):
        return seen
    return _add(books, workspace, Entry(id=0, fact=fact, logged_by=by, logged_at=at, source=source), request)


def seen(books: Connection, workspace: int, request: str) -> Entry | None:
    """The entry a request has made, if it has."""
    return _first(books, _BY_REQUEST, workspace, request=request)


def undo(
    books: Connection, workspace: int, entry_id: int, *, by: str, at: datetime, anyone: bool, request: str = ""
) -> Entry:
    """Takes an entry back by a reversing one and answers with the reversal; again: the same reversal.

    An entry put back since is taken back anew.

    ``anyone``: may take back what others logged. ``request`` finds the reversal again with `seen`. Raises
    `UnknownEntry`, `NotYours`.
    """
    workspaces.touch(books, workspace)
    entry = newest(books, workspace, entry_id)
    if entry.sign < 0:
        raise UnknownEntry
    if entry.logged_by != by and not anyone:
        raise NotYours
    return _reverse(books, workspace, entry, by, at, request)


def redo(books: Connection, workspace: int, reversal_id: int, *, by: str, at: datetime, anyone: bool) -> Entry:
    """Puts back what a reversal took away, as an entry of its first author; again: the same entry."""
    workspaces.touch(books, workspace)
    reversal = newest(books, workspace, reversal_id)
    if reversal.sign > 0 or reversal.reverses is None:
        raise UnknownEntry
    if reversal.logged_by != by and not anyone:
        raise NotYours
    author = find(books, workspace, reversal.reverses).logged_by
    return _reverse(books, workspace, reversal, author, at, "")


def latest(books: Connection, workspace: int, person: str) -> Entry:
    """This person's latest entry that still stands; not one that has logged itself. Raises `NothingToUndo`."""
    entry = _first(books, _LATEST, workspace, person=person)
    if entry is None:
        raise NothingToUndo
    return entry


def find(books: Connection, workspace: int, entry_id: int) -> Entry:
    """Raises `UnknownEntry`, also for an entry of another workspace."""
    entry = _first(books, _ONE, workspace, entry=entry_id)
    if entry is None:
        raise UnknownEntry
    return entry


def newest(books: Connection, workspace: int, entry_id: int) -> Entry:
    """What says the same as this entry today: taken back and put back since, the one that was put back.

    Raises `UnknownEntry`.
    """
    return _end_of_chain(books, workspace, find(books, workspace, entry_id))


def history(
    books: Connection, workspace: int, campaign: str | None, before: int = FROM_NOW_BACK, most: int = 10
) -> Sequence[Entry]:
    """The entries before an id, newest first, reversals among them; of one campaign, or of all."""
    where: dict[str, object] = {"workspace": workspace, "before": before, "most": most}
    if campaign is None:
        return [entry_of(row) for row in books.execute(_HISTORY, where).mappings()]
    where |= {"campaign": campaign, "part": splits.mention(campaign)}
    return [entry_of(row) for row in books.execute(_HISTORY_OF, where).mappings()]


def in_order(books: Connection, workspace: int) -> Sequence[Entry]:
    """Every entry, in the order they were logged."""
    return [entry_of(row) for row in books.execute(_IN_ORDER, {"workspace": workspace}).mappings()]


def post_all(books: Connection, workspace: int, posted: Sequence[Entry]) -> None:
    """Adds what these entries put on the books, summed first; they are saved already, and nothing of them stands."""
    days = summed(one for entry in posted for one in postings(entry.fact, entry.sign))
    _post(books, _ADD_TO_DAY, workspace, days)
    _post(books, _ADD_TO_MONTH, workspace, by_month(days))
    own = own_summed(one for entry in posted for one in own_postings(entry.fact, entry.sign))
    currency_totals.post(books, workspace, own)


def _end_of_chain(books: Connection, workspace: int, entry: Entry) -> Entry:
    return end_of_chain(entry, lambda number: find(books, workspace, number))


def _reverse(books: Connection, workspace: int, entry: Entry, by: str, at: datetime, request: str) -> Entry:
    done = _first(books, _REVERSAL_OF, workspace, entry=entry.id)
    if done:
        return done
    opposite = replace(entry, id=0, sign=-entry.sign, reverses=entry.id, reversed_by=None, logged_by=by, logged_at=at)
    return _add(books, workspace, opposite, request)


def _add(books: Connection, workspace: int, entry: Entry, request: str) -> Entry:
    added = books.execute(_INSERT, row_of(workspace, entry, request)).scalar_one()
    posted = postings(entry.fact, entry.sign)
    _post(books, _ADD_TO_DAY, workspace, posted)
    _post(books, _ADD_TO_MONTH, workspace, by_month(posted))
    currency_totals.post(books, workspace, own_postings(entry.fact, entry.sign))
    return replace(entry, id=added)


def _post(books: Connection, statement: TextClause, workspace: int, posted: Sequence[Posting]) -> None:
    deltas = [{"workspace": workspace} | asdict(posting) for posting in posted]
    if not deltas:  # a bill so small that nothing of it is left to spread
        return
    books.execute(statement, deltas if len(deltas) > 1 else deltas[0])


def _first(books: Connection, statement: object, workspace: int, **where: object) -> Entry | None:
    row = books.execute(statement, {"workspace": workspace} | where).mappings().first()  # type: ignore[call-overload]  # reason: any prebuilt select
    return entry_of(row) if row else None
