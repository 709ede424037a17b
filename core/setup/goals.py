"""Goals: what counts as a result, what one is worth, and on what that worth rests (article A-03, A-04, A-24).

A goal is never changed, only succeeded: an entry keeps the version it was logged with, so no past figure moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.money.money import Money, NotANumber, parse_number, parse_percent, within_reason
from core.problems import Problem

LONGEST_DELAY = 3650
"""Days: ten years."""


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
    def has_small_rate(self) -> bool:
        """Whether the rate is below one percent: 0.1 may have been meant as a share, which is 10%."""
        return self.rate is not None and self.rate < 1

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


STEPS = (Stage.OTHER, Stage.LEAD, Stage.CUSTOMER)
"""The stages from the first step of a funnel to its last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Twice:
    """Two goals that both count: ``step`` is worth a share of later sales, and ``later`` may be those sales (J-09)."""

    step: Goal
    later: Goal


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
class NotADelay(Problem):
    """What was typed is no whole number of days up to `LONGEST_DELAY`."""

    text: str
    longest: int = LONGEST_DELAY
    field: str = "delay"


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


def parse_delay(text: str) -> int:
    """The days until half of the results have come, 0 where nothing was typed. Raises `NotADelay`."""
    try:
        days = parse_number(text, "delay", places=0) if text.strip() else Decimal()
    except NotANumber as error:
        raise NotADelay(text=text) from error
    if not 0 <= days <= LONGEST_DELAY or days != int(days):
        raise NotADelay(text=text)
    return int(days)


def counted_twice(goals: Iterable[Goal]) -> Twice | None:
    """The first two of ``goals`` by which the same sale may count twice: one with a rate, and a later one (J-09)."""
    counting = [goal for goal in goals if goal.counts]
    for step in counting:
        for later in counting if step.rate is not None else ():
            if later.key != step.key and STEPS.index(later.stage) > STEPS.index(step.stage):
                return Twice(step=step, later=later)
    return None


def counted_twice_by(goal: Goal, others: Iterable[Goal]) -> Twice | None:
    """The same, where ``goal`` is one of the two."""
    pairs = (counted_twice((goal, other)) for other in others if other.key != goal.key)
    return next((pair for pair in pairs if pair), None)


def check_funnel(goal: Goal, others: Iterable[Goal]) -> None:
    """Raises `SecondStageCounts` where another stage of the one funnel counts towards return already."""
    if not goal.counts or goal.stage is Stage.OTHER:
        return
    for other in others:
        if other.key != goal.key and other.counts and other.stage not in (Stage.OTHER, goal.stage):
            raise SecondStageCounts(goal=other.name, stage=other.stage)
