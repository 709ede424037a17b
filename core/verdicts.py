"""Verdicts: which is best and which is worst, said only where chance cannot explain the difference (D-23, D-25).

Compared is the return × margin a unit of cost brings, the order of excess cost (D-26). Two are different where both
have ten conversions, their 95 % intervals do not overlap, and the conditional binomial test is below α, halved for
either direction and shared among all pairs compared (D-29).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.performance import Row
from core.ranges import Range, roi, worths
from core.statistics import alike_in_worth, binomial_cdf, level


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
    """``best`` is better than every other row that could be judged, ``worst`` worse; None: not certain."""

    judged: int
    best: Judged | None = None
    worst: Judged | None = None


def verdict(rows: Sequence[Row]) -> Verdict | None:
    """The best and the worst of ``rows``; None where there are no two to compare. What belongs nowhere is left out."""
    named = [row for row in rows if row.key and row.performance.cost > 0]
    if len(named) < 2:
        return None
    judged = sorted(_judged(named), key=lambda found: _per_cost(found.row))
    if len(judged) < 2:
        return Verdict(judged=len(judged))
    alpha = level(len(judged) * (len(judged) - 1) // 2) / 2
    first, last = judged[0], judged[-1]
    return Verdict(
        judged=len(judged),
        best=last if all(_beats(last, other, alpha) for other in judged[:-1]) else None,
        worst=first if all(_beats(other, first, alpha) for other in judged[1:]) else None,
    )


def _judged(rows: Sequence[Row]) -> list[Judged]:
    enough = [row for row in rows if row.returned > 0 and not row.performance.too_early]
    found = [(row, roi(row.performance, row.returned)) for row in enough]
    return [Judged(row=row, roi=possible) for row, possible in found if possible]


def _per_cost(row: Row) -> Fraction:
    return Fraction(row.returned, row.performance.cost)


def _beats(better: Judged, worse: Judged, alpha: Fraction) -> bool:
    return better.roi.low > worse.roi.high and _chance(better.row, worse.row) <= alpha


def _chance(better: Row, worse: Row) -> float:
    """How often the worse would have had so few of all conversions, were a unit of cost worth the same in both.

    D-25 with the cost of each counted in what one of its conversions is worth; of equal worth it is the cost itself.
    """
    few, many = _alike(worse), _alike(better)
    exposed, other = few / _per_cost(worse), many / _per_cost(better)
    return binomial_cdf(few, few + many, exposed / (exposed + other))


def _alike(row: Row) -> int:
    return alike_in_worth(worths(row.performance))
