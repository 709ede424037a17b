"""The imports that there are, as stored: each as it was brought, and what of it stands on the books today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, text

from core.calendar.periods import Period
from core.imports.records import ImportRecord, Scope, State
from core.imports.scopes import is_met, reached
from core.ledger.entries import Conversion, Cost, Entry
from storage import entry_sources, held_entries, import_rows, import_steps, many_entries
from storage.tables import imports

_OF = imports.c.workspace_id == bindparam("workspace")
_EVERY = select(imports).where(_OF)
_ONE = _EVERY.where(imports.c.id == bindparam("number"))
_LATEST = (
    _EVERY.where(imports.c.state != State.STAGED.value, imports.c.id < bindparam("before"))
    .order_by(imports.c.id.desc())
    .limit(bindparam("most"))
)
_UNFINISHED = _EVERY.where(text("imports.state IN ('booking', 'undoing')")).order_by(imports.c.id)
_SAME_FILE = (
    _EVERY.where(imports.c.digest == bindparam("digest"), imports.c.state == State.BOOKED.value)
    .order_by(imports.c.id.desc())
    .limit(1)
)
_OLD = _EVERY.where(imports.c.state == State.STAGED.value, imports.c.brought_at < bindparam("moment"))
_OF_KIND = _EVERY.where(imports.c.kind == bindparam("kind")).order_by(imports.c.id)
_NO_NUMBER = 2**62


def find(connection: Connection, workspace: int, number: int) -> ImportRecord | None:
    row = connection.execute(_ONE, {"workspace": workspace, "number": number}).mappings().first()
    return import_rows.record_of(row) if row else None


def latest(connection: Connection, workspace: int, most: int, before: int = 0) -> Sequence[ImportRecord]:
    """The imports that were begun, newest first; ``before``: with a smaller number, 0: from the newest on."""
    return _records(connection, _LATEST, workspace, before=before or _NO_NUMBER, most=most)


def begun(connection: Connection, workspace: int) -> Sequence[ImportRecord]:
    """All that were begun or have ended, newest first."""
    return _records(connection, _LATEST, workspace, before=_NO_NUMBER, most=_NO_NUMBER)


def unfinished(connection: Connection, workspace: int) -> Sequence[ImportRecord]:
    """Those that are being booked or taken back, in the order they are carried out."""
    return _records(connection, _UNFINISHED, workspace)


def staged_before(connection: Connection, workspace: int, moment: datetime) -> Sequence[ImportRecord]:
    """Those that were shown before ``moment`` and never begun."""
    return _records(connection, _OLD, workspace, moment=moment)


def same_file(connection: Connection, workspace: int, digest: str) -> ImportRecord | None:
    """The last import of the very same file that is booked."""
    return next(iter(_records(connection, _SAME_FILE, workspace, digest=digest)), None)


def overlapping(
    connection: Connection, workspace: int, kind: str, account: str, period: Period
) -> Sequence[ImportRecord]:
    """The booked imports that may hold some of the same days of an account; one that names none may be the same."""
    scope = Scope(kind=kind, account=account, level=None, period=period)
    return reached(scope, _records(connection, _OF_KIND, workspace, kind=kind))


def undone(connection: Connection, workspace: int, kind: str, account: str, period: Period) -> Sequence[ImportRecord]:
    """The imports that were taken back and may have held some of the same days of an account."""
    scope = Scope(kind=kind, account=account, level=None, period=period)
    every = _records(connection, _OF_KIND, workspace, kind=kind)
    return [one for one in every if one.state is State.UNDONE and is_met(scope, replace(one, state=State.BOOKED))]


def standing(connection: Connection, workspace: int, number: int) -> Sequence[Entry]:
    """The entries of an import as they say today, those that somebody has taken back or corrected by hand too.

    What newer imports have taken over is not among them.
    """
    own = import_steps.made(connection, workspace, number).entries
    today = many_entries.newest(connection, workspace, own)
    taken_over = _taken_over(connection, workspace, number)
    return [entry for entry in today.values() if entry.reversed_by not in taken_over]


def orders(connection: Connection, workspace: int, number: int) -> Mapping[int, str]:
    """Id of each sale of an import, as it says today -> the number of its order, where it has one."""
    origins = entry_sources.of(connection, workspace, import_steps.conversions(connection, workspace, number))
    numbered = {entry: origin.external_id for entry, origin in origins.items() if origin.external_id}
    today = many_entries.newest(connection, workspace, list(numbered))
    return {entry.id: numbered[first] for first, entry in today.items()}


def left_by_hand(connection: Connection, workspace: int, number: int) -> Sequence[Entry]:
    """What stands of an import that was taken back: corrected or refunded before, or put back since."""
    own = import_steps.made(connection, workspace, number).entries
    held = held_entries.held(connection, workspace, own)
    today = many_entries.newest(connection, workspace, own)
    return [entry for first, entry in today.items() if entry.stands or first in held]


def turns(connection: Connection, workspace: int, number: int) -> Sequence[tuple[int, Cost | Conversion]]:
    """What an import has done to the books, as signed facts: each put on them (1) or taken off (-1).

    Of one that is undone, what that did.
    """
    row = connection.execute(_ONE, {"workspace": workspace, "number": number}).mappings().one()
    additions = import_steps.made(connection, workspace, number)
    listed = [*additions.entries, *additions.reversals]
    if row["state"] == State.UNDONE.value:
        return [(-one.sign, one.fact) for one in _turned_at(connection, workspace, listed, row["undone_at"])]
    return [(one.sign, one.fact) for one in many_entries.these(connection, workspace, listed).values()]


def _turned_at(connection: Connection, workspace: int, listed: Sequence[int], moment: datetime) -> Iterator[Entry]:
    """Those that were turned at a moment: an undo leaves alone what people had changed before."""
    today = many_entries.newest(connection, workspace, listed).values()
    turned = {entry.reversed_by: entry for entry in today if entry.reversed_by}
    for number, reversal in many_entries.these(connection, workspace, turned).items():
        if reversal.logged_at == moment:
            yield turned[number]


def is_taken_over(connection: Connection, workspace: int, record: ImportRecord) -> bool:
    """Whether a newer import stands in the place of this one, or has taken entries of it off the books.

    So does one of the same spend or results as an import whose entries this one has taken: put back, they would count
    beside it.
    """
    every = begun(connection, workspace)
    newer = [one for one in every if one.id > record.id and one.state is not State.UNDONE]
    if any(record.id in one.replaces for one in newer):
        return True
    reversals = {added for one in newer if one.taken for added in _reversals(connection, workspace, one.id)}
    if reversals and not reversals.isdisjoint(_taken_of(connection, workspace, record.id)):
        return True
    others = [one for one in every if one.id < record.id and one.id not in record.replaces] if record.taken else []
    renewed = [one.id for one in others if any(is_met(other.scope, one) for other in newer)]
    own = set(_reversals(connection, workspace, record.id)) if renewed else set()
    return any(not own.isdisjoint(_taken_of(connection, workspace, number)) for number in renewed)


def _reversals(connection: Connection, workspace: int, number: int) -> Sequence[int]:
    """Those by which an import has taken entries off the books."""
    return import_steps.made(connection, workspace, number).reversals


def _taken_of(connection: Connection, workspace: int, number: int) -> set[int]:
    """The reversals of entries of an import that do not stand today."""
    own = import_steps.made(connection, workspace, number).entries
    return {
        entry.reversed_by for entry in many_entries.newest(connection, workspace, own).values() if entry.reversed_by
    }


def _taken_over(connection: Connection, workspace: int, number: int) -> frozenset[int]:
    """The reversals by which other imports have taken entries of this one off the books."""
    # Not only by those in whose list it stands: another may have kept an entry of it, and have been replaced since.
    later = [one for one in begun(connection, workspace) if one.id > number and one.taken]
    newer = [one for one in later if one.state is not State.UNDONE]
    return frozenset(reversal for one in newer for reversal in _reversals(connection, workspace, one.id))


def _records(connection: Connection, statement: Select[Any], workspace: int, **where: object) -> Sequence[ImportRecord]:
    rows = connection.execute(statement, {"workspace": workspace, **where}).mappings()
    return [import_rows.record_of(row) for row in rows]
