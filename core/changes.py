"""Changes: why ROI moved from one time or campaign to another, split exactly into what made it move.

In points of ROI (percent), in this order: cost R0/C1 - R0/C0, volume (N1·V0 - R0)/C1, mix (Σ n1ᵢv0ᵢ - N1·V0)/C1, value
Σ n1ᵢ(v1ᵢ - v0ᵢ)/C1, over channel × goal; C, R, N are cost, return and conversions of goals that count, V and v what one
brings on average in all and in one channel × goal, 0 before and 1 after. What is new has no value of before, so it
brings its own: it is volume where nothing converted before, else mix, and never value. One currency: no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.goals import Goal
from core.money import rounded
from core.performance import Cell


class Cause(StrEnum):
    """In the order in which the parts are taken out."""

    COST = "cost"
    VOLUME = "volume"
    MIX = "mix"
    VALUE = "value"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """``parts``: points of ROI by cause, exact; they sum to ``points``."""

    parts: Mapping[Cause, Fraction]

    @property
    def points(self) -> Fraction:
        return sum(self.parts.values(), Fraction())

    @property
    def shown(self) -> Mapping[Cause, Decimal]:
        """The parts with two decimals, summing to the rounded ``points``: the largest takes what rounding leaves."""
        found = {cause: rounded(part) for cause, part in self.parts.items()}
        largest = max(self.parts, key=lambda cause: abs(self.parts[cause]))
        left = rounded(self.points) - sum(found.values(), Decimal())
        return {cause: part + left if cause is largest else part for cause, part in found.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Result:
    """What one channel brought for one goal; ``value`` in minor units."""

    count: int = 0
    value: int = 0

    @property
    def each(self) -> Fraction | None:
        return Fraction(self.value, self.count) if self.count else None


def change(before: Sequence[Cell], after: Sequence[Cell], goals: Mapping[int, Goal]) -> Change | None:
    """From the ROI of ``before`` to that of ``after``; None where one of them has none (D-16)."""
    cost_before, cost_after = _cost(before), _cost(after)
    if cost_before <= 0 or cost_after <= 0:
        return None
    old, new = _by_result(before, goals), _by_result(after, goals)
    total_old, total_new = _total(old.values()), _total(new.values())
    at_old_average = _at_old_value(total_old, total_new)
    at_old_values = sum((_at_old_value(old.get(key, _Result()), result) for key, result in new.items()), Fraction())
    earned = {
        Cause.VOLUME: at_old_average - total_old.value,
        Cause.MIX: at_old_values - at_old_average,
        Cause.VALUE: total_new.value - at_old_values,
    }
    dearer = Fraction(total_old.value, cost_after) - Fraction(total_old.value, cost_before)
    return Change(parts={Cause.COST: dearer * 100} | {key: part * 100 / cost_after for key, part in earned.items()})


def _at_old_value(old: _Result, new: _Result) -> Fraction:
    """What ``new`` would have brought if one were still worth what it was; what is new brings its own."""
    return Fraction(new.value) if old.each is None else new.count * old.each


def _by_result(cells: Sequence[Cell], goals: Mapping[int, Goal]) -> dict[tuple[str, str], _Result]:
    """By channel and goal, the versions of a goal together; conversions that do not count are none here."""
    found: dict[tuple[str, str], list[_Result]] = {}
    for cell in cells:
        if goal := goals.get(cell.goal):
            result = _Result(count=cell.count if goal.counts else 0, value=cell.value)
            found.setdefault((cell.channel, goal.key), []).append(result)
    return {key: _total(results) for key, results in found.items()}


def _total(results: Iterable[_Result]) -> _Result:
    every = list(results)
    return _Result(count=sum(result.count for result in every), value=sum(result.value for result in every))


def _cost(cells: Sequence[Cell]) -> int:
    return sum(cell.cost for cell in cells)
