"""Verdicts: which is best and which is worst, said only where chance cannot explain the difference (D-23, D-25).

The rows are compared by the return × margin that a unit of cost brings, which is the order of excess cost (D-26). Two
are different where both have ten conversions, their 95 % intervals do not overlap, and the conditional binomial test is
below α, halved for either direction and shared among all pairs compared (D-29).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.performance.performance import Row
from core.performance.ranges import Range, roi, share_at_least, share_at_most, worths
from core.performance.statistics import (
    Interval,
    alike_in_worth,
    around_garwood_sum,
    binomial_cdf,
    binomial_cdf_at_most,
    level,
    nearly,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A row with what its ROI may be, in percent, on the return × margin."""

    row: Row
    roi: Range

    @property
    def on_margin(self) -> bool:
        """Whether a margin made less of the return."""
        return self.row.returned != self.row.performance.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The verdict on rows.

    ``best`` is better than every other row that could be judged, ``worst`` worse; None: not certain.
    """

    judged: int
    best: Judged | None = None
    worst: Judged | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Compared:
    """A row that can be judged: (count, return) of its goals, and what a unit of cost brings."""

    row: Row
    parts: tuple[tuple[int, int], ...]
    per_cost: Fraction

    @property
    def low(self) -> Fraction:
        """The least that a unit of cost may bring; in the order of ROI."""
        return self.per_cost * share_at_least(self.parts)

    @property
    def high(self) -> Fraction:
        """The most that a unit of cost may bring."""
        return self.per_cost * share_at_most(self.parts)

    @property
    def around(self) -> Interval:
        """An interval that surely holds both `low` and `high`, for less work."""
        interval = around_garwood_sum(self.parts)
        unit = nearly(self.per_cost) / sum(value for _, value in self.parts)
        return Interval(low=interval.low * unit, high=interval.high * unit)

    @property
    def alike(self) -> int:
        return alike_in_worth(self.parts)


def verdict(rows: Sequence[Row]) -> Verdict | None:
    """The best and the worst of ``rows``; None where there are no two to compare. What belongs nowhere is left out.

    Whoever is nearest is compared first: that one settles most questions, so few intervals have to be found.
    """
    named = [row for row in rows if row.key and row.performance.cost > 0]
    if len(named) < 2:
        return None
    judged = sorted((compared for row in named if (compared := _compared(row))), key=lambda one: nearly(one.per_cost))
    if len(judged) < 2:
        return Verdict(judged=len(judged))
    # All pairs count, though few are compared: the figures pick which, so any pair might have been one that chance made
    # stand out.
    alpha = level(len(judged) * (len(judged) - 1) // 2) / 2
    first, last = judged[0], judged[-1]
    return Verdict(
        judged=len(judged),
        best=_judged(last) if _beats_all(last, judged[-2::-1], alpha) else None,
        worst=_judged(first) if _beaten_by_all(first, judged[1:], alpha) else None,
    )


def _compared(row: Row) -> _Compared | None:
    """The row made ready to compare; None where there is too little to judge by."""
    if row.returned <= 0 or row.performance.too_early:
        return None
    parts = worths(row.performance)
    return _Compared(row=row, parts=parts, per_cost=Fraction(row.returned, row.performance.cost)) if parts else None


def _judged(one: _Compared) -> Judged | None:
    possible = roi(one.row.performance, one.row.returned)
    return Judged(row=one.row, roi=possible) if possible else None


def _beats_all(best: _Compared, others: Sequence[_Compared], alpha: Fraction) -> bool:
    low = best.low
    about = nearly(low)
    return all((about > one.around.high or low > one.high) and _certain(best, one, alpha) for one in others)


def _beaten_by_all(worst: _Compared, others: Sequence[_Compared], alpha: Fraction) -> bool:
    high = worst.high
    about = nearly(high)
    return all((one.around.low > about or one.low > high) and _certain(one, worst, alpha) for one in others)


def _certain(better: _Compared, worse: _Compared, alpha: Fraction) -> bool:
    """Whether the worse would hardly ever have so few of all conversions, were a unit of cost worth the same in both.

    D-25 with the cost of each counted in what one of its conversions is worth; of equal worth it is the cost itself.
    """
    few, many = worse.alike, better.alike
    exposed, other = few / nearly(worse.per_cost), many / nearly(better.per_cost)
    if binomial_cdf_at_most(few, few + many, exposed / (exposed + other)) <= nearly(alpha):
        return True
    exactly, others = few / worse.per_cost, many / better.per_cost
    return binomial_cdf(few, few + many, exactly / (exactly + others)) <= alpha
