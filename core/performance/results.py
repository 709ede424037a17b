"""Results as weights: what came back, what one more could bring, and between which sums chance alone moves it (J-02).

The interval is the gamma interval of a weighted sum of Poisson counts (Fay and Feuer 1997, Statistics in Medicine 16).
Its upper end adds one more result of the dearest kind that could have come, so that what did not come is not forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.performance.gamma import gamma_quantile

RANGE_TAIL = 0.025
"""What the 95 % range leaves out on either side."""

LIKELY_TAIL = 0.2
"""What the 60 % range leaves out on either side."""

ENOUGH_FOR_WAVES = 20
"""Results in a year from which their waves are measured."""

BLOCKS = 13
"""Blocks of four weeks in a year."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Both ends are included."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """What came back, in minor units × margin.

    ``total``: the sum of the weights; ``squares``: the sum of their squares. ``dearest``: the weight of the dearest
    result that could have come; ``typical``: of a typical dear one. ``waves``: φ >= 1, by which more it varies than
    chance does. ``count``: how many results.
    """

    total: float
    squares: float
    dearest: float
    typical: float
    waves: float = 1.0
    count: int = 0

    def range(self) -> Interval:
        """The 95 % range."""
        return self.between(RANGE_TAIL, self.dearest)

    def likely(self) -> Interval:
        """The 60 % range, which only a typical dear result widens."""
        return self.between(LIKELY_TAIL, self.typical)

    def between(self, tail: float, one_more: float) -> Interval:
        """The interval that leaves ``tail`` out on either side; ``one_more`` result is added at the top."""
        return Interval(low=self._low(tail), high=self._high(tail, one_more))

    def scaled(self, factor: float) -> Results:
        """The same results ``factor`` times over, as if it went on as so far."""
        return Results(
            total=self.total * factor,
            squares=self.squares * factor,
            dearest=self.dearest,
            typical=self.typical,
            waves=self.waves,
            count=round(self.count * factor),
        )

    def _low(self, tail: float) -> float:
        if self.total <= 0 or self.squares <= 0:
            return 0.0
        each = self.waves * self.squares / self.total
        return each * gamma_quantile(self.total / each, tail)

    def _high(self, tail: float, one_more: float) -> float:
        total = max(0.0, self.total) + one_more
        if total <= 0:
            return 0.0
        each = (self.waves * max(0.0, self.squares) + one_more**2) / total
        return each * gamma_quantile(total / each, 1 - tail)


def together(parts: Sequence[Results]) -> Results:
    """Several units as one; each keeps its own waves."""
    squares = sum(part.squares for part in parts)
    varying = sum(part.waves * part.squares for part in parts)
    return Results(
        total=sum(part.total for part in parts),
        squares=squares,
        dearest=max((part.dearest for part in parts), default=0.0),
        typical=max((part.typical for part in parts), default=0.0),
        waves=max(1.0, varying / squares) if squares > 0 else 1.0,
        count=sum(part.count for part in parts),
    )


def waves(returns: Sequence[float], spending: Sequence[float], squares: float, count: int) -> float:
    """φ = max(1, 13/12 · Σ(y - e)² / Σw²) of a year's results; 1 with fewer than twenty.

    ``returns``: y, the return of each of the 13 four-week blocks; ``spending``: the due spend of each, by which the
    total is shared to give e (equally where there is none). ``squares``: Σw² of all blocks.
    """
    if count < ENOUGH_FOR_WAVES or squares <= 0:
        return 1.0
    expected = _shared(sum(returns), spending)
    apart = sum((came - due) ** 2 for came, due in zip(returns, expected, strict=True))
    return max(1.0, BLOCKS / (BLOCKS - 1) * apart / squares)


def _shared(total: float, spending: Sequence[float]) -> list[float]:
    spent = sum(spending)
    if spent <= 0:
        return [total / len(spending)] * len(spending)
    return [total * part / spent for part in spending]
