"""Recomputing: every derived sum put together from the entries alone, in ways of its own where there is one.

Entries are gone through once, page by page. The two sums of a currency are posted one by one. What a sale weighs is
what is left of it after all its refunds, where the books post each refund by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from core.ledger.entries import Cost
from core.ledger.postings import postings
from core.ledger.weights import Weight
from core.reports.cover import cost_of_each
from core.setup.categories import Category
from storage import entry_rows, seals, spoiled
from storage.bookings import Bookings
from storage.deal_audit import DealAudit
from storage.flaws import Flaw, FlawKind, blamed
from storage.spoiled import SPOILED, Row, Spoiled
from storage.tables import entries

Keys = tuple[Any, ...]
Sums = tuple[int, ...]
_ENTRIES = select(entries).where(entries.c.id > bindparam("after")).order_by(entries.c.id).limit(1000)
_GIVEN_BACK = select(entries.c.refunds).where(entries.c.refunds.is_not(None))
_SALES = _ENTRIES.where(entries.c.id.in_(_GIVEN_BACK))
"""Those that have refunds."""
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


class Recomputing:
    """By day, by day and currency, the entries that do not add up or cannot be read, and how many there are."""

    def __init__(self, bookings: Bookings) -> None:
        self.bookings = bookings
        self.walk = seals.Walk()
        self.deals = DealAudit()
        self.days: dict[Keys, Sums] = {}
        self.own: dict[Keys, Sums] = {}
        self.cohorts: dict[Keys, Sums] = {}
        self.persons: dict[Keys, Sums] = {}
        self.lost: list[Difference] = []
        self.flaws = list(bookings.spoiled)
        self.count = 0
        self._counting = bookings.counting
        self._each: dict[Keys, Counter[int]] = {}
        """Workspace, day and goal -> what a single real sale weighs -> how many entries that stand say so."""
        self._authors: dict[int | None, str] = {}
        """Id of a cost of people -> who logged it; of what takes it back, who logged what it takes back."""
        self._given: dict[tuple[int, int], Sums] = {}
        """Workspace and first entry of a sale -> value and count that its refunds take from it, zero or below."""

    @property
    def dearest(self) -> dict[Keys, Sums]:
        """Workspace, day and goal -> the dearest single real sale."""
        standing = ((keys, [minor for minor, entries in each.items() if entries]) for keys, each in self._each.items())
        return {keys: (max(minors),) for keys, minors in standing if any(minors)}

    def go_through(self, connection: Connection) -> None:
        """Every entry, in the order of their ids."""
        for row in _paged(connection, _ENTRIES):
            self.count += 1
            if isinstance(row, Spoiled):
                self.walk.skip(row.row)
                self._tell(row.row, row.column)
            else:
                self._follow(row)
                self._add(row)
                self.bookings.place(row)
        self._give_back(connection)

    def _follow(self, row: Row) -> None:
        try:
            self.walk.add(row)
        except SPOILED:
            self.walk.skip(row)
            self._tell(row, blamed(row))

    def _add(self, row: Row) -> None:
        """All that it posts, or nothing."""
        try:
            days = _signed(_postings(row, self._counting), row["sign"])
            given = list(_refunded(row, self._counting))
            cohort = _signed(_cohort(row), row["sign"])
            persons = _signed(self._persons(row), row["sign"])
            own = _signed(_own_postings(row, self._counting) if row["fx_rate"] else (), row["sign"])
            lost = [] if row["goal_id"] else _lost(row, _postings(row, self._counting))
            flaws = list(self.bookings.flaws(row))
        except SPOILED:
            self._tell(row, blamed(row))
        else:
            self.lost += lost
            self.flaws += flaws
            _sum_up(self.days, days)
            _sum_up(self.own, own)
            _sum_up(self._given, given)
            _sum_up(self.cohorts, cohort)
            _sum_up(self.persons, persons)
            self.deals.add(row)
            if _is_sale(row, self._counting):
                self._count_sale(row, _weight(row), row["sign"])

    def _persons(self, row: Row) -> Iterator[tuple[Keys, Sums]]:
        """By month and author, what each whose hours these are cost."""
        if row["category"] == Category.PEOPLE:
            author = str(row["logged_by"])
            if row["sign"] < 0:
                author = self._authors.get(row["reverses"], author)
            self._authors[row["id"]] = author
            place = (row["campaign"], row["day"].replace(day=1), row["channel"], row["content"])
            fact = entry_rows.cost_of(row)
            for person, minor in cost_of_each(fact.people, fact.booked.minor).items():
                yield (row["workspace_id"], *place, person, author), (minor,)

    def _give_back(self, connection: Connection) -> None:
        """Sales with refunds weigh what is left of them."""
        for row in _paged(connection, _SALES) if self._given else ():
            if not isinstance(row, Spoiled) and (given := self._given.get((row["workspace_id"], row["id"]))):
                with suppress(*SPOILED):  # it was told when it was met
                    self._lower(row, *given)

    def _lower(self, row: Row, value: int, count: int) -> None:
        """``row``: of a sale; ``value`` and ``count``: what its refunds take from it."""
        weight = _weight(row)
        left = Weight(value=weight.value + value, count=weight.count + count)
        taken = (left.sales - weight.sales, left.squares - weight.squares)
        _sum_up(self.days, [(tuple(row[name] for name in KEYS), (0, 0, 0, 0, 0, *taken))])
        self._count_sale(row, weight, -1)
        self._count_sale(row, left, 1)

    def _count_sale(self, row: Row, weight: Weight, sign: int) -> None:
        self._each.setdefault((row["workspace_id"], row["day"], row["goal_id"]), Counter())[weight.each] += sign

    def _tell(self, row: Row, column: str) -> None:
        flaw = Flaw(kind=FlawKind.UNREADABLE, workspace=row["workspace_id"], entry=row["id"], stands=column)
        if flaw not in self.flaws[-1:]:
            self.flaws.append(flaw)


def _paged(connection: Connection, statement: Select[Any]) -> Iterator[Row | Spoiled]:
    """Entries page by page, so that a page with a row that cannot be read is read again by itself."""
    after: int | None = 0
    while after is not None:
        page = list(spoiled.read(connection, entries, statement, {"after": after}))
        yield from page
        after = _id(page[-1]) if page else None


def _id(row: Row | Spoiled) -> int:
    return int((row.row if isinstance(row, Spoiled) else row)["id"])


def _signed(posted: Iterable[tuple[Keys, Sums]], sign: int) -> list[tuple[Keys, Sums]]:
    """Raises ``TypeError`` where something in it is no whole number."""
    signed = [(keys, tuple(sign * one for one in sums)) for keys, sums in posted]
    if any(not isinstance(one, int) for _, sums in signed for one in sums):
        raise TypeError
    return signed


def _sum_up(sums: dict[Any, Sums], posted: Iterable[tuple[Any, Sums]]) -> None:
    for keys, added in posted:
        sums[keys] = plus(sums.get(keys, ()), added)


def _postings(row: Row, counting: Container[int]) -> Iterator[tuple[Keys, Sums]]:
    """``counting``: ids of goals that count towards return."""
    if row["goal_id"]:
        revenue = row["value_minor"] if row["revenue_minor"] is not None else 0
        weighed = (0, 0)
        if _is_sale(row, counting):
            weighed = (_weight(row).sales, _weight(row).squares)
        yield tuple(row[name] for name in KEYS), (0, row["count"], row["value_minor"], revenue, 1, *weighed)
        return
    for one in postings(entry_rows.cost_of(row)):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield keys, (one.cost, 0, 0, 0, 1, 0, 0)


def _cohort(row: Row) -> Iterator[tuple[Keys, Sums]]:
    """By the month of the first contact."""
    if row["goal_id"]:
        month = (row["first_contact"] or row["day"]).replace(day=1)
        yield (row["workspace_id"], row["campaign"], month, row["goal_id"]), (row["count"], row["value_minor"])


def _refunded(row: Row, counting: Container[int]) -> Iterator[tuple[tuple[int, int], Sums]]:
    """What a refund takes from its sale."""
    if _is_real(row, counting) and row["refunds"] is not None:
        taken = (row["sign"] * row["value_minor"], row["sign"] * row["count"])
        yield (row["workspace_id"], row["refunds"]), taken


def _is_real(row: Row, counting: Container[int]) -> bool:
    return row["revenue_minor"] is not None and row["goal_id"] in counting


def _is_sale(row: Row, counting: Container[int]) -> bool:
    return _is_real(row, counting) and row["refunds"] is None


def _weight(row: Row) -> Weight:
    return Weight(value=row["value_minor"], count=row["count"])


def _own_postings(row: Row, counting: Container[int]) -> Iterator[tuple[Keys, Sums]]:
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


def _in_currency(row: Row, fact: Cost) -> Iterator[tuple[Keys, int]]:
    """What ``fact`` posts, under the currency of the entry."""
    for one in postings(fact):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield (*keys, row["currency"]), one.cost


def _lost(row: Row, posted: Iterable[tuple[Keys, Sums]]) -> list[Difference]:
    """A cost whose postings do not sum to what it is booked as."""
    stands, booked = sum(sums[0] for _, sums in posted), entry_rows.cost_of(row).booked.minor
    if stands == booked:
        return []
    keys: Keys = tuple(row[name] for name in KEYS)
    return [Difference(grain="entry", keys=keys, stands=(stands,), recomputed=(booked,))]


def plus(one: Sums, other: Sums) -> Sums:
    """``one``: empty where there is nothing yet."""
    return tuple(x + y for x, y in zip(one or (0,) * len(other), other, strict=True))
