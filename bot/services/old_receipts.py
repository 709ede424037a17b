"""Old receipts: what stands today in the place of an entry, as an old button of it is answered."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services import corrections, drill_down, log_entry
from bot.views import old_receipts as views
from bot.views import receipts
from bot.views.blocks import Block
from bot.views.receipts import Corrected
from core.ledger.entries import Entry, NotYours
from storage import closings, ledger, refunds


def receipt(desk: Desk, number: int, *, meanwhile: bool = False) -> Block:
    """The receipt of what stands for the entry today: itself, its correction, or what took it back. Changes nothing.

    ``meanwhile``: it answers a button that shows something else. Raises `UnknownEntry`, `NotYours`.
    """
    with desk.database.reading() as connection:
        was = _own(connection, desk, number)
        now = ledger.as_it_stands(connection, desk.workspace.id, was.id)
        if not now.stands and was.replaces is not None:
            now = ledger.as_it_stands(connection, desk.workspace.id, was.replaces)
        if not now.stands or now.id == _replaced(connection, desk, was):
            return _taken_back(connection, desk, was)
        return _of(connection, desk, now, meanwhile=meanwhile and now.id != was.id)


def _own(connection: Connection, desk: Desk, number: int) -> Entry:
    """The newest entry of its chain, for its author or an admin."""
    entry = ledger.newest(connection, desk.workspace.id, number)
    if entry.sign < 0:
        entry = ledger.newest(connection, desk.workspace.id, entry.reverses or 0)
    if not desk.act.may_change(entry.logged_by):
        raise NotYours
    return entry


def _replaced(connection: Connection, desk: Desk, entry: Entry) -> int | None:
    """The id that the entry it corrects has today; None where it corrects none."""
    return None if entry.replaces is None else ledger.newest(connection, desk.workspace.id, entry.replaces).id


def _taken_back(connection: Connection, desk: Desk, entry: Entry) -> Block:
    reversal = ledger.find(connection, desk.workspace.id, entry.reversed_by or 0)
    back = ledger.newest(connection, desk.workspace.id, entry.replaces) if entry.replaces else None
    names = log_entry.spoken(connection, desk)
    closed = closings.touched(connection, desk.workspace.id, entry)
    standing_again = back if back and back.stands else None
    return receipts.taken_back(desk.language, reversal, names, closed=closed, back=standing_again)


def _corrected(connection: Connection, desk: Desk, entry: Entry) -> Corrected | None:
    """The fact that it took the place of, if this person may read that."""
    if entry.replaces is None or not drill_down.reader(desk).may_see(
        ledger.find(connection, desk.workspace.id, entry.replaces)
    ):
        return None
    return corrections.corrected(connection, desk, entry)


def _of(connection: Connection, desk: Desk, entry: Entry, *, meanwhile: bool) -> Block:
    return views.receipt(
        desk.language,
        entry,
        log_entry.spoken(connection, desk),
        drill_down.reader(desk),
        desk.today,
        corrected=_corrected(connection, desk, entry),
        left=refunds.left_of_each(connection, desk.workspace.id, [entry]).get(entry.id),
        closed=closings.touched(connection, desk.workspace.id, entry),
        meanwhile=meanwhile,
    )
