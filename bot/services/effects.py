"""Effects: what an entry just saved, or taken back, did to its campaign."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection

from bot.desk.desk import Desk
from core.ledger.entries import Entry
from core.reports.effect import Effect, Turn, effect, has_effect
from storage import campaigns, ledger
from storage.outages import Outage
from storage.totals import WorkspaceBooks


def of(desk: Desk, entry: Entry) -> Effect | None:
    """Read once the entry is saved, so that no writer waits for it; the acknowledgement does, so nothing is read twice.

    None where it has none on a campaign, or the books do not answer any more.
    """
    if not has_effect(entry.fact, desk.today):
        return None
    # What others save meanwhile stands in both of before and after, which differ by this entry alone.
    what_it_did: Effect | None = None
    with suppress(Outage), desk.database.reading() as connection:
        campaign = campaigns.find(connection, desk.workspace.id, entry.fact.campaign)
        if campaign:
            books = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
            turns = _turns(connection, desk, entry)
            what_it_did = effect(books, campaign, turns, books.current_goals(), desk.today)
    return what_it_did


def _turns(connection: Connection, desk: Desk, entry: Entry) -> list[Turn]:
    """What the entry put on the books or took off them; what it corrects went the other way."""
    turns: list[Turn] = [(entry.sign, entry.fact)]
    if entry.replaces is not None:
        turns.append((-entry.sign, ledger.find(connection, desk.workspace.id, entry.replaces).fact))
    return turns
