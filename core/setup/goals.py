"""Goals: what counts as a result, what one is worth, and on what that worth rests (article A-03, A-04, A-24).

A goal is never changed, only succeeded: an entry keeps the version it was logged with, so no past figure moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.money.money import Money, parse_percent, within_reason
from core.problems import Problem


class Basis(StrEnum):
    """The basis of a conversion's worth.

    ``history``: rate × lifetime value; ``average``: share who buy × their spend.
    """

    HISTORY = "history"
    AVERAGE = "average"
    FIXED = "fixed"
    BENCHMARK = "benchmark"
    TARGET = "target"
    GUESS = "guess"

    @property
    def estimate(self) -> bool:
        """A return resting on it says what is hoped, not what was earned (T-03, J-09)."""
        return self in (Basis.TARGET, Basis.GUESS, Basis.BENCHMARK)


class Stage(StrEnum):
    """The place in the one funnel; ``other`` lies outside it."""

    LEAD = "lead"
    CUSTOMER = "customer"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """One version of a goal. ``id`` names the version, ``key`` the goal. ``rate``: percent that become customers.

    ``delay``: days until half of its results have come (J-06). ``average``: of a goal with real revenue, what a sale
    brings on average, as it was typed (J-02), in the currency of ``value``.
    """

    id: int = 0
    key: str
    name: str
    basis: Basis
    value: Money
    rate: Decimal | None = None
    stage: Stage = Stage.OTHER
    counts: bool = True
    source: str = ""
    delay: int = 0
    average: Money | None = None

    @property
    def worth(self) -> Fraction:
        """The worth of one conversion, in minor units, unrounded: value × rate / 100."""
        rate = Fraction(100) if self.rate is None else Fraction(self.rate)
        return self.value.minor * rate / 100

    @property
    def each(self) -> Money:
        """The worth of one conversion, rounded for showing."""
        return self.value.times(self.worth / self.value.minor) if self.value.minor else self.value

    def return_of(self, count: int, revenue: Money | None) -> Money:
        """The return of ``count`` conversions: the real ``revenue`` where known, else count × worth, rounded once.

        Zero where the goal does not count towards return. Raises `TooLarge`.
        """
        if not self.counts:
            return Money(minor=0, currency=self.value.currency)
        if revenue is not None:
            return revenue
        # count × worth, not count × `each`: a worth rounded first would be wrong by half a cent for each conversion.
        return within_reason(Money(minor=1, currency=self.value.currency).times(count * self.worth), "count")


@dataclass(eq=False)
class RateMissing(Problem):
    """History and average need the percentage that buys."""

    basis: Basis
    field: str = "rate"


@dataclass(eq=False)
class RateTooHigh(Problem):
    text: str
    field: str = "rate"


@dataclass(eq=False)
class SecondStageCounts(Problem):
    """Another stage of the funnel already counts: the same sale would be counted twice."""

    goal: str
    stage: Stage
    field: str = "counts"


@dataclass(eq=False)
class UnknownGoal(Problem):
    name: str
    alike: tuple[str, ...] = ()
    field: str = "goal"


def parse_rate(text: str | None, basis: Basis) -> Decimal | None:
    """The percentage that becomes customers, 0 < rate <= 100, up to four decimals. Raises `RateMissing` and others."""
    if not text:
        if basis in (Basis.HISTORY, Basis.AVERAGE):
            raise RateMissing(basis=basis)
        return None
    rate = parse_percent(text, 4, "rate")
    if rate > 100:
        raise RateTooHigh(text=text)
    return rate


def check_funnel(goal: Goal, others: Iterable[Goal]) -> None:
    """Raises `SecondStageCounts` where another stage of the one funnel counts towards return already."""
    if not goal.counts or goal.stage is Stage.OTHER:
        return
    for other in others:
        if other.key != goal.key and other.counts and other.stage not in (Stage.OTHER, goal.stage):
            raise SecondStageCounts(goal=other.name, stage=other.stage)
