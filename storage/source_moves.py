"""Moves of sources: what of the past has another channel once its source is linked with one.

Entries keep the channel that people chose by hand; only those move that have the one their source stood for before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, select

from core.imports import utm
from core.imports.booked_results import Origin, Sourced
from core.ledger.entries import Conversion
from core.sales.deals import Deal
from storage import deal_sources, deals, many_entries
from storage.tables import entry_sources

_SOURCED = (entry_sources.c.source != "") | (entry_sources.c.medium != "")
_OF = entry_sources.c.workspace_id == bindparam("workspace")
_PAIRS = select(entry_sources.c.source, entry_sources.c.medium).where(_OF, _SOURCED).distinct()
_OF_PAIR = (
    select(entry_sources)
    .where(_OF, entry_sources.c.source == bindparam("source"), entry_sources.c.medium == bindparam("medium"))
    .order_by(entry_sources.c.entry_id)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """``entries``: import -> each entry of it with what comes in its place; ``deals``: steps of the deals that move."""

    entries: Mapping[int, Sequence[tuple[int, Sourced]]]
    deals: Sequence[Deal] = ()

    @property
    def count(self) -> int:
        return sum(map(len, self.entries.values())) + len(self.deals)


def unlinked(connection: Connection, workspace: int, links: Mapping[str, str]) -> Mapping[str, int]:
    """``source / medium`` without a channel -> how many results and deals it has brought, the most first."""
    counts: dict[str, int] = {}
    for source, medium in connection.execute(_PAIRS, {"workspace": workspace}).all():
        if utm.channel_of(source, medium, links) is None:
            facts = [one.fact for _, _, one in _entries(connection, workspace, source, medium) if not one.fact.channel]
            _count(counts, source, medium, sum(fact.count for fact in facts))
    for one, deal in _deals(connection, workspace):
        if not deal.channel and utm.channel_of(one.source, one.medium, links) is None:
            _count(counts, one.source, one.medium, 1)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count(counts: dict[str, int], source: str, medium: str, results: int) -> None:
    if results:
        key = utm.key_of(source, medium)
        counts[key] = counts.get(key, 0) + results


def moves(connection: Connection, workspace: int, before: Mapping[str, str], after: Mapping[str, str]) -> Moves:
    """What moves where the table ``before`` becomes ``after``."""
    entries: dict[int, list[tuple[int, Sourced]]] = {}
    for source, medium in connection.execute(_PAIRS, {"workspace": workspace}).all():
        old, new = (utm.channel_of(source, medium, links) or "" for links in (before, after))
        for number, entry, sourced in _entries(connection, workspace, source, medium) if old != new else ():
            if sourced.fact.channel == old:
                moved = replace(sourced, fact=replace(sourced.fact, channel=new))
                entries.setdefault(number, []).append((entry, moved))
    return Moves(entries=entries, deals=list(_moved_deals(connection, workspace, before, after)))


def _entries(connection: Connection, workspace: int, source: str, medium: str) -> Iterator[tuple[int, int, Sourced]]:
    """Import, id and fact of each conversion of a source that stands."""
    rows = connection.execute(_OF_PAIR, {"workspace": workspace, "source": source, "medium": medium}).mappings().all()
    today = many_entries.newest(connection, workspace, [row["entry_id"] for row in rows])
    for row in rows:
        entry = today.get(row["entry_id"])
        if entry and entry.stands and isinstance(entry.fact, Conversion):
            origin = Origin(**{name: row[name] for name in Origin.__slots__})
            yield row["import_id"], entry.id, Sourced(fact=entry.fact, origin=origin)


def _moved_deals(
    connection: Connection, workspace: int, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Deal]:
    for source, deal in _deals(connection, workspace):
        old, new = (utm.channel_of(source.source, source.medium, links) or "" for links in (before, after))
        if old != new and deal.channel == old:
            yield replace(deal, channel=new)


def _deals(connection: Connection, workspace: int) -> Iterator[tuple[deal_sources.DealSource, Deal]]:
    standing = deals.last_of_each(connection, workspace)
    for source in deal_sources.every(connection, workspace):
        if source.deal in standing and (source.source or source.medium):
            yield source, standing[source.deal]
