"""Links of sources with channels: for what comes, and for what has come already, which moves and can be moved back.

What moves is booked as an import of the same scope that takes the place of a part of the one it was of: so a newer
file of that scope replaces both, and taking it back brings the entries back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.services.import_plans import Importer
from core.calendar.periods import Period
from core.imports.booked_results import Sourced
from core.imports.records import ImportRecord, Scope, State
from core.imports.utm import Link
from core.sales.deals import Deal
from storage import import_history, source_links, source_moves
from storage import imports as import_book

DEALS = "deals"
"""The kind of the record under which deals move."""
RESTORED = "restored"
"""The kind under which entries move that were restored from an export."""
LINKED = "linked "
"""Begins the note of a record that moves entries to the channel of their source: ids of the links follow."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """``links``: the rows, by id. ``imports``: numbers of the records that move what has come; ``moved``: how much."""

    links: Sequence[int]
    imports: Sequence[int] = ()
    moved: int = 0


def link(connection: Connection, importer: Importer, links: Sequence[Link]) -> Linked:
    """Links sources with channels, and begins to move what has come from them. Raises `ImportRunning`."""
    workspace = importer.workspace.id
    before = source_links.table(connection, workspace)
    added = source_links.add(connection, importer.act, links)
    found = source_moves.moves(connection, workspace, before, source_links.table(connection, workspace))
    note = f"{LINKED}{','.join(map(str, added))}"
    records = [
        _moved(connection, importer, number, note, [entry for entry, _ in some], [fact for _, fact in some])
        for number, some in found.entries.items()
    ]
    if found.deals:
        days = [deal.day for deal in found.deals]
        records.append(_begun(connection, importer, _of_days(importer, note, DEALS, days), found.deals, ()))
    return Linked(links=added, imports=[one.id for one in records], moved=found.count)


def unlink(connection: Connection, importer: Importer, linked: Linked) -> None:
    """Takes links back, and begins to move back what they had moved. Raises what `take_back` does."""
    source_links.turn(connection, importer.act, linked.links, undone=True)
    for number in reversed(linked.imports):
        import_book.take_back(connection, importer.act, number)


def turned(connection: Connection, importer: Importer, record: ImportRecord) -> None:
    """Takes the links of a record back, where it is one that moves entries to the channel of their source."""
    if record.note.startswith(LINKED):
        listed = [int(number) for number in record.note.removeprefix(LINKED).split(",") if number]
        source_links.turn(connection, importer.act, listed, undone=True)


def _moved(
    connection: Connection, importer: Importer, number: int, note: str, takes: Sequence[int], adds: Sequence[Sourced]
) -> ImportRecord:
    original = import_history.find(connection, importer.workspace.id, number)
    if original is None:  # they were restored from an export
        restored = _of_days(importer, note, RESTORED, [one.fact.day for one in adds])
        return _begun(connection, importer, restored, adds, takes)
    draft = replace(
        _record(importer, note, original.scope, original.currency),
        file=original.file,
        digest=original.digest,
        slack_file=original.slack_file,
        choices=original.choices,
        replaces=(original.id,),
    )
    return _begun(connection, importer, draft, adds, takes)


def _begun(
    connection: Connection,
    importer: Importer,
    draft: ImportRecord,
    adds: Iterable[Sourced | Deal],
    takes: Iterable[int],
) -> ImportRecord:
    staged = import_book.stage(connection, importer.act, draft, adds, takes)
    return import_book.begin(connection, importer.act, staged.id)


def _of_days(importer: Importer, note: str, kind: str, days: Sequence[date]) -> ImportRecord:
    scope = Scope(kind=kind, account="", level=None, period=Period(start=min(days), end=max(days) + timedelta(days=1)))
    return _record(importer, note, scope, importer.currency)


def _record(importer: Importer, note: str, scope: Scope, currency: str) -> ImportRecord:
    return ImportRecord(
        id=0,
        scope=scope,
        currency=currency,
        file="",
        digest="",
        rows=0,
        left_out=0,
        refused=0,
        sum_minor=0,
        facts=0,
        taken=0,
        position=0,
        state=State.STAGED,
        by=importer.act.by,
        at=importer.act.at,
        note=note,
    )
