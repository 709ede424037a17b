"""Progress: how far a target has come on a day, at what cost, and what it takes to make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from core.calendar.periods import Period
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.cells import Cell
from core.performance.performance import performance
from core.plans.benchmarks import Benchmark, FarPrice, Ratio, far_prices
from core.plans.targets import Target
from core.setup.goals import Goal, Stage

PRICED_AS = {Stage.LEAD: Ratio.CPL, Stage.CUSTOMER: Ratio.CPA}
"""Stage of a goal -> what others call the price of one."""


class Books(Protocol):
    """The protocol of what progress needs of the store, of one workspace and in one snapshot."""

    currency: str

    def goals(self) -> Mapping[int, Goal]: ...
    def targets(self) -> Sequence[Target]: ...
    def of_campaign(self, key: str, period: Period) -> Sequence[Cell]: ...
    def days(self, campaign: str | None = None) -> tuple[date, date] | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The ``count`` of the goal and full ``cost`` of the campaign, from the target's first day up to and with ``day``.

    ``over``: its last day is past. ``first_period``: nothing was on the books before it began, so that missing it says
    nothing (A-25, A-26). ``credited``: credits have made up for all costs. ``far``: benchmarks its price is far
    from.
    """

    target: Target
    day: date
    count: int
    cost: Money
    over: bool
    first_period: bool
    credited: bool = False
    far: tuple[FarPrice, ...] = ()

    @property
    def begun(self) -> bool:
        return self.day >= self.target.start

    @property
    def reached(self) -> bool:
        return self.count >= self.target.count

    @property
    def expected(self) -> Fraction:
        """The count expected by now, by the linear pace of its local days (D-28)."""
        return self.target.expected(self.day)

    @property
    def ahead(self) -> Fraction:
        """The count less what was expected; below zero: behind."""
        return self.count - self.expected

    @property
    def gap(self) -> int:
        """The conversions `ahead`, in whole ones, half up."""
        return half_up(self.ahead)

    @property
    def off_pace(self) -> bool:
        """Whether it lacks a whole conversion or more of what was expected by now, or was missed; a first one never."""
        missed = self.over and not self.first_period
        return self.begun and not self.reached and (missed or (not self.over and self.gap < 0))

    @property
    def budget_of_month(self) -> tuple[Period, Money] | None:
        """The target's month that ``day`` lies in, with its part of the budget; None unless it runs and has several."""
        parts = self.target.monthly_budgets()
        if self.over or len(parts) < 2:
            return None
        return next(((month, part) for month, part in parts if self.day in month), None)

    @property
    def cost_per_conversion(self) -> Money | None:
        """Full cost of the campaign / count of the goal; none where the net cost is not above zero (J-12)."""
        return None if self.credited or self.count <= 0 else self.cost.times(Fraction(1, self.count))

    @property
    def days_left(self) -> int:
        """Days after ``day``, the target's last one included."""
        return self.target.days - self.target.until(self.day).days

    @property
    def needed_a_day(self) -> Fraction | None:
        """The count still lacking / days left; None where nothing is lacking or no day is left."""
        missing = self.target.count - self.count
        return Fraction(missing, self.days_left) if missing > 0 and self.days_left else None


def progress(books: Books, target: Target, day: date, *, over: bool, benchmarks: Sequence[Benchmark] = ()) -> Progress:
    """The target as it stood at the end of ``day``; ``benchmarks``: the benchmarks its price is compared with."""
    cells = books.of_campaign(target.campaign, target.until(day))
    total = performance(cells, books.goals(), books.currency)
    first = books.days()
    return Progress(
        target=target,
        day=day,
        count=total.by_goal.get(target.goal, 0),
        cost=total.invested,
        over=over,
        first_period=first is None or first[0] >= target.start,
        credited=total.credited,
        far=_far(books, target, cells, benchmarks),
    )


def progress_today(books: Books, target: Target, today: date, benchmarks: Sequence[Benchmark] = ()) -> Progress:
    """The target as it stands; on its last day it is not over yet."""
    return progress(books, target, today, over=target.end < today, benchmarks=benchmarks)


def progress_of_week(books: Books, week: Period) -> tuple[Progress, ...]:
    """Every target that ran in the week, as it stood when the week ended; the first to end comes first."""
    end = week.last
    running = [target for target in books.targets() if target.overlaps(week)]
    running.sort(key=lambda target: (target.end, target.campaign, target.goal))
    return tuple(progress(books, target, end, over=target.end <= end) for target in running)


def _far(books: Books, target: Target, cells: Sequence[Cell], benchmarks: Sequence[Benchmark]) -> tuple[FarPrice, ...]:
    """The benchmarks the target's price is far from.

    Only prices of leads or customers are compared, by the goal's stage in its latest version.
    """
    versions = [goal for goal in books.goals().values() if goal.key == target.goal]
    latest = max(versions, key=lambda goal: goal.id, default=None)
    ratio = PRICED_AS.get(latest.stage) if latest else None
    if ratio is None:
        return ()
    channels = {cell.channel for cell in cells if cell.channel and cell.cost}
    return far_prices(target.cost_per_conversion, channels, benchmarks, ratio)
