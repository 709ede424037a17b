"""Effects: what an entry just saved, or taken back, did to its campaign."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk
from core.ledger.entries import Entry
from core.reports.effect import Effect, Turn, effect
from storage import goals, ledger
from storage.totals import WorkspaceBooks


def of(connection: Connection, desk: Desk, entry: Entry) -> Effect | None:
    """Read in the transaction that has saved the entry, so that nothing else is between before and after."""
    books = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
    return effect(books, _turns(connection, desk, entry), goals.current(connection, desk.workspace.id), desk.today)


def _turns(connection: Connection, desk: Desk, entry: Entry) -> list[Turn]:
    """What the entry put on the books or took off them; what it corrects went the other way."""
    turns: list[Turn] = [(entry.sign, entry.fact)]
    if entry.replaces is not None:
        turns.append((-entry.sign, ledger.find(connection, desk.workspace.id, entry.replaces).fact))
    return turns
