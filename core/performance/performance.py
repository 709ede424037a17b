"""Performance: cost, return and conversions of anything over a period, and the ratios computed from them.

Ratios come last: costs and returns are summed, then divided once (D-16). A ratio without an answer is None,
never 0 and never infinite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from core.money.money import Money
from core.performance.cells import Cell
from core.performance.primary import Primary, primary_set
from core.performance.verdicts import Judgement
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Performance:
    """Cost, return and results of anything, in minor units of ``currency``.

    ``conversions``: how many results of the answer's primary set it has, whose goals are ``primary``. ``by_goal``: goal
    key -> count; ``returns``: goal key -> its part of ``value``. ``expected``: what basis -> the part of ``value`` that
    rests on it and was not received (J-09). ``costs`` and ``results``: how many postings of costs
    and of conversions these are the sums of. ``ads_value``, ``ads_leads``, ``ads_customers``: what came of the channels
    that ads ran on (J-12).
    """

    currency: str
    cost: int = 0
    value: int = 0
    ads: int = 0
    counting: int = 0
    not_counting: int = 0
    leads: int = 0
    customers: int = 0
    ads_value: int = 0
    ads_leads: int = 0
    ads_customers: int = 0
    conversions: int = 0
    primary: tuple[str, ...] = ()
    estimated: int = 0
    targeted: int = 0
    by_goal: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
    expected: Mapping[Basis, int] = field(default_factory=dict)
    costs: int = 0
    results: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was logged: 400.00 and a credit of 400.00 are something (J-12)."""
        return not (self.cost or self.value or self.counting or self.not_counting or self.costs or self.results)

    @property
    def credited(self) -> bool:
        """Whether credits have made up for all costs; not where none was logged, as of an organic post."""
        return self.cost < 0 or (not self.cost and bool(self.costs))

    @property
    def roi(self) -> Fraction | None:
        """The ROI, (return - cost) × 100 / cost, in percent (article A-01); None where the cost is not above zero."""
        return Fraction((self.value - self.cost) * 100, self.cost) if self.cost > 0 else None

    @property
    def roas(self) -> Fraction | None:
        """Return of the channels that ads ran on / ad spend, a factor (D-02, J-12)."""
        return Fraction(self.ads_value, self.ads) if self.ads > 0 else None

    def margin_roi(self, margin: Fraction) -> Fraction | None:
        """The (return × margin - cost) × 100 / cost in percent (D-03); None where the cost is not above zero."""
        return -self.excess(margin) * 100 / self.cost if self.cost > 0 else None

    @property
    def cpl(self) -> Money | None:
        """Full cost / leads (D-07)."""
        return self.each(self.leads)

    @property
    def cpl_ads(self) -> Money | None:
        """Ad spend / leads of its channels: another figure than `cpl`, and the one benchmarks give (D-07)."""
        return self._each_of_ads(self.ads_leads)

    @property
    def cpa(self) -> Money | None:
        """Full cost / customers (D-08)."""
        return self.each(self.customers)

    @property
    def cpa_ads(self) -> Money | None:
        """Ad spend / customers of its channels (D-08)."""
        return self._each_of_ads(self.ads_customers)

    @property
    def lead_rate(self) -> Fraction | None:
        """Customers per hundred leads, in percent; None without leads, or with more customers than leads."""
        return Fraction(self.customers * 100, self.leads) if 0 <= self.customers <= self.leads != 0 else None

    @property
    def cost_per_conversion(self) -> Money | None:
        """Full cost / conversions; a mixture of goals has no price (J-01)."""
        return self.each(self.conversions) if len(self.primary) < 2 else None

    def price_of(self, goal: str) -> Money | None:
        """Full cost / results of one goal, by its key (J-01)."""
        return self.each(self.by_goal.get(goal, 0))

    @property
    def invested(self) -> Money:
        return Money(minor=self.cost, currency=self.currency)

    @property
    def advertised(self) -> Money:
        return Money(minor=self.ads, currency=self.currency)

    @property
    def returned(self) -> Money:
        return Money(minor=self.value, currency=self.currency)

    @property
    def estimate(self) -> bool:
        """Some of the return rests on a target, a guess or others' figures."""
        return bool(self.estimated or self.targeted)

    @property
    def received(self) -> int:
        """The part of the return that does not rest on an expectation, in minor units (J-09)."""
        return self.value - sum(self.expected.values())

    def excess(self, margin: Fraction = Fraction(1)) -> Fraction:
        """Cost - return × margin, in minor units: what the unit has cost beyond what it brought (D-26)."""
        return self.cost - self.value * margin

    def each(self, count: int) -> Money | None:
        """Full cost / ``count``; what nothing was paid for cost 0.00 each (D-16), a net cost of nothing is no price."""
        return None if self.credited or count <= 0 else self.invested.times(Fraction(1, count))

    def _each_of_ads(self, count: int) -> Money | None:
        """Ad spend / ``count``; None without ad spend, as ROAS is."""
        return self.advertised.times(Fraction(1, count)) if self.ads > 0 and count > 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One channel's or campaign's performance; ``excess`` decides the order (D-26), in minor units, unrounded.

    ``judgement``: its verdict; None where there is nothing to judge by. ``alerted``: the day of an alert open on it.
    ``margin_set``: a campaign in it has a margin. ``serves_all``: it is a campaign whose cost serves all of them.
    """

    key: str
    performance: Performance
    excess: Fraction
    judgement: Judgement | None = None
    alerted: date | None = None
    margin_set: bool = False
    serves_all: bool = False

    @property
    def overhead(self) -> bool:
        """It is not tied to a channel or campaign, or serves all of them: it has no verdict (J-03)."""
        return not self.key or self.serves_all

    @property
    def returned(self) -> Fraction:
        """The return × margin, in minor units, unrounded: cost - excess."""
        return self.performance.cost - self.excess


def performance(
    cells: Iterable[Cell], goals: Mapping[int, Goal], currency: str, primary: Primary | None = None
) -> Performance:
    """The sum of ``cells``. ``goals``: version id -> goal, of every version the cells name.

    ``primary``: of the whole answer; without one, that of ``cells``.
    """
    every = tuple(cells)
    counted = primary or primary_set(every, goals)
    sums = _Sums(counted, advertised(every))
    for cell in every:
        sums.add_cost(cell)
        if goal := goals.get(cell.goal):
            sums.add_result(cell, goal)
    return sums.performance(currency)


def advertised(cells: Iterable[Cell]) -> frozenset[str] | None:
    """The channels that ads ran on: ratios of ads take the results of these alone (J-12).

    None for all of them: ads that name no channel may have run on any.
    """
    channels = {cell.channel for cell in cells if cell.category == Category.ADS and (cell.cost or cell.standing)}
    return None if "" in channels else frozenset(channels)


class _Sums:
    """What is added up, cell by cell."""

    def __init__(self, primary: Primary, advertised: frozenset[str] | None) -> None:
        self._primary = primary
        self._advertised = advertised
        self._sums = dict.fromkeys(_SUMMED, 0)
        self._by_goal: dict[str, int] = {}
        self._returns: dict[str, int] = {}
        self._expected: dict[Basis, int] = {}

    def add_cost(self, cell: Cell) -> None:
        self._sums["cost"] += cell.cost
        self._sums["results" if cell.goal else "costs"] += cell.standing
        self._sums["ads"] += cell.cost if cell.category == Category.ADS else 0

    def add_result(self, cell: Cell, goal: Goal) -> None:
        sums = self._sums
        sums["value"] += cell.value
        sums["counting" if goal.counts else "not_counting"] += cell.count
        sums["conversions"] += cell.count if cell.goal in self._primary.versions else 0
        if goal.basis.estimate:
            sums["targeted" if goal.basis is Basis.TARGET else "estimated"] += cell.value - cell.revenue
        if goal.stage in _STAGES:
            sums[_STAGES[goal.stage]] += cell.count
        if self._advertised is None or cell.channel in self._advertised:
            self._add_advertised(cell, goal)
        if goal.basis is not Basis.FIXED:
            self._expected[goal.basis] = self._expected.get(goal.basis, 0) + cell.value - cell.revenue
        self._by_goal[goal.key] = self._by_goal.get(goal.key, 0) + cell.count
        self._returns[goal.key] = self._returns.get(goal.key, 0) + cell.value

    def _add_advertised(self, cell: Cell, goal: Goal) -> None:
        self._sums["ads_value"] += cell.value
        if goal.stage in _STAGES:
            self._sums[f"ads_{_STAGES[goal.stage]}"] += cell.count

    def performance(self, currency: str) -> Performance:
        return Performance(
            currency=currency,
            primary=self._primary.goals,
            by_goal=_some(self._by_goal),
            returns=_some(self._returns),
            expected={basis: minor for basis, minor in self._expected.items() if minor},
            **self._sums,
        )


_STAGES = {Stage.LEAD: "leads", Stage.CUSTOMER: "customers"}
_SUMMED = (
    *("cost", "costs", "value", "results", "ads", "counting", "not_counting", "conversions", "estimated", "targeted"),
    *("leads", "customers", "ads_value", "ads_leads", "ads_customers"),
)


def _some(sums: Mapping[str, int]) -> dict[str, int]:
    return {key: minor for key, minor in sums.items() if minor}
