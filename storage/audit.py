"""The audit behind `roibot check`: every derived table is recomputed from the entries and compared with what stands.

The derived tables are ``daily_totals``, ``monthly_totals`` and ``currency_totals``; every other table holds what
somebody said, or keeps what was before. What an entry posts must also add up to what it is booked as, so that no part
of it gets lost on the way. The currency totals are summed here in another way than when they are written: the two sums
of a currency are posted one by one. The chain of seals of each workspace is followed as well (storage/seals.py). A row
that cannot be read is reported, and the others are still checked (storage/spoiled.py). What no seal holds is recomputed
where it can be (storage/bookings.py).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from core.ledger.entries import Cost
from core.ledger.postings import postings
from core.money.exchange import Published
from storage import entry_rows, seals, spoiled
from storage.bookings import Bookings
from storage.flaws import Flaw, FlawKind, blamed
from storage.seals import Chain
from storage.spoiled import SPOILED, Row, Spoiled
from storage.tables import currency_totals, daily_totals, entries, goals, monthly_totals

Keys = tuple[Any, ...]
Sums = tuple[int, ...]
_ENTRIES = select(entries).where(entries.c.id > bindparam("after")).order_by(entries.c.id).limit(1000)
KEYS = ("workspace_id", "campaign", "day", "channel", "content", "category", "goal_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A sum that does not agree.

    ``grain``: of which table; ``entry`` where one does not post what it is booked as. ``keys``: workspace, campaign,
    day or month, channel, content, category, goal; of ``currency`` that too. The sums stand in the order of the table.
    """

    grain: str
    keys: Keys
    stands: Sums
    recomputed: Sums


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    entries: int
    totals: int
    differences: tuple[Difference, ...]
    chains: tuple[Chain, ...]
    flaws: tuple[Flaw, ...] = ()

    @property
    def balances(self) -> bool:
        """Every sum agrees, every chain holds, and nothing is what the bot cannot have written."""
        return not self.differences and not self.flaws and all(chain.holds for chain in self.chains)


def probe(connection: Connection) -> None:
    """Reads a row of each table that costs and answers rest on. Raises ``SQLAlchemyError`` where one is held."""
    for table in (entries, daily_totals, monthly_totals, currency_totals, goals):
        connection.execute(select(table.c.workspace_id).limit(1))


def check(connection: Connection, published: Published | None = None) -> Audit:
    """Every workspace's daily, monthly and currency totals against its entries, and these as a chain.

    ``published``: the rates the bot came with; without them no rate is looked at.
    """
    recomputed = _Recomputing(Bookings(connection, published))
    recomputed.go_through(connection)
    grains = {
        "day": (daily_totals, recomputed.days),
        "month": (monthly_totals, _by_month(recomputed.days)),
        "currency": (currency_totals, recomputed.own),
    }
    wrong, flaws, totals = list[Difference](), [*recomputed.flaws, *recomputed.bookings.apart], 0
    for grain, (table, sums) in grains.items():
        stands, unread = _standing(connection, grain, table)
        wrong, flaws, totals = wrong + _compare(grain, stands, sums), flaws + unread, totals + len(stands)
    return Audit(
        entries=recomputed.count,
        totals=totals,
        differences=(*wrong, *recomputed.lost),
        chains=recomputed.walk.chains(connection),
        flaws=tuple(flaws),
    )


class _Recomputing:
    """Recomputes the sums by day and by currency, and collects the entries that are unreadable or do not add up."""

    def __init__(self, bookings: Bookings) -> None:
        self.bookings = bookings
        self.walk = seals.Walk()
        self.days: dict[Keys, Sums] = {}
        self.own: dict[Keys, Sums] = {}
        self.lost: list[Difference] = []
        self.flaws = list(bookings.spoiled)
        self.count = 0
        self._counting = bookings.counting

    def go_through(self, connection: Connection) -> None:
        """Goes through every entry, in the order of their ids."""
        for row in _entries(connection):
            self.count += 1
            if isinstance(row, Spoiled):
                self.walk.skip(row.row)
                self._tell(row.row, row.column)
            else:
                self._follow(row)
                self._add(row)
                self.bookings.place(row)

    def _follow(self, row: Row) -> None:
        try:
            self.walk.add(row)
        except SPOILED:
            # From the seal that stands here: one bad row does not make every later one look broken.
            self.walk.skip(row)
            self._tell(row, blamed(row))

    def _add(self, row: Row) -> None:
        """Adds all that the entry posts, or nothing where a part of it cannot be read."""
        try:
            # All four before any is added: a row that proves unreadable half-way leaves no half of it in the sums.
            days = _signed(_postings(row), row["sign"])
            own = _signed(_own_postings(row, self._counting) if row["fx_rate"] else (), row["sign"])
            lost = [] if row["goal_id"] else _lost(row, _postings(row))
            flaws = list(self.bookings.flaws(row))
        except SPOILED:
            self._tell(row, blamed(row))
        else:
            self.lost += lost
            self.flaws += flaws
            _sum_up(self.days, days)
            _sum_up(self.own, own)

    def _tell(self, row: Row, column: str) -> None:
        flaw = Flaw(kind=FlawKind.UNREADABLE, workspace=row["workspace_id"], entry=row["id"], stands=column)
        if flaw not in self.flaws[-1:]:
            self.flaws.append(flaw)


