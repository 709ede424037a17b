"""Returns of deals: the conversion that a won step books, kept in step with what the deal's steps say.

`deal_bookings` says which entry a won step has booked: the first of its chain. Where the buyer was first met on another
day than that says, because a first step was logged later or taken back, say, it is taken back and booked anew. A sale
that was refunded cannot be taken back: it keeps the first contact it was booked with, until its refunds are taken back
and a further step of the deal is logged or taken back.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, text

from core.ledger.entries import Conversion, Entry
from core.sales.deals import SOURCE, DealStep, FirstContact, sale
from core.setup.acts import Act
from storage import entry_lists, first_contacts, goals, ledger, log_entry, many_entries
from storage.tables import deal_bookings, deal_steps

_BOOKINGS = (
    select(deal_bookings)
    .join(
        deal_steps,
        (deal_steps.c.id == deal_bookings.c.step_id) & (deal_steps.c.workspace_id == deal_bookings.c.workspace_id),
    )
    .where(deal_bookings.c.workspace_id == bindparam("workspace"), deal_steps.c.deal == bindparam("deal"))
    .order_by(deal_bookings.c.step_id)
)
_OF_STEPS = (
    select(deal_steps.c.deal, deal_bookings.c.entry_id)
    .join(
        deal_steps,
        (deal_steps.c.id == deal_bookings.c.step_id) & (deal_steps.c.workspace_id == deal_bookings.c.workspace_id),
    )
    .where(deal_bookings.c.workspace_id == bindparam("workspace"))
)
_BOOK = text(
    "INSERT INTO deal_bookings (workspace_id, step_id, entry_id) VALUES (:workspace, :step, :entry) "
    "ON CONFLICT (workspace_id, step_id) DO UPDATE SET entry_id = excluded.entry_id"
)


def settle(connection: Connection, act: Act, deal: str, won: DealStep | None) -> Entry | None:
    """Takes back what is booked for another step than ``won``, the deal's last if it is won, and books that.

    Answers with the entry that took the return back, if one did. Raises `SaleRefunded` where what is booked for another
    step was refunded.
    """
    entries = _bookings(connection, act.workspace, deal)
    kept = entries.pop(won.place, None) if won else None
    turned = [ledger.settle(connection, act, entry, stands=False) for entry in entries.values()]
    if won:
        turned.append(_book(connection, act, won, kept))
    return next(filter(None, turned), None)


def booked(connection: Connection, workspace: int, deal: str) -> Entry | None:
    """The conversion that a deal has on the books."""
    bookings = _bookings(connection, workspace, deal).values()
    entries = (ledger.newest(connection, workspace, entry) for entry in bookings)
    return next((entry for entry in entries if entry.stands), None)


def refunded(connection: Connection, workspace: int) -> frozenset[str]:
    """The keys of the deals whose sale was refunded, if only in part: no step takes it back."""
    rows = connection.execute(_OF_STEPS, {"workspace": workspace}).all()
    sales = many_entries.newest(connection, workspace, [row.entry_id for row in rows])
    fixed = many_entries.refunded(connection, workspace, sales)
    return frozenset(row.deal for row in rows if row.entry_id in fixed)


def _bookings(connection: Connection, workspace: int, deal: str) -> dict[int, int]:
    """Step -> the entry it has booked."""
    rows = connection.execute(_BOOKINGS, {"workspace": workspace, "deal": deal}).mappings()
    return {row["step_id"]: row["entry_id"] for row in rows}


def _book(connection: Connection, act: Act, won: DealStep, kept: int | None) -> Entry | None:
    """Books a step in the name of who won the deal, or has stand what it booked before.

    Answers with what took that back, if it said another first contact.
    """
    met = first_contacts.of_deal(connection, act.workspace, won.fact.key) or FirstContact(opened=won.fact.day)
    fact = sale(won.fact, goals.versions(connection, act.workspace)[won.fact.goal], met)
    if kept is not None and _stays(connection, act.workspace, kept, fact):
        ledger.settle(connection, act, kept, stands=True)
        return None
    withdrawn = None if kept is None else ledger.settle(connection, act, kept, stands=False)
    entry = log_entry.log(connection, act.in_name_of(won.logged_by), fact, source=SOURCE)
    connection.execute(_BOOK, {"workspace": act.workspace, "step": won.place, "entry": entry.id})
    return withdrawn


def _stays(connection: Connection, workspace: int, kept: int, fact: Conversion) -> bool:
    """Whether what is booked says the first contact of ``fact``, or has been refunded."""
    booked = ledger.find(connection, workspace, kept).fact
    same = isinstance(booked, Conversion) and booked.first_contact == fact.first_contact
    return same or bool(entry_lists.refunds(connection, workspace, kept))
