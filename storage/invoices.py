"""Agency invoices: what is left out of them follows the ads that imports put on the books and take off (A-14).

An invoice is never changed: another entry takes its place, as a correction does, and taking an import back takes that
one back as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Connection, text

from core.calendar.periods import Period
from core.imports.invoices import Billed
from core.imports.records import SOURCE
from core.imports.scopes import meets
from core.ledger.entries import CorrectedSince, Cost, Entry
from core.setup.acts import Act
from storage import ledger, log_entry, media
from storage.entry_rows import REVERSAL, entry_of, selected
from storage.tables import entries

_WITH_MEDIA = (
    selected(entries)
    .where(
        text("entries.left_out_minor IS NOT NULL"),  # in words, so that SQLite sees that the index fits
        entries.c.sign > 0,
        REVERSAL.c.id.is_(None),
    )
    .order_by(entries.c.id)
)


def follow(connection: Connection, act: Act, period: Period) -> list[int]:
    """Leaves out of each invoice for media of ``period`` what of it is on the books as ads now.

    Answers with the ids of the entries that took the place of others, each in the name of the invoice's author.
    """
    return _follow(connection, act, _of_media(connection, act.workspace, period))


def standing(connection: Connection, workspace: int, period: Period) -> list[Billed]:
    """The invoices whose media may be the ads of some days of ``period``, each with the ads that it may leave out."""
    facts = (entry.fact for entry in _of_media(connection, workspace, period))
    return [_billed(connection, workspace, fact) for fact in facts if isinstance(fact, Cost)]


def go_back(connection: Connection, act: Act, listed: Sequence[int], period: Period) -> None:
    """Takes back what `follow` has put in the place of invoices; those logged or corrected since follow anew."""
    since = [entry.id for entry in _of_media(connection, act.workspace, period) if entry.id not in listed]
    for number in reversed(listed):
        with suppress(CorrectedSince):
            ledger.undo(connection, act, number)
    _follow(connection, act, [one for one in _of_media(connection, act.workspace, period) if one.id in since])


def _of_media(connection: Connection, workspace: int, period: Period) -> list[Entry]:
    """The invoices that stand and whose media may be the ads of some days of ``period``, oldest first."""
    rows = connection.execute(_WITH_MEDIA, {"workspace": workspace}).mappings().all()
    return [entry for entry in map(entry_of, rows) if _is_of(entry, period)]


def _is_of(entry: Entry, period: Period) -> bool:
    fact = entry.fact
    return isinstance(fact, Cost) and fact.media is not None and meets(fact.media_days, period)


def _follow(connection: Connection, act: Act, invoices: Iterable[Entry]) -> list[int]:
    followed = (_followed(connection, act, invoice) for invoice in invoices)
    return [entry.id for entry in followed if entry]


def _followed(connection: Connection, act: Act, invoice: Entry) -> Entry | None:
    fact = invoice.fact
    if not isinstance(fact, Cost) or fact.media is None:
        return None
    left = fact.media.left(_billed(connection, act.workspace, fact).free)
    if left == fact.media:
        return None
    ledger.give_way(connection, act, invoice.id)
    author = act.in_name_of(invoice.logged_by)
    return log_entry.log(connection, author, replace(fact, media=left), source=SOURCE, replaces=invoice.id)


def _billed(connection: Connection, workspace: int, invoice: Cost) -> Billed:
    """The invoice with the ads that it may leave out: those that no other one does."""
    own, everything = media.free(connection, workspace, invoice.media_days, invoice.campaign, invoice.channel)
    left = invoice.media.left_out if invoice.media else invoice.amount
    booked = invoice.exchange.convert(left) if invoice.exchange else left
    return Billed(invoice=invoice, own=own + booked.minor, everything=everything + booked.minor)
