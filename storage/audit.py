"""The audit behind `roibot check`: every derived table recomputed from the entries and held against what stands.

Those are ``daily_totals``, ``monthly_totals`` and ``currency_totals``; everything else is said by somebody, or keeps
what was. What an entry posts must also add up to what it is booked as, so that no part of it gets lost on the way. The
currency totals are put together here in a way of their own: the two sums of a currency are posted one by one. Of each
workspace the chain of seals is followed as well (storage/seals.py).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import RowMapping

from core.entries import Cost
from core.postings import postings
from storage import entry_rows, seals
from storage.seals import Chain
from storage.tables import currency_totals, daily_totals, entries, goals, monthly_totals

Keys = tuple[Any, ...]
Sums = tuple[int, ...]
_COUNTS = select(goals.c.id, goals.c.counts)
_ENTRIES = select(entries).order_by(entries.c.id)
KEYS = ("workspace_id", "campaign", "day", "channel", "content", "category", "goal_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One sum that does not agree.

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

    @property
    def balances(self) -> bool:
        """Every sum agrees and every chain holds."""
        return not self.differences and all(chain.holds for chain in self.chains)


def probe(books: Connection) -> None:
    """Reads a row of each table that costs and answers rest on. Raises ``SQLAlchemyError`` where one is held."""
    for table in (entries, daily_totals, monthly_totals, currency_totals, goals):
        books.execute(select(table.c.workspace_id).limit(1))


def check(books: Connection) -> Audit:
    """Every workspace's daily, monthly and currency totals against its entries, and these as a chain."""
    walk = seals.Walk()
    days, own, lost, count = _recomputed(books, walk)
    grains = {
        "day": (_standing(books, daily_totals), days),
        "month": (_standing(books, monthly_totals), _by_month(days)),
        "currency": (_standing(books, currency_totals), own),
    }
    wrong = [one for grain, (stands, found) in grains.items() for one in _compare(grain, stands, found)]
    totals = sum(len(stands) for stands, _ in grains.values())
    return Audit(entries=count, totals=totals, differences=(*wrong, *lost), chains=walk.chains(books))


def _recomputed(
    books: Connection, walk: seals.Walk
) -> tuple[dict[Keys, Sums], dict[Keys, Sums], list[Difference], int]:
    """By day, by day and currency, the entries that do not add up, and how many there are."""
    counting = {goal for goal, counts in books.execute(_COUNTS) if counts}
    days: dict[Keys, Sums] = {}
    own: dict[Keys, Sums] = {}
    lost: list[Difference] = []
    count = 0
    for row in books.execute(_ENTRIES).yield_per(1000).mappings():
        count += 1
        walk.add(row)
        posted = list(_postings(row))
        lost += [] if row["goal_id"] else _lost(row, posted)
        for keys, added in posted:
            days[keys] = _plus(days.get(keys, ()), added, row["sign"])
        for keys, added in _own_postings(row, counting) if row["fx_rate"] else ():
            own[keys] = _plus(own.get(keys, ()), added, row["sign"])
    return days, own, lost, count


def _postings(row: RowMapping) -> Iterator[tuple[Keys, Sums]]:
    if row["goal_id"]:
        revenue = row["value_minor"] if row["revenue_minor"] is not None else 0
        yield tuple(row[name] for name in KEYS), (0, row["count"], row["value_minor"], revenue, 1)
        return
    for one in postings(entry_rows.cost_of(row)):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield keys, (one.cost, 0, 0, 0, 1)


def _own_postings(row: RowMapping, counting: Container[int]) -> Iterator[tuple[Keys, Sums]]:
    """``counting``: ids of goals that count towards return."""
    if row["goal_id"]:
        amount = row["frozen_minor"] if row["revenue_minor"] is None else row["revenue_minor"]
        if row["goal_id"] in counting:
            keys: Keys = tuple(row[name] for name in (*KEYS, "currency"))
            yield keys, (0, 0, amount, row["value_minor"])
        return
    fact = entry_rows.cost_of(row)
    yield from ((keys, (0, minor, 0, 0)) for keys, minor in _in_currency(row, fact))
    yield from ((keys, (minor, 0, 0, 0)) for keys, minor in _in_currency(row, replace(fact, exchange=None)))


def _in_currency(row: RowMapping, fact: Cost) -> Iterator[tuple[Keys, int]]:
    """What ``fact`` posts, under the currency of the entry."""
    for one in postings(fact):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield (*keys, row["currency"]), one.cost


def _lost(row: RowMapping, posted: Iterable[tuple[Keys, Sums]]) -> list[Difference]:
    """A cost whose postings do not sum to what it is booked as."""
    stands, booked = sum(sums[0] for _, sums in posted), entry_rows.cost_of(row).booked.minor
    if stands == booked:
        return []
    keys: Keys = tuple(row[name] for name in KEYS)
    return [Difference(grain="entry", keys=keys, stands=(stands,), recomputed=(booked,))]


def _by_month(days: dict[Keys, Sums]) -> dict[Keys, Sums]:
    months: dict[Keys, Sums] = {}
    for keys, sums in days.items():
        month = (keys[0], keys[1], keys[2].replace(day=1), *keys[3:])
        months[month] = _plus(months.get(month, ()), sums, 1)
    return months


def _plus(one: Sums, other: Sums, sign: int) -> Sums:
    """``one``: empty where there is nothing yet."""
    return tuple(x + sign * y for x, y in zip(one or (0,) * len(other), other, strict=True))


def _standing(books: Connection, table: Table) -> dict[Keys, Sums]:
    keys = len(table.primary_key.columns)
    return {tuple(row[:keys]): tuple(int(x) for x in row[keys:]) for row in books.execute(select(table))}


def _compare(grain: str, stands: dict[Keys, Sums], recomputed: dict[Keys, Sums]) -> list[Difference]:
    """Where there is no row, its sums are nothing."""
    found = []
    for keys in sorted(stands.keys() | recomputed.keys()):
        one, other = stands.get(keys, ()), recomputed.get(keys, ())
        nothing = (0,) * max(len(one), len(other))
        if (one or nothing) != (other or nothing):
            found.append(Difference(grain=grain, keys=keys, stands=one or nothing, recomputed=other or nothing))
    return found
