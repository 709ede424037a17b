"""Agency invoices: what is left out of them follows the ads that imports put on the books and take off (A-14).

An invoice is never changed: another entry takes its place, as a correction does, and taking an import back takes that
one back as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, text

from core.calendar.periods import Period
from core.imports.records import SOURCE
from core.ledger.entries import CorrectedSince, Cost, Entry
from core.ledger.media import in_its_own
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
    rows = connection.execute(_WITH_MEDIA, {"workspace": act.workspace}).mappings().all()
    followed = (_followed(connection, act, entry_of(row), period) for row in rows)
    return [entry.id for entry in followed if entry]


def standing(connection: Connection, workspace: int, period: Period) -> list[Cost]:
    """The invoices whose media may be the ads of some days of ``period``."""
    rows = connection.execute(_WITH_MEDIA, {"workspace": workspace}).mappings().all()
    facts = (entry_of(row).fact for row in rows)
    return [fact for fact in facts if isinstance(fact, Cost) and fact.media and _meet(fact.media_days, period)]


def go_back(connection: Connection, act: Act, listed: Sequence[int], period: Period) -> None:
    """Takes back what `follow` has put in the place of invoices; where one was corrected since, it follows anew."""
    corrected = False
    for number in reversed(listed):
        try:
            ledger.undo(connection, act, number)
        except CorrectedSince:
            corrected = True
    if corrected:
        follow(connection, act, period)


def _followed(connection: Connection, act: Act, invoice: Entry, period: Period) -> Entry | None:
    fact = invoice.fact
    if not isinstance(fact, Cost) or fact.media is None or not _meet(fact.media_days, period):
        return None
    left = fact.media.left(_unclaimed(connection, act.workspace, fact))
    if left == fact.media:
        return None
    ledger.give_way(connection, act, invoice.id)
    author = act.in_name_of(invoice.logged_by)
    return log_entry.log(connection, author, replace(fact, media=left), source=SOURCE, replaces=invoice.id)


def _unclaimed(connection: Connection, workspace: int, fact: Cost) -> int:
    """The ads that this invoice may leave out, in minor units of its currency: those that no other one does."""
    free = media.unclaimed(connection, workspace, fact.media_days, fact.campaign, fact.channel)
    own = fact.media.left_out if fact.media else fact.amount
    booked = fact.exchange.convert(own) if fact.exchange else own
    return in_its_own(free + booked.minor, fact.exchange, fact.amount.currency)


def _meet(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end
