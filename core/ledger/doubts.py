"""Doubts: what is asked before it is saved, because it looks like a slip of the keyboard.

Two things are doubted: a day far ahead, and an amount far above all that its campaign has cost so far. A day in the
past never is. The same logged twice at once is saved, and its receipt says that it may be a double.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.ledger.entries import Conversion, Cost, Entry
from core.money.money import Money
from core.problems import Problem

FAR_AHEAD = timedelta(days=60)
DOUBLE_WITHIN = timedelta(seconds=10)
ENOUGH_COSTS = 5
"""Costs of a campaign below which nobody knows what is usual there."""

TIMES_THE_LARGEST = 20
NOTABLE = 10_000
HUGE = 1_000_000
"""Whole units of the reporting currency above which a cost is doubted where nobody knows what is usual."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubts:
    """The doubts about a cost.

    ``day``: it lies far ahead. ``amount``: in the reporting currency; ``unusual`` for its campaign, else huge.
    """

    day: date | None = None
    amount: Money | None = None
    unusual: bool = False

    def __bool__(self) -> bool:
        return self.day is not None or self.amount is not None


@dataclass(eq=False)
class Doubtful(Problem):
    """Raised where something is not saved before somebody has said that it is right.

    ``said``: what it is, so as to ask once.
    """

    doubts: Doubts
    said: str
    field: str = "date"


def is_double(fact: Cost | Conversion, before: Entry, now: datetime) -> bool:
    """Whether the fact says what the person's entry ``before`` said a moment ago."""
    return before.fact == fact and now - before.logged_at <= DOUBLE_WITHIN


def is_far_ahead(day: date, today: date) -> bool:
    return day - today > FAR_AHEAD


def reported(cost: Cost) -> Money:
    """The whole bill in the reporting currency, a credit's without its sign: that is what was typed."""
    amount = cost.exchange.convert(cost.amount) if cost.exchange else cost.amount
    return -amount if amount.minor < 0 else amount


def is_notable(amount: Money) -> bool:
    """Whether the cost is worth a look at what its campaign has cost so far."""
    return amount.units > NOTABLE


def doubts_about(amount: Money, earlier: Sequence[Money]) -> Doubts:
    """Weighs a cost.

    ``earlier``: the costs that stand in its campaign; none without one. All in the reporting currency.
    """
    if len(earlier) >= ENOUGH_COSTS:
        largest = max(abs(cost.minor) for cost in earlier)
        unusual = is_notable(amount) and amount.minor > TIMES_THE_LARGEST * largest
        return Doubts(amount=amount, unusual=True) if unusual else Doubts()
    return Doubts(amount=amount) if amount.units > HUGE else Doubts()
