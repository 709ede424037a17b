"""Reversals: taking entries back and putting them back, the same from a receipt, the history and opened figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk.desk import Desk
from bot.services import log_entry
from core.ledger.entries import Entry
from core.ledger.repeats import Repeat, State
from storage import closings, ledger, repeats


@dataclass(frozen=True, kw_only=True)
class Question:
    """What would be turned, and why that is asked first: it is ``old``, or stands in ``closed`` months.

    Neither: it is done at once.
    """

    entry: Entry
    names: Mapping[str, str]
    closed: Sequence[date]
    old: bool = False

    def __bool__(self) -> bool:
        return bool(self.closed or self.old)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What an undo took back. ``goes_on``: what it had begun and still repeats; ``back``: what stands again."""

    entry: Entry
    reversal: Entry
    names: Mapping[str, str]
    closed: Sequence[date]
    goes_on: Repeat | None = None
    back: Entry | None = None


@dataclass(frozen=True, kw_only=True)
class PutBack:
    """What a redo put back."""

    entry: Entry
    names: Mapping[str, str]
    closed: Sequence[date]


def before_undo(desk: Desk, number: int) -> Question:
    """Asks where this person may take it back; an old button means what says the same today. Raises `UnknownEntry`."""
    with desk.database.reading() as connection:
        entry = ledger.newest(connection, desk.workspace.id, number)
        closed = closings.touched(connection, desk.workspace.id, entry)
        names = log_entry.spoken(connection, desk)
    if not (entry.stands and _may(desk, entry)):
        return Question(entry=entry, names=names, closed=())
    return Question(entry=entry, names=names, closed=closed, old=entry.asks_before_undo(desk.now))


def before_redo(desk: Desk, number: int) -> Question:
    """The same of what a reversal took away; only closed months ask. Raises `UnknownEntry`."""
    with desk.database.reading() as connection:
        reversal = ledger.newest(connection, desk.workspace.id, number)
        closed = closings.touched(connection, desk.workspace.id, reversal)
        names = log_entry.spoken(connection, desk)
    asks = reversal.sign < 0 and reversal.reversed_by is None and _may(desk, reversal)
    return Question(entry=reversal, names=names, closed=closed if asks else ())


def undo(desk: Desk, number: int, request: str = "") -> Taken:
    """Raises what `ledger.undo` does."""
    me, admin = desk.person.id, desk.person.admin
    with desk.changing() as connection:
        reversal = ledger.undo(connection, desk.workspace.id, number, by=me, at=desk.now, anyone=admin, request=request)
        entry = ledger.find(connection, desk.workspace.id, reversal.reverses or number)
        begun = repeats.of_entry(connection, desk.workspace.id, number)
        back = ledger.newest(connection, desk.workspace.id, reversal.replaces) if reversal.replaces else None
        return Taken(
            entry=entry,
            reversal=reversal,
            names=log_entry.spoken(connection, desk),
            closed=closings.touched(connection, desk.workspace.id, entry),
            goes_on=begun if begun and begun.state is not State.ENDED else None,
            back=back if back and back.stands else None,
        )


def redo(desk: Desk, number: int) -> PutBack:
    """Raises what `ledger.redo` does."""
    me, admin = desk.person.id, desk.person.admin
    with desk.changing() as connection:
        entry = ledger.redo(connection, desk.workspace.id, number, by=me, at=desk.now, anyone=admin)
        closed = closings.touched(connection, desk.workspace.id, entry)
        return PutBack(entry=entry, names=log_entry.spoken(connection, desk), closed=closed)


def _may(desk: Desk, entry: Entry) -> bool:
    return desk.person.admin or entry.logged_by == desk.person.id
