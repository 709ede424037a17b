"""Many entries at once: added in one go, with their seals chained and their sums put together before they are posted.

What comes of it is what adding them one by one would have come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, text

from core.ledger.entries import Conversion, Entry
from core.sales import deals
from core.setup.acts import Act
from storage import entry_lists, journal, ledger, postings, seals
from storage.entry_rows import row_of
from storage.tables import entries
from storage.wordings import Hot

AT_ONCE = 500
"""How many rows are asked for in one statement."""

_INSERT = Hot(insert(entries).values({column.name: bindparam(column.name, type_=column.type) for column in entries.c}))
# Nobody else writes meanwhile: SQLite has one writer, which has the lock.
_LAST_IN_SQLITE = text("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
_NEXT_IN_POSTGRESQL = text(
    "SELECT nextval(pg_get_serial_sequence('entries', 'id')) FROM generate_series(1, :many) ORDER BY 1"
)
_REFUNDED = select(entries.c.refunds, entries.c.sign).where(
    entries.c.workspace_id == bindparam("workspace"), text("entries.refunds IS NOT NULL")
)


_TURNED = select(entries.c.reverses).where(
    entries.c.workspace_id == bindparam("workspace"), entries.c.reverses.in_(bindparam("listed", expanding=True))
)


def add(connection: Connection, workspace: int, new: Sequence[Entry], head: str) -> list[Entry]:
    """Adds entries in this order; none of them is a refund. ``head``: as `workspaces.touch` has just told it."""
    if not new:
        return []
    rows = [row_of(workspace, entry, "") for entry in new]
    sealed = seals.follow_all(connection, workspace, rows, head)
    numbers = _numbers(connection, len(rows))
    for row, number, seal in zip(rows, numbers, sealed, strict=True):
        row |= {"id": number, "seal": seal}
    _INSERT.run(connection, *rows)
    saved = [_numbered(entry, number) for entry, number in zip(new, numbers, strict=True)]
    postings.post_more(connection, workspace, saved)
    return saved


def turn(connection: Connection, act: Act, listed: Sequence[int], head: str) -> list[int]:
    """Reverses what each of these entries says today, and answers with the reversals; 0 where it is left as it is.

    That is where somebody has turned it since, or has refunded some of it. What puts an entry back is logged in the
    name of its first author.
    """
    today = newest(connection, act.workspace, listed)
    fixed = refunded(connection, act.workspace, today)
    turning = {number: entry for number, entry in today.items() if _turns(entry) and number not in fixed}
    authors = _authors(connection, act.workspace, turning.values())
    new = [_opposite(act, entry, authors) for entry in turning.values()]
    added = dict(zip(turning, add(connection, act.workspace, new, head), strict=True))
    return [added[number].id if number in added else 0 for number in listed]


def left_alone(connection: Connection, workspace: int, listed: Sequence[int]) -> frozenset[int]:
    """Those among entries that stood once which `turn` would leave as they are: changed by hand since, or refunded.

    Entries are read only where something was turned or refunded at all: this is asked while others wait.
    """
    turned = [number for page in _pages(listed) for number in _turned(connection, workspace, page)]
    changed = {number for number, entry in newest(connection, workspace, turned).items() if not entry.stands}
    if not _with_refunds(connection, workspace):
        return frozenset(changed)
    return refunded(connection, workspace, these(connection, workspace, listed)) | changed


def these(connection: Connection, workspace: int, listed: Iterable[int]) -> Mapping[int, Entry]:
    """Id -> entry, however many."""
    pages = _pages(sorted(set(listed)))
    return {number: entry for page in pages for number, entry in entry_lists.these(connection, workspace, page).items()}


def newest(connection: Connection, workspace: int, listed: Sequence[int]) -> Mapping[int, Entry]:
    """Id -> what says the same as the entry today: taken back and put back since, the one that was put back."""
    current = dict(these(connection, workspace, listed))
    turned = {entry.reversed_by: number for number, entry in current.items() if entry.reversed_by}
    while turned:
        reversals = these(connection, workspace, turned)
        again = {one.reversed_by: turned[one.id] for one in reversals.values() if one.reversed_by}
        put_back = these(connection, workspace, again)
        current |= {again[one.id]: one for one in put_back.values()}
        turned = {one.reversed_by: again[one.id] for one in put_back.values() if one.reversed_by}
    return {number: current[number] for number in dict.fromkeys(listed) if number in current}


def _pages(listed: Sequence[int]) -> Iterator[Sequence[int]]:
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))


def _turned(connection: Connection, workspace: int, page: Sequence[int]) -> Iterable[int]:
    """Those that a reversal names, put back since or not."""
    return connection.execute(_TURNED, {"workspace": workspace, "listed": list(page)}).scalars()


def _turns(entry: Entry) -> bool:
    return entry.reversed_by is None and entry.source != deals.SOURCE


def refunded(connection: Connection, workspace: int, listed: Mapping[int, Entry]) -> frozenset[int]:
    """Those among ``listed`` that are sales of which something is refunded: such a sale stays, with its refunds."""
    sales = {number: entry for number, entry in listed.items() if _is_sale(entry)}
    with_refunds = _with_refunds(connection, workspace) if sales else frozenset()
    if not with_refunds:
        return frozenset()
    firsts = {number: number if entry.reverses is None else 0 for number, entry in sales.items()}
    for number in [number for number, first in firsts.items() if not first]:
        firsts[number] = ledger.first(connection, workspace, sales[number]).id
    return frozenset(number for number, first in firsts.items() if first in with_refunds)


def _is_sale(entry: Entry) -> bool:
    return isinstance(entry.fact, Conversion) and entry.fact.revenue is not None and entry.sign > 0


def _with_refunds(connection: Connection, workspace: int) -> frozenset[int]:
    """The first entries of sales of which something is refunded."""
    standing: dict[int, int] = {}
    for sale, sign in connection.execute(_REFUNDED, {"workspace": workspace}):
        standing[sale] = standing.get(sale, 0) + sign
    return frozenset(sale for sale, signs in standing.items() if signs)


def _authors(connection: Connection, workspace: int, turning: Iterable[Entry]) -> Mapping[int, str]:
    """Id -> author, of what the reversals among these take back."""
    taken = [entry.reverses for entry in turning if entry.sign < 0 and entry.reverses]
    return {number: entry.logged_by for number, entry in these(connection, workspace, taken).items()}


def _opposite(act: Act, entry: Entry, authors: Mapping[int, str]) -> Entry:
    author = authors.get(entry.reverses or 0, act.by) if entry.sign < 0 else act.by
    return journal.opposite(entry, act.in_name_of(author))


def _numbered(entry: Entry, number: int) -> Entry:
    """The entry as saved; `dataclasses.replace` would take four times as long."""
    return Entry(
        id=number,
        fact=entry.fact,
        logged_by=entry.logged_by,
        logged_at=entry.logged_at,
        source=entry.source,
        sign=entry.sign,
        reverses=entry.reverses,
        replaces=entry.replaces,
    )


def _numbers(connection: Connection, many: int) -> list[int]:
    """Ids for new entries, in order."""
    if connection.dialect.name == "sqlite":
        last = int(connection.execute(_LAST_IN_SQLITE).scalar() or 0)
        return list(range(last + 1, last + many + 1))
    return [int(number) for number in connection.execute(_NEXT_IN_POSTGRESQL, {"many": many}).scalars()]
