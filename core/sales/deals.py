"""Deals: sales that are not made yet, moved from stage to stage until they are won or lost (D-15).

Each step is a fact of its own and never changes; it keeps the probability and the rate of its day. What stands is the
latest step by day, and of one day the one added last. When a deal's last step is won, its return is booked as a
conversion; while it is open, amount × probability is expected. So no deal is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from core.ledger.entries import Conversion, Cost, Entry, NothingChanged
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.problems import Problem
from core.setup.goals import Goal, Stage

SOURCE = "deal"
"""The source of the conversions that deals book."""

WON, LOST = "closed-won", "closed-lost"
"""Keys of the two stages in which a deal is closed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deal:
    """The facts of one step: from ``day`` on, the deal ``key`` is at ``stage``, and this is what it is worth.

    ``stage_name``: empty where the stage is one of ours. ``probability``: percent, of that day. ``exchange``: where the
    amount is in another currency than the reporting one. ``goal``: of one that is won, the version its conversion is
    booked under; 0 otherwise. ``first_contact``: the day the buyer was first met (J-11), where the step says one: see
    `FirstContact`.
    """

    key: str
    name: str
    day: date
    stage: str
    probability: Decimal
    amount: Money
    stage_name: str = ""
    exchange: ExchangeRate | None = None
    campaign: str = ""
    channel: str = ""
    goal: int = 0
    first_contact: date | None = None

    @property
    def won(self) -> bool:
        return self.stage == WON

    @property
    def open(self) -> bool:
        return self.stage not in (WON, LOST)

    @property
    def booked(self) -> Money:
        """The whole amount in the reporting currency."""
        return self.exchange.convert(self.amount) if self.exchange else self.amount

    @property
    def chance(self) -> Fraction:
        return Fraction(self.probability) / 100

    @property
    def expected(self) -> Money:
        """Amount × probability, rounded for showing; sums take it unrounded."""
        return self.booked.times(self.chance)


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstContact:
    """When the buyer of a deal was first met (J-11).

    ``said``: by the step that was added last, since every form carries on what stands, or empties it. Where that says
    none it is the day on which the deal was ``opened``, that of its first step.
    """

    opened: date
    said: date | None = None

    @property
    def day(self) -> date:
        return self.said or self.opened


@dataclass(frozen=True, kw_only=True, slots=True)
class DealStep:
    """A step as saved. It is undone as entries are: ``sign`` is -1 on a reversal.

    ``place``: the id under which it was first added, which orders the steps of one day also once one was put back.
    """

    id: int
    fact: Deal
    logged_by: str
    logged_at: datetime
    sign: int = 1
    reverses: int | None = None
    reversed_by: int | None = None
    place: int = 0

    @property
    def stands(self) -> bool:
        return self.sign > 0 and self.reversed_by is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """The outcome of a step, or of taking one back. ``before``: the step that stood; ``last``: the one that stands.

    ``booked``: the conversion that stands for the deal since; ``withdrawn``: the one that was taken back.
    """

    step: DealStep
    before: DealStep | None = None
    last: DealStep | None = None
    booked: Entry | None = None
    withdrawn: Entry | None = None

    @property
    def restates(self) -> tuple[Entry, ...]:
        """The entries booked or taken back just then; not what had stood for the deal before.

        None where they are the same sale but for its first contact: no sum of a month is another then.
        """
        moved = [entry for entry in (self.booked, self.withdrawn) if entry and entry.logged_at == self.step.logged_at]
        sales = {_but_for_contact(entry.fact) for entry in moved}
        return () if len(sales) < len(moved) else tuple(moved)


def check_changed(before: Deal, fact: Deal, *, on_another_day: bool) -> Deal:
    """Answers with ``fact`` if it says anything else than ``before``, but for the rate. Raises `NothingChanged`.

    ``on_another_day``: its day was chosen, so that it counts where it differs.
    """
    day = fact.day if on_another_day else before.day
    if replace(fact, day=day, exchange=before.exchange) == before:
        raise NothingChanged
    return fact


@dataclass(eq=False)
class UnknownDeal(Problem):
    """No step of the deal stands, or it is another workspace's."""


@dataclass(eq=False)
class DealRenamed(Problem):
    """A step under another name would be another deal, and the first would stay open: counted twice."""

    name: str
    field: str = "name"


@dataclass(eq=False)
class OfADeal(Problem):
    """A conversion booked by a deal is taken back and put back with the deal's step only."""


@dataclass(eq=False)
class SaleGoalUnknown(Problem):
    """The goal of a sale cannot be told: ``several`` count, or none does: ``leads`` do, or nobody has set one."""

    several: bool = False
    leads: bool = False
    field: str = "goal"


@dataclass(eq=False)
class LeadIsNoSale(Problem):
    """The chosen goal is of the stage lead."""

    goal: str
    field: str = "goal"


def _but_for_contact(fact: Cost | Conversion) -> Cost | Conversion:
    return replace(fact, first_contact=None) if isinstance(fact, Conversion) else fact


def sale_goal(goals: Sequence[Goal]) -> Goal:
    """The one of today's goals that a sale is booked under: of stage customer, and counting.

    Raises `SaleGoalUnknown`.
    """
    counting = [goal for goal in goals if goal.stage is Stage.CUSTOMER and goal.counts]
    if len(counting) != 1:
        raise SaleGoalUnknown(several=len(counting) > 1, leads=leads_count(goals))
    return counting[0]


def check_sale(goal: Goal) -> Goal:
    """Answers with ``goal`` if a sale can be booked under it. Raises `LeadIsNoSale`."""
    if goal.stage is Stage.LEAD:
        raise LeadIsNoSale(goal=goal.name)
    return goal


def leads_count(goals: Iterable[Goal]) -> bool:
    """Whether leads are what counts towards return: a sale then adds nothing, or it would be counted twice."""
    return any(goal.stage is Stage.LEAD and goal.counts for goal in goals)


def sale(deal: Deal, goal: Goal, met: FirstContact) -> Conversion:
    """What a won deal books: one customer, with the amount as real revenue."""
    return Conversion(
        day=deal.day,
        goal=goal,
        count=1,
        value=goal.return_of(1, deal.booked),
        revenue=deal.amount,
        campaign=deal.campaign,
        channel=deal.channel,
        note=deal.name,
        exchange=deal.exchange,
        first_contact=None if met.day == deal.day else met.day,
    )
