"""Refunds as stored: entries that name the first entry of the sale they take from, and the day they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from core.ledger.entries import Conversion, Entry
from core.ledger.refunds import (
    SOURCE,
    Left,
    NothingToRefund,
    RefundNotYours,
    check_refund_day,
    left_of,
    refund,
    refundable,
)
from core.money.money import Money
from core.setup.acts import Act
from storage import entry_lists, ledger, log_entry, workspaces


def sale(connection: Connection, act: Act, entry_id: int) -> tuple[Entry, Left]:
    """The sale as it stands today, and what is left of it.

    Raises `UnknownEntry`, `NothingToRefund`, `RefundNotYours`.
    """
    entry = ledger.newest(connection, act.workspace, entry_id)
    if not entry.stands or not isinstance(entry.fact, Conversion) or not refundable(entry.fact):
        raise NothingToRefund
    if not act.may_change(entry.logged_by):
        raise RefundNotYours
    left = left_of(entry.fact, _given(connection, act.workspace, entry))
    if left.amount.minor <= 0:
        raise NothingToRefund
    return entry, left


def save(
    connection: Connection, act: Act, entry_id: int, amount: Money, *, day: date, note: str, request: str
) -> Entry:
    """Gives back ``amount`` of a sale, once: a ``request`` seen before answers with the entry it made.

    Raises what `sale` does, `RefundTooHigh`, `RefundBeforeSale` and `ImportRunning`.
    """
    workspaces.touch(connection, act.workspace)  # first: two refunds of one sale take turns
    if request and (seen := ledger.seen(connection, act.workspace, request)):
        return seen
    entry, left = sale(connection, act, entry_id)
    if not isinstance(entry.fact, Conversion):
        raise NothingToRefund
    check_refund_day(day, entry.fact.day, act.today)
    ledger.check_at_rest(connection, act, entry)
    number = ledger.first(connection, act.workspace, entry).id
    fact = refund(entry.fact, number, left, amount, day, note)
    return log_entry.log(connection, act, fact, source=SOURCE, request=request)


def left_of_each(connection: Connection, workspace: int, listed: Sequence[Entry]) -> Mapping[int, Left]:
    """Id of each sale among ``listed`` that stands -> what is left of it."""
    return {
        entry.id: left_of(entry.fact, _given(connection, workspace, entry))
        for entry in listed
        if entry.stands and isinstance(entry.fact, Conversion) and refundable(entry.fact)
    }


def _given(connection: Connection, workspace: int, entry: Entry) -> list[Conversion]:
    refunds = entry_lists.refunds(connection, workspace, ledger.first(connection, workspace, entry).id)
    return [one.fact for one in refunds if isinstance(one.fact, Conversion)]
