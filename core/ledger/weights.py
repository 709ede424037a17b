"""Weights: what one sale with real revenue weighs in a range, and the square of it (J-02). Pure arithmetic.

An entry of n sales with the revenue R weighs R/n for each of them. A refund lowers the weight of its sale; where
nothing is left, no weight is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.ledger.entries import Conversion, Entry
from core.money.rounding import half_up

HALF = 40
"""Bits in the lower half of a sum of squares: squared minor units pass the 64 bits of a column.

No amount is larger than 10^14 of them (`core.money.money.largest_in`), so that the upper half of a thousand such
sales fits as well.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """What is left of a sale: ``value`` in minor units of the reporting currency, of ``count`` conversions."""

    value: int
    count: int

    @property
    def stands(self) -> bool:
        return self.value > 0 and self.count > 0

    @property
    def sales(self) -> int:
        return self.count if self.stands else 0

    @property
    def squares(self) -> int:
        """The sum of the squares of its sales, in minor units squared, half up."""
        return half_up(Fraction(self.value**2, self.count)) if self.stands else 0

    @property
    def each(self) -> int:
        """What one of its sales weighs, in minor units, half up."""
        return half_up(Fraction(self.value, self.count)) if self.stands else 0

    def plus(self, given: Weight, sign: int = 1) -> Weight:
        """With what a refund adds to it, whose value and count are zero or below."""
        return Weight(value=self.value + sign * given.value, count=self.count + sign * given.count)


NOTHING = Weight(value=0, count=0)


def weighs(fact: Conversion) -> bool:
    """Whether it is a sale with real revenue of a goal that counts towards return, or a refund of one."""
    return fact.revenue is not None and fact.goal.counts


def weight_of(fact: Conversion) -> Weight:
    """Of a sale as it was logged; of a refund, what it adds to that: nothing above zero."""
    return Weight(value=fact.value.minor, count=fact.count)


class Sales:
    """Real sales with their refunds, added in any order: of one goal and one day, say.

    A sale taken back and put back is three entries; its refunds name the first of them.
    """

    def __init__(self) -> None:
        self._first: dict[int, Weight] = {}
        self._given: dict[int, Weight] = {}
        self._standing = Counter[int]()

    def add(self, entry: int, sign: int, sale: int | None, weight: Weight) -> None:
        """``sale``: of a refund, the first entry of its sale."""
        if sale is None:
            self._first[entry] = weight
            self._standing[weight.each] += sign
        else:
            self._given[sale] = self._given.get(sale, NOTHING).plus(weight, sign)

    @property
    def dearest(self) -> int:
        """What the dearest single sale that stands weighs, in minor units; 0 where none does."""
        standing = Counter(self._standing)
        for sale, weight in self._first.items():
            if sale in self._given:
                standing[weight.each] -= 1
                standing[weight.plus(self._given[sale]).each] += 1
        return max((each for each, entries in standing.items() if entries > 0), default=0)


def with_what_stood(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Weight | None]]:
    """Each entry and, of a refund, what was left of its sale before it.

    ``entries``: all, in the order they were logged.
    """
    left: dict[int, Weight] = {}
    for entry in entries:
        fact = entry.fact
        if not isinstance(fact, Conversion) or not weighs(fact):
            yield entry, None
        elif fact.refund is None:
            if entry.reverses is None:
                left[entry.id] = weight_of(fact)
            yield entry, None
        else:
            stood = left.get(fact.refund.entry, NOTHING)
            left[fact.refund.entry] = stood.plus(weight_of(fact), entry.sign)
            yield entry, stood


def halves(squares: int) -> tuple[int, int]:
    """High and low; the low half is never below zero, so that each sum has one pair."""
    return squares >> HALF, squares & ((1 << HALF) - 1)


def whole(high: int, low: int) -> int:
    """The sum of squares of two halves; the low one may have been summed past its bits."""
    return (high << HALF) + low
