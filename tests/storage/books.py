"""The books as one would keep them by hand: a list of facts, each standing or not. No sign, no totals, no months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.money.exchange import ExchangeRate
from core.money.money import Money

Sums = tuple[int, int, int, int]
Keys = tuple[object, ...]


@dataclass(kw_only=True)
class Fact:
    """``chain``: the ids of entry, reversal, entry put back, its reversal and so on; ``authors`` in the same order."""

    what: Cost | Conversion
    chain: list[int]
    authors: list[str]
    request: str

    @property
    def stands(self) -> bool:
        return len(self.chain) % 2 == 1

    @property
    def sums(self) -> Sums:
        """Cost, count, value, and of the value what was really taken."""
        if isinstance(self.what, Cost):
            return exchanged(self.what.amount, self.what.exchange), 0, 0, 0
        value = brought_in(self.what)
        return 0, self.what.count, value, value if self.what.revenue else 0


@dataclass(kw_only=True)
class HandKept:
    """``facts`` in the order they were logged."""

    facts: list[Fact] = field(default_factory=list)

    def log(self, what: Cost | Conversion, by: str, entry: int, request: str) -> None:
        self.facts.append(Fact(what=what, chain=[entry], authors=[by], request=request))

    def place(self, entry: int) -> tuple[Fact, int]:
        """The fact an entry belongs to, and its place in the chain."""
        return next((fact, fact.chain.index(entry)) for fact in self.facts if entry in fact.chain)

    def ids(self) -> list[int]:
        return sorted(entry for fact in self.facts for entry in fact.chain)

    def latest(self, person: str) -> int | None:
        """The person's latest entry that stands."""
        mine = [fact.chain[-1] for fact in self.facts if fact.stands and fact.authors[0] == person]
        return max(mine, default=None)

    def sums(self, period: Period, keys: Callable[[Fact], Keys]) -> dict[Keys, Sums]:
        """What stands in the period, by ``keys``."""
        found: dict[Keys, Sums] = {}
        for fact in self._standing(period):
            a, b, c, d = (x + y for x, y in zip(found.get(keys(fact), (0, 0, 0, 0)), fact.sums, strict=True))
            found[keys(fact)] = a, b, c, d
        return {key: sums for key, sums in found.items() if any(sums)}

    def days(self, campaign: str | None = None) -> tuple[date, date] | None:
        """The first and last day anything was ever logged for."""
        days = [fact.what.day for fact in self.facts if campaign in (None, fact.what.campaign)]
        return (min(days), max(days)) if days else None

    def _standing(self, period: Period) -> Iterator[Fact]:
        return (fact for fact in self.facts if fact.stands and fact.what.day in period)


def brought_in(what: Conversion) -> int:
    """In decimals, where the code uses fractions."""
    if not what.goal.counts:
        return 0
    if what.revenue is not None:
        return exchanged(what.revenue, what.exchange)
    rate = Decimal(100) if what.goal.rate is None else what.goal.rate
    return int((Decimal(what.count * what.goal.value.minor) * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


def exchanged(amount: Money, exchange: ExchangeRate | None) -> int:
    """Likewise; between currencies of two decimals."""
    if exchange is None:
        return amount.minor
    rate = Decimal(exchange.value.numerator) / exchange.value.denominator
    return int((amount.minor * rate).quantize(Decimal(1), ROUND_HALF_UP))
