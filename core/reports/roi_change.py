"""ROI change: why ROI moved from one time or campaign to another, split exactly into what made it move.

In points of ROI (percent), in this order: currency ROI1 - ROI1 re-valued at the rates of before, then to the re-valued
cost R0/C1 - R0/C0, volume (N1·V0 - R0)/C1, mix (Σ n1ᵢv0ᵢ - N1·V0)/C1, value Σ n1ᵢ(v1ᵢ - v0ᵢ)/C1, over channel × goal;
C, R, N are cost, return and conversions of goals that count, V and v what one brings on average in all and in one
channel × goal, 0 before and 1 after. What is new has no value of before, so it brings its own: it is volume where
nothing converted before, else mix, and never value. A currency new since then has no rate of before: it moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.ledger.own_currency import Foreign, Moved, revalued
from core.money.rounding import rounded
from core.performance.cells import Cell
from core.setup.goals import Goal


class Cause(StrEnum):
    """The causes, in the order in which the parts are taken out."""

    CURRENCY = "currency"
    COST = "cost"
    VOLUME = "volume"
    MIX = "mix"
    VALUE = "value"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """The sums of one side: ``cost`` and ``returned`` in minor units, and the ``count`` of goals that count."""

    cost: Fraction
    returned: Fraction
    count: int

    @property
    def points(self) -> Fraction:
        """The return × 100 / cost: the ROI of the side, in percent, plus a hundred."""
        return self.returned * 100 / self.cost


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """The way from ``before`` to ``after``, on which one thing after the other changes; minor units.

    ``at_old_rates``: what came after at the exchange rates of before. ``at_old_average``: the return of as many
    conversions, each worth what one was on average; ``at_old_values``: worth what one was in its channel and goal.
    """

    before: Sums
    after: Sums
    at_old_rates: Sums
    at_old_average: Fraction
    at_old_values: Fraction

    @property
    def parts(self) -> Mapping[Cause, Fraction]:
        """Points of ROI by cause."""
        before, now = self.before, self.at_old_rates
        earned = {
            Cause.VOLUME: self.at_old_average - before.returned,
            Cause.MIX: self.at_old_values - self.at_old_average,
            Cause.VALUE: now.returned - self.at_old_values,
        }
        return {
            Cause.CURRENCY: self.after.points - now.points,
            Cause.COST: before.returned * 100 / now.cost - before.points,
        } | {cause: part * 100 / now.cost for cause, part in earned.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A change of ROI. ``parts``: points of ROI by cause, exact; they sum to ``points``. ``steps``: where from."""

    parts: Mapping[Cause, Fraction]
    steps: Steps | None = None

    @property
    def points(self) -> Fraction:
        return sum(self.parts.values(), Fraction())

    @property
    def shown(self) -> Mapping[Cause, Decimal]:
        """The parts with two decimals, summing to the rounded ``points``: the largest takes what rounding leaves."""
        parts = {cause: rounded(part) for cause, part in self.parts.items()}
        largest = max(self.parts, key=lambda cause: abs(self.parts[cause]))
        left = rounded(self.points) - sum(parts.values(), Decimal())
        return parts | {largest: parts[largest] + left}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Result:
    """The conversions that one channel brought for one goal; ``value`` in minor units."""

    count: int = 0
    value: Fraction = Fraction()

    @property
    def each(self) -> Fraction | None:
        return self.value / self.count if self.count else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    """One side: ``cost`` in minor units, what came of it by channel and goal."""

    cost: Fraction
    results: Mapping[tuple[str, str], _Result]

    @property
    def total(self) -> _Result:
        return _total(self.results.values())

    @property
    def sums(self) -> Sums:
        return Sums(cost=self.cost, returned=self.total.value, count=self.total.count)


def change(
    before: Sequence[Cell],
    after: Sequence[Cell],
    goals: Mapping[int, Goal],
    foreign: tuple[Sequence[Foreign], Sequence[Foreign]] = ((), ()),
) -> Change | None:
    """The change from the ROI of ``before`` to that of ``after``; None where one of them has none (D-16).

    ``foreign``: what of each was booked from other currencies.
    """
    old, new = _side(before, goals), _side(after, goals)
    if old.cost <= 0 or new.cost <= 0:
        return None
    at_old_rates = _side(after, goals, revalued(*foreign))
    if at_old_rates.cost <= 0:  # credits alone are left of it at the old rates: no ROI, so no telling
        at_old_rates = new
    steps = _steps(old, new, at_old_rates)
    return Change(parts=steps.parts, steps=steps)


def _steps(old: _Side, new: _Side, at_old_rates: _Side) -> Steps:
    kept = ((old.results.get(key, _Result()), result) for key, result in at_old_rates.results.items())
    return Steps(
        before=old.sums,
        after=new.sums,
        at_old_rates=at_old_rates.sums,
        at_old_average=_at_old_value(old.total, at_old_rates.total),
        at_old_values=sum((_at_old_value(was, result) for was, result in kept), Fraction()),
    )


def _at_old_value(old: _Result, new: _Result) -> Fraction:
    """The return of ``new`` if one conversion were still worth what it was; what is new brings its own."""
    return new.value if old.each is None else new.count * old.each


def _side(cells: Sequence[Cell], goals: Mapping[int, Goal], moved: Sequence[Moved] = ()) -> _Side:
    """The sums by channel and goal, all versions of a goal together; conversions that do not count are none here."""
    cost = Fraction(sum(cell.cost for cell in cells)) + sum((one.cost for one in moved), Fraction())
    sums: dict[tuple[str, str], list[_Result]] = {}
    for cell in cells:
        if goal := goals.get(cell.goal):
            result = _Result(count=cell.count if goal.counts else 0, value=Fraction(cell.value))
            sums.setdefault((cell.channel, goal.key), []).append(result)
    for one in moved:
        if goal := goals.get(one.goal):
            sums.setdefault((one.channel, goal.key), []).append(_Result(value=one.value))
    return _Side(cost=cost, results={key: _total(results) for key, results in sums.items()})


def _total(results: Iterable[_Result]) -> _Result:
    every = list(results)
    return _Result(
        count=sum(result.count for result in every), value=sum((result.value for result in every), Fraction())
    )
