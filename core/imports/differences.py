"""Differences: of a file and what stands in its place, only what differs is booked; the rest stays untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.ledger.entries import Conversion, Cost, Entry

Fact = Cost | Conversion
Key = tuple[object, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """``adds``: facts that do not stand yet; ``gone``: entries that the file does not hold any more, ``kept``: those
    that it does, ``by_hand``: those in whose place a person has put something else, or nothing. ``were``: all entries
    that stood.
    """

    adds: Sequence[Fact]
    gone: Sequence[Entry] = ()
    kept: int = 0
    by_hand: int = 0
    were: Sequence[Entry] = ()

    @property
    def takes(self) -> list[int]:
        return [entry.id for entry in self.gone]

    @property
    def turns(self) -> list[tuple[int, Fact]]:
        """What it does to the books: each fact that is put on them (1) or taken off (-1)."""
        return [*((1, fact) for fact in self.adds), *((-1, entry.fact) for entry in self.gone)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """The numbers of orders: of ``facts`` by their `id`, of ``entries`` by theirs. Two orders are two sales, however
    alike they are.
    """

    facts: Mapping[int, str] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)

    def place(self, one: Fact | Entry) -> Key:
        """What a fact of a file and an entry have in common that are of the same spend or sale."""
        if isinstance(one, Entry):
            return (self.entries.get(one.id, ""), *_place(one.fact))
        return (self.facts.get(id(one), ""), *_place(one))

    def same(self, one: Fact | Entry) -> Key:
        """What makes the two the same, whatever the exchange rate was when they were read."""
        return (*self.place(one), *_figures(one.fact if isinstance(one, Entry) else one))


def difference(
    costs: Iterable[tuple[Fact, int]],
    entries: Sequence[Entry],
    fixed: Collection[int] = (),
    orders: Orders = Orders(),
) -> Difference:
    """What is to be booked so that ``entries`` of earlier imports become the facts of a file.

    What a person has changed by hand is respected: where one is in the way, the file's fact of the same place is not
    added again. ``fixed``: ids of the entries that cannot give way, as sales with a refund, which are respected alike.
    """
    standing = [entry for entry in entries if entry.stands and entry.id not in fixed]
    by_hand = Counter(orders.place(entry) for entry in entries if not entry.stands or entry.id in fixed)
    there = Counter(map(orders.same, standing))
    adds, kept, left_alone = [], 0, 0
    for fact, _ in costs:
        if there[orders.same(fact)]:
            there[orders.same(fact)] -= 1
            kept += 1
        elif by_hand[orders.place(fact)]:
            by_hand[orders.place(fact)] -= 1
            left_alone += 1
        else:
            adds.append(fact)
    return Difference(adds=adds, gone=_gone(standing, there, orders), kept=kept, by_hand=left_alone, were=standing)


def _gone(standing: Iterable[Entry], there: Counter[Key], orders: Orders) -> list[Entry]:
    """Those that the file does not hold: of equal ones the last."""
    gone = []
    for entry in reversed(list(standing)):
        if there[orders.same(entry)]:
            there[orders.same(entry)] -= 1
            gone.append(entry)
    return gone[::-1]


def _figures(fact: Fact) -> Key:
    if isinstance(fact, Cost):
        return (fact.amount, fact.note)
    return (fact.count, fact.revenue, fact.note, fact.first_contact)


def _place(fact: Fact) -> Key:
    if isinstance(fact, Cost):
        return (fact.day, fact.until, fact.campaign, fact.channel, fact.category)
    return (fact.day, fact.goal.key, fact.campaign, fact.channel)
