"""Postings as stored: what an entry moves in the totals, in the transaction that adds it.

Totals move by ``x = x + delta`` in the database itself: reading and writing back loses updates (R-03, P-06). A square
passes 64 bits, and SQLite would turn it into a REAL without a word: its sum stands in two columns, the low half carried
into the high one as soon as it is full, so that equal sums are equal columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Date, bindparam, delete, text

from core.ledger.entries import Cost, Entry
from core.ledger.own_currency import own_postings, own_summed
from core.ledger.postings import Posting, by_month, by_place, by_week, postings, summed
from core.ledger.weights import HALF, Weight, halves, weighs, weight_of, with_what_stood
from storage import cohorts, currency_totals, dearest_sales, person_totals
from storage.tables import derived
from storage.wordings import Hot, values_of

_SUMS = ("cost", "count", "value", "revenue", "standing")
_WEIGHED = (*_SUMS, "sales", "squares_high", "squares_low")


_KEYS = {
    "workspace_id": ":workspace",
    "campaign": ":campaign",
    "channel": ":channel",
    "content": ":content",
    "goal_id": ":goal",
}


def _upsert(table: str, when: dict[str, str], sums: Sequence[str]) -> Hot:
    """``when``: the other columns of the key, and what stands in each."""
    named = _KEYS | when
    keys = ", ".join(named)
    added = {name: f"{table}.{name} + excluded.{name}" for name in sums}
    if "squares_low" in added:
        full = added["squares_low"]
        added["squares_high"] += f" + (({full}) >> {HALF})"
        added["squares_low"] = f"({full}) & {(1 << HALF) - 1}"
    statement = text(
        f"INSERT INTO {table} ({keys}, {', '.join(sums)}) VALUES ({', '.join(named.values())}, "
        f"{', '.join(f':{name}' for name in sums)}) ON CONFLICT ({keys}) DO UPDATE SET "
        + ", ".join(f"{name} = {sum_}" for name, sum_ in added.items())
    )
    return Hot(statement.bindparams(bindparam("day", type_=Date)))


@dataclass(frozen=True, slots=True)
class _Grain:
    """Adds to one kind of sums. ``weighed``: of real sales; all else moves no weight, and costs less."""

    plain: Hot
    weighed: Hot


def _grain(table: str, **when: str) -> _Grain:
    return _Grain(_upsert(table, when, _SUMS), _upsert(table, when, _WEIGHED))


_TO_DAY = _grain("daily_totals", day=":day", category=":category")
_TO_MONTH = _grain("monthly_totals", month=":day", category=":category")
_TO_PLACE = _grain("place_totals", days="1", start=":day")
_TO_WEEK = _grain("place_totals", days="7", start=":day")

_BESIDE = (cohorts, person_totals)
"""Each of them knows by itself which entries concern it."""

_EMPTY = tuple(delete(table).where(table.c.workspace_id == bindparam("workspace")) for table in derived.values())
_LEFT = text(
    "SELECT value_minor, count FROM entries WHERE workspace_id = :workspace AND id = :sale "
    "UNION ALL SELECT SUM(sign * value_minor), SUM(sign * count) FROM entries "
    "WHERE workspace_id = :workspace AND refunds = :sale AND refunds IS NOT NULL"
)
"""The sale as it was first saved, and what all its refunds take from it, those of them taken back left out."""


def post(connection: Connection, workspace: int, entry: Entry) -> None:
    """Adds what ``entry``, which is saved already, puts on the books."""
    stood = _stood(connection, workspace, entry)
    _add(connection, workspace, postings(entry.fact, entry.sign, stood))
    currency_totals.post(connection, workspace, own_postings(entry.fact, entry.sign))
    dearest_sales.keep(connection, workspace, entry, stood)
    for book in _BESIDE:
        book.keep(connection, workspace, entry)


def post_anew(connection: Connection, workspace: int, entries: Sequence[Entry]) -> None:
    """Empties every derived table of a workspace, and sums what all its entries put on the books.

    ``entries``: in the order they were logged.
    """
    for statement in _EMPTY:
        connection.execute(statement, {"workspace": workspace})
    post_all(connection, workspace, entries)


def post_all(connection: Connection, workspace: int, entries: Sequence[Entry]) -> None:
    """Adds what all entries of a workspace put on the books, summed first; nothing of them stands there yet.

    ``entries``: in the order they were logged.
    """
    days = summed(one for entry, stood in with_what_stood(entries) for one in postings(entry.fact, entry.sign, stood))
    _add(connection, workspace, days)
    own = own_summed(one for entry in entries for one in own_postings(entry.fact, entry.sign))
    currency_totals.post(connection, workspace, own)
    dearest_sales.keep_all(connection, workspace, entries)
    for book in _BESIDE:
        book.keep_all(connection, workspace, entries)


def post_more(connection: Connection, workspace: int, entries: Sequence[Entry]) -> None:
    """Adds what several entries, which are saved already, put on the books, summed first; none of them is a refund."""
    _add(connection, workspace, summed(one for entry in entries for one in postings(entry.fact, entry.sign)))
    own = own_summed(one for entry in entries for one in own_postings(entry.fact, entry.sign))
    currency_totals.post(connection, workspace, own)
    dearest_sales.keep_more(connection, workspace, entries)
    cohorts.keep_all(connection, workspace, entries)
    for entry in entries:
        person_totals.keep(connection, workspace, entry)


def _add(connection: Connection, workspace: int, days: Sequence[Posting]) -> None:
    places = by_place(days)
    for posted, grain in (
        (days, _TO_DAY),
        (by_month(days), _TO_MONTH),
        (places, _TO_PLACE),
        (by_week(places), _TO_WEEK),
    ):
        _add_to(connection, workspace, grain, posted)


def _add_to(connection: Connection, workspace: int, grain: _Grain, posted: Iterable[Posting]) -> None:
    rows = {grain.plain: list[dict[str, object]](), grain.weighed: list[dict[str, object]]()}
    for posting in posted:
        values = {"workspace": workspace, **values_of(posting)}
        if posting.sales or posting.squares:
            high, low = halves(posting.squares)
            rows[grain.weighed].append(values | {"squares_high": high, "squares_low": low})
        else:
            rows[grain.plain].append(values)
    for statement, deltas in rows.items():
        if deltas:  # none of a bill so small that nothing of it is left to spread
            statement.run(connection, *deltas)


def _stood(connection: Connection, workspace: int, entry: Entry) -> Weight | None:
    """Of a refund, or what takes one back, what was left of its sale before it."""
    fact = entry.fact
    if isinstance(fact, Cost) or fact.refund is None or not weighs(fact):
        return None
    left = _left(connection, workspace, fact.refund.entry)
    return left.plus(weight_of(fact), -entry.sign)


def _left(connection: Connection, workspace: int, sale: int) -> Weight:
    value, count = 0, 0
    # The driver of PostgreSQL sums whole numbers to decimals, and no rows to nothing.
    for row_value, row_count in connection.execute(_LEFT, {"workspace": workspace, "sale": sale}):
        value += int(row_value or 0)
        count += int(row_count or 0)
    return Weight(value=value, count=count)
