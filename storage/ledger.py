"""The ledger: entries are added, never changed; the daily and monthly totals move with them, in one transaction.

Totals move by ``x = x + delta`` in the database itself: reading and writing back loses updates (performance.md §0.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection, Date, TextClause, bindparam, insert, select, text
from sqlalchemy.engine import RowMapping

from core.categories import Category
from core.entries import WHOLE, Conversion, Cost, Entry, NothingToUndo, NotYours, UnknownEntry
from core.fx import ExchangeRate, RateSource
from core.media import Media
from core.money import Money
from core.postings import Posting, by_month, currency_of, postings
from core.repeats import SOURCE
from storage import goals as goal_book
from storage import rates, splits, workspaces
from storage.chains import end_of_chain
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
        return [_entry(row) for row in books.execute(_HISTORY, where).mappings()]
    where |= {"campaign": campaign, "part": splits.mention(campaign)}
    return [_entry(row) for row in books.execute(_HISTORY_OF, where).mappings()]


def _end_of_chain(books: Connection, workspace: int, entry: Entry) -> Entry:
    return end_of_chain(entry, lambda number: find(books, workspace, number))


def _reverse(books: Connection, workspace: int, entry: Entry, by: str, at: datetime, request: str) -> Entry:
    done = _first(books, _REVERSAL_OF, workspace, entry=entry.id)
    if done:
        return done
    opposite = replace(entry, id=0, sign=-entry.sign, reverses=entry.id, reversed_by=None, logged_by=by, logged_at=at)
    return _add(books, workspace, opposite, request)


def _add(books: Connection, workspace: int, entry: Entry, request: str) -> Entry:
    added = books.execute(_INSERT, _row(workspace, entry, request)).scalar_one()
    posted = postings(entry.fact, entry.sign)
    _post(books, _ADD_TO_DAY, workspace, posted)
    _post(books, _ADD_TO_MONTH, workspace, by_month(posted))
    return replace(entry, id=added)


def _post(books: Connection, statement: TextClause, workspace: int, posted: Sequence[Posting]) -> None:
    deltas = [{"workspace": workspace} | asdict(posting) for posting in posted]
    if not deltas:  # a bill so small that nothing of it is left to spread
        return
    books.execute(statement, deltas if len(deltas) > 1 else deltas[0])


def _first(books: Connection, statement: object, workspace: int, **where: object) -> Entry | None:
    row = books.execute(statement, {"workspace": workspace} | where).mappings().first()  # type: ignore[call-overload]  # reason: any prebuilt select
    return _entry(row) if row else None


def _row(workspace: int, entry: Entry, request: str) -> dict[str, object]:
    fact = entry.fact
    common = {
        "workspace_id": workspace,
        "sign": entry.sign,
        "day": fact.day,
        "campaign": fact.campaign,
        "channel": fact.channel,
        "content": fact.content,
        "note": fact.note,
        "logged_by": entry.logged_by,
        "logged_at": entry.logged_at,
        "source": entry.source,
        "request": request or None,
        "reverses": entry.reverses,
        **_exchange_row(fact.exchange),
    }
    return common | (_cost_row(fact) if isinstance(fact, Cost) else _conversion_row(fact))


def _cost_row(fact: Cost) -> dict[str, object]:
    return {
        "category": fact.category.value,
        "goal_id": 0,
        "amount_minor": fact.amount.minor,
        "currency": fact.amount.currency,
        "count": 0,
        "value_minor": 0,
        "revenue_minor": None,
        "hours": None if fact.hours is None else str(fact.hours),
        "rate_minor": None if fact.rate is None else fact.rate.minor,
        "until": fact.until,
        "share": None if fact.share == WHOLE else str(fact.share),
        "split": splits.written(fact.split),
        "people": rates.written(fact.people),
        "media_minor": None if fact.media is None else fact.media.said.minor,
        "left_out_minor": None if fact.media is None else fact.media.left_out.minor,
    }


def _conversion_row(fact: Conversion) -> dict[str, object]:
    return {
        "category": "",
        "goal_id": fact.goal.id,
        "amount_minor": 0,
        "currency": fact.exchange.currency if fact.exchange else fact.value.currency,
        "count": fact.count,
        "value_minor": fact.value.minor,
        "revenue_minor": None if fact.revenue is None else fact.revenue.minor,
        "hours": None,
        "rate_minor": None,
        "until": None,
        "share": None,
        "split": "",
        "people": "",
        "media_minor": None,
        "left_out_minor": None,
    }


def _exchange_row(exchange: ExchangeRate | None) -> dict[str, object]:
    return {
        "fx_currency": exchange.reporting if exchange else None,
        "fx_rate": str(exchange.value) if exchange else None,
        "fx_day": exchange.day if exchange else None,
        "fx_source": exchange.source.value if exchange else None,
    }


def _entry(row: RowMapping) -> Entry:
    return Entry(
        id=row["id"],
        fact=_conversion(row) if row["goal_id"] else cost_of(row),
        logged_by=row["logged_by"],
        logged_at=row["logged_at"],
        source=row["source"],
        sign=row["sign"],
        reverses=row["reverses"],
        reversed_by=row["reversed_by"],
    )


def cost_of(row: RowMapping) -> Cost:
    """The cost in a row of ``entries``."""
    currency, rate = row["currency"], row["rate_minor"]
    return Cost(
        day=row["day"],
        category=Category(row["category"]),
        amount=Money(minor=row["amount_minor"], currency=currency),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        hours=None if row["hours"] is None else Decimal(row["hours"]),
        rate=None if rate is None else Money(minor=rate, currency=currency),
        note=row["note"],
        until=row["until"],
        share=WHOLE if row["share"] is None else Decimal(row["share"]),
        split=splits.read(row["split"]),
        people=rates.read(row["people"], currency),
        media=_media(row),
        exchange=_exchange(row),
    )


def _media(row: RowMapping) -> Media | None:
    if row["media_minor"] is None:
        return None
    said, left = (Money(minor=row[name], currency=row["currency"]) for name in ("media_minor", "left_out_minor"))
    return Media(said=said, left_out=left)


def _conversion(row: RowMapping) -> Conversion:
    """``currency`` is that of the revenue, where one was taken; the value's is the reporting one."""
    currency, revenue = row["currency"], row["revenue_minor"]
    return Conversion(
        day=row["day"],
        goal=goal_book.goal_of(row),
        count=row["count"],
        value=Money(minor=row["value_minor"], currency=row["fx_currency"] or currency),
        revenue=None if revenue is None else Money(minor=revenue, currency=currency),
        campaign=row["campaign"],
        channel=row["channel"],
        content=row["content"],
        note=row["note"],
        exchange=_exchange(row),
    )


def _exchange(row: RowMapping) -> ExchangeRate | None:
    """The rate an entry was logged with, where its currency is not the one it is booked in."""
    if row["fx_rate"] is None:
        return None
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["fx_currency"],
        value=Fraction(row["fx_rate"]),
        day=row["fx_day"],
        source=RateSource(row["fx_source"]),
    )