def _entries(connection: Connection) -> Iterator[Row | Spoiled]:
    """Reads the entries page by page, so that a page with an unreadable row is read again by itself, row by row."""
    after: int | None = 0
    while after is not None:
        page = list(spoiled.read(connection, entries, _ENTRIES, {"after": after}))
        yield from page
        after = _id(page[-1]) if page else None


def _id(row: Row | Spoiled) -> int:
    return int((row.row if isinstance(row, Spoiled) else row)["id"])


def _signed(posted: Iterable[tuple[Keys, Sums]], sign: int) -> list[tuple[Keys, Sums]]:
    """The sums with the sign of their entry. Raises ``TypeError`` where one of them is no whole number."""
    signed = [(keys, tuple(sign * one for one in sums)) for keys, sums in posted]
    if any(not isinstance(one, int) for _, sums in signed for one in sums):
        raise TypeError
    return signed


def _sum_up(sums: dict[Keys, Sums], posted: Iterable[tuple[Keys, Sums]]) -> None:
    for keys, added in posted:
        sums[keys] = _plus(sums.get(keys, ()), added)


def _postings(row: Row) -> Iterator[tuple[Keys, Sums]]:
    if row["goal_id"]:
        revenue = row["value_minor"] if row["revenue_minor"] is not None else 0
        yield tuple(row[name] for name in KEYS), (0, row["count"], row["value_minor"], revenue, 1)
        return
    for one in postings(entry_rows.cost_of(row)):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield keys, (one.cost, 0, 0, 0, 1)


def _own_postings(row: Row, counting: Container[int]) -> Iterator[tuple[Keys, Sums]]:
    """The postings of an entry in its own currency, beside what they are in the reporting one.

    ``counting``: ids of the goals that count towards return.
    """
    if row["goal_id"]:
        amount = row["frozen_minor"] if row["revenue_minor"] is None else row["revenue_minor"]
        if row["goal_id"] in counting:
            keys: Keys = tuple(row[name] for name in (*KEYS, "currency"))
            yield keys, (0, 0, amount, row["value_minor"])
        return
    fact = entry_rows.cost_of(row)
    yield from ((keys, (0, minor, 0, 0)) for keys, minor in _in_currency(row, fact))
    yield from ((keys, (minor, 0, 0, 0)) for keys, minor in _in_currency(row, replace(fact, exchange=None)))


def _in_currency(row: Row, fact: Cost) -> Iterator[tuple[Keys, int]]:
    """The postings of ``fact``, keyed by the currency of its entry as well."""
    for one in postings(fact):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield (*keys, row["currency"]), one.cost


def _lost(row: Row, posted: Iterable[tuple[Keys, Sums]]) -> list[Difference]:
    """The difference of a cost whose postings do not sum to what it is booked as; empty where they do."""
    stands, booked = sum(sums[0] for _, sums in posted), entry_rows.cost_of(row).booked.minor
    if stands == booked:
        return []
    keys: Keys = tuple(row[name] for name in KEYS)
    return [Difference(grain="entry", keys=keys, stands=(stands,), recomputed=(booked,))]


def _by_month(days: dict[Keys, Sums]) -> dict[Keys, Sums]:
    months: dict[Keys, Sums] = {}
    for keys, sums in days.items():
        month = (keys[0], keys[1], keys[2].replace(day=1), *keys[3:])
        months[month] = _plus(months.get(month, ()), sums)
    return months


def _plus(one: Sums, other: Sums) -> Sums:
    """Adds two sums. ``one`` is empty where nothing has been added yet."""
    return tuple(x + y for x, y in zip(one or (0,) * len(other), other, strict=True))


def _standing(connection: Connection, grain: str, table: Table) -> tuple[dict[Keys, Sums], list[Flaw]]:
    """Reads the sums that stand in the table, and the rows of it that cannot be read."""
    keys = len(table.primary_key.columns)
    stands: dict[Keys, Sums] = {}
    flaws: list[Flaw] = []
    for row in spoiled.read(connection, table, select(table), {}):
        try:
            values = tuple(spoiled.whole(row).values())
            stands[values[:keys]] = tuple(map(int, values[keys:]))
        except SPOILED:
            flaws.append(_unreadable_total(grain, row))
    return stands, flaws


def _unreadable_total(grain: str, row: Row | Spoiled) -> Flaw:
    column = row.column if isinstance(row, Spoiled) else ""
    values = row.row if isinstance(row, Spoiled) else row
    return Flaw(kind=FlawKind.UNREADABLE, workspace=values["workspace_id"], grain=grain, stands=column)


def _compare(grain: str, stands: dict[Keys, Sums], recomputed: dict[Keys, Sums]) -> list[Difference]:
    """Compares two sets of sums; a missing row counts as sums of zero."""
    flaws = []
    for keys in sorted(stands.keys() | recomputed.keys(), key=_in_order):
        one, other = stands.get(keys, ()), recomputed.get(keys, ())
        nothing = (0,) * max(len(one), len(other))
        if (one or nothing) != (other or nothing):
            flaws.append(Difference(grain=grain, keys=keys, stands=one or nothing, recomputed=other or nothing))
    return flaws


def _in_order(keys: Keys) -> tuple[str, ...]:
    """A sort key that compares as text: a key that somebody altered may be of any type."""
    return tuple(f"{key:>19}" if isinstance(key, int) else str(key) for key in keys)
