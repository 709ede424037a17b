"""Performance: cost, return and conversions of anything over a period, and the ratios computed from them.

Ratios come last: costs and returns are summed, then divided once (D-16). A ratio without an answer is None,
never 0 and never infinite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from core.money.money import Money
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Sums over a period of what shares these keys; keys not asked for are empty. Minor units.

    ``standing``: of how many postings; sums of nothing are something as long as there are any. ``sales``: how many of
    ``count`` are sales with real revenue of a goal that counts; ``squares``: the sum of the squares of what each of
    them weighs (J-02).
    """

    campaign: str = ""
    channel: str = ""
    category: str = ""
    goal: int = 0
    content: str = ""
    cost: int = 0
    count: int = 0
    value: int = 0
    revenue: int = 0
    standing: int = 0
    sales: int = 0
    squares: int = 0


ENOUGH = 10
"""Conversions below which nothing is judged (D-23)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Performance:
    """The sums of anything over a period, in minor units of ``currency``.

    ``conversions`` are those of goals that count towards return, else of all. ``by_goal``: goal key -> count;
    ``returns``: goal key -> its part of ``value``. ``costs`` and ``results``: how many postings of costs and of
    conversions these are the sums of.
    """

    currency: str
    cost: int = 0
    value: int = 0
    ads: int = 0
    counting: int = 0
    not_counting: int = 0
    leads: int = 0
    customers: int = 0
    estimated: int = 0
    targeted: int = 0
    by_goal: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
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
    def conversions(self) -> int:
        return self.counting or self.not_counting

    @property
    def too_early(self) -> int:
        """The number of conversions lacking to judge; 0 where there are enough, or nothing at all to judge."""
        return 0 if self.empty else max(0, ENOUGH - self.conversions)

    @property
    def roi(self) -> Fraction | None:
        """The ROI, (return - cost) × 100 / cost, in percent (article A-01); None where the cost is not above zero."""
        return Fraction((self.value - self.cost) * 100, self.cost) if self.cost > 0 else None

    @property
    def roas(self) -> Fraction | None:
        """Return / ad spend, a factor (D-02)."""
        return Fraction(self.value, self.ads) if self.ads > 0 else None

    def margin_roi(self, margin: Fraction) -> Fraction | None:
        """The (return × margin - cost) × 100 / cost in percent (D-03); None where the cost is not above zero."""
        return -self.excess(margin) * 100 / self.cost if self.cost > 0 else None

    @property
    def cpl(self) -> Money | None:
        """Full cost / leads (D-07)."""
        return self.each(self.leads)

    @property
    def cpl_ads(self) -> Money | None:
        """Ad spend / leads: another figure than `cpl`, and the one benchmarks give (D-07)."""
        return self._each_of_ads(self.leads)

    @property
    def cpa(self) -> Money | None:
        """Full cost / customers (D-08)."""
        return self.each(self.customers)

    @property
    def cpa_ads(self) -> Money | None:
        """Ad spend / customers (D-08)."""
        return self._each_of_ads(self.customers)

    @property
    def lead_rate(self) -> Fraction | None:
        """Customers per hundred leads, in percent; None without leads, or with more customers than leads."""
        return Fraction(self.customers * 100, self.leads) if 0 <= self.customers <= self.leads != 0 else None

    @property
    def cost_per_conversion(self) -> Money | None:
        return self.each(self.conversions)

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
        """Whether some of the return rests on a target or a guess."""
        return bool(self.estimated or self.targeted)

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
    """The performance of one channel or campaign; ``excess`` decides the order (D-26), in minor units."""

    key: str
    performance: Performance
    excess: int

    @property
    def returned(self) -> int:
        """The return × margin, in minor units: cost - excess."""
        return self.performance.cost - self.excess


def performance(cells: Iterable[Cell], goals: Mapping[int, Goal], currency: str) -> Performance:
    """The sum of ``cells``. ``goals``: version id -> goal, of every version the cells name."""
    sums = dict.fromkeys(("cost", "value", "ads", "counting", "not_counting", "estimated", "targeted"), 0)
    costs = results = 0
    stages = dict.fromkeys(Stage, 0)
    by_goal: dict[str, int] = {}
    returns: dict[str, int] = {}
    for cell in cells:
        sums["cost"] += cell.cost
        costs += 0 if cell.goal else cell.standing
        results += cell.standing if cell.goal else 0
        sums["ads"] += cell.cost if cell.category == Category.ADS else 0
        if goal := goals.get(cell.goal):
            _add_result(cell, goal, sums)
            stages[goal.stage] += cell.count
            by_goal[goal.key] = by_goal.get(goal.key, 0) + cell.count
            returns[goal.key] = returns.get(goal.key, 0) + cell.value
    return Performance(
        currency=currency,
        leads=stages[Stage.LEAD],
        customers=stages[Stage.CUSTOMER],
        by_goal=_some(by_goal),
        returns=_some(returns),
        costs=costs,
        results=results,
        **sums,
    )


def _some(sums: Mapping[str, int]) -> dict[str, int]:
    return {key: minor for key, minor in sums.items() if minor}


def _add_result(cell: Cell, goal: Goal, sums: dict[str, int]) -> None:
    sums["value"] += cell.value
    sums["counting" if goal.counts else "not_counting"] += cell.count
    if goal.basis.estimate:
        sums["targeted" if goal.basis is Basis.TARGET else "estimated"] += cell.value - cell.revenue


def grouped(cells: Iterable[Cell], key: str) -> dict[str, list[Cell]]:
    """Cells by the value of their ``key`` field, in order of first appearance."""
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(getattr(cell, key), []).append(cell)
    return groups
