"""Differences: of a file and what stands in its place, only what differs is booked; the rest stays untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

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


def difference(costs: Iterable[tuple[Fact, int]], entries: Sequence[Entry], fixed: Collection[int] = ()) -> Difference:
    """What is to be booked so that ``entries`` of earlier imports become the facts of a file.

    What a person has changed by hand is respected: where one is in the way, the file's fact of the same place is not
    added again. ``fixed``: ids of the entries that cannot give way, as sales with a refund, which are respected alike.
    """
    standing = [entry for entry in entries if entry.stands and entry.id not in fixed]
    by_hand = Counter(_place(entry.fact) for entry in entries if not entry.stands or entry.id in fixed)
    there = Counter(_same(entry.fact) for entry in standing)
    adds, kept, left_alone = [], 0, 0
    for fact, _ in costs:
        if there[_same(fact)]:
            there[_same(fact)] -= 1
            kept += 1
        elif by_hand[_place(fact)]:
            by_hand[_place(fact)] -= 1
            left_alone += 1
        else:
            adds.append(fact)
    return Difference(adds=adds, gone=_gone(standing, there), kept=kept, by_hand=left_alone, were=standing)


def _gone(standing: Iterable[Entry], there: Counter[Key]) -> list[Entry]:
    """Those that the file does not hold: of equal ones the last."""
    gone = []
    for entry in reversed(list(standing)):
        if there[_same(entry.fact)]:
            there[_same(entry.fact)] -= 1
            gone.append(entry)
    return gone[::-1]


def _same(fact: Fact) -> Key:
    """What makes two facts the same, whatever the exchange rate was when they were read."""
    if isinstance(fact, Cost):
        return (*_place(fact), fact.amount, fact.note)
    return (*_place(fact), fact.count, fact.revenue, fact.note, fact.first_contact)


def _place(fact: Fact) -> Key:
    if isinstance(fact, Cost):
        return (fact.day, fact.until, fact.campaign, fact.channel, fact.category)
    return (fact.day, fact.goal.key, fact.campaign, fact.channel)
