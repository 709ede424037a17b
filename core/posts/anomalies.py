"""Anomalies: a value far from what is usual, told by median and deviation so that one outlier hides no other (D-27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

FAR = Fraction(7, 2)
"""The modified z beyond which a value is no longer usual (Iglewicz and Hoaglin)."""

MATERIAL = Fraction(25)
"""The percentage of the median by which it must differ at least."""

_OF_MEDIAN_DEVIATION = Fraction("0.6745")
_OF_MEAN_DEVIATION = Fraction("1.253314")
"""The factor that makes the mean deviation a standard one where values are normally distributed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """The usual values. ``middle``: the median. ``median_deviation``, ``mean_deviation``: of the distances from it."""

    middle: Fraction
    median_deviation: Fraction
    mean_deviation: Fraction

    def z(self, value: int) -> Fraction | None:
        """The modified z; by the mean deviation where the median one is 0, None where that is 0 too."""
        away = value - self.middle
        if self.median_deviation:
            return _OF_MEDIAN_DEVIATION * away / self.median_deviation
        return away / (_OF_MEAN_DEVIATION * self.mean_deviation) if self.mean_deviation else None

    def stands_out(self, value: int, floor: int) -> bool:
        """Whether a value is unusual and large enough to matter: by ``floor`` at least and by 25 % of the median."""
        away, z = abs(value - self.middle), self.z(value)
        return away >= floor and away * 100 >= MATERIAL * self.middle and (z is None or abs(z) > FAR)


def usual(values: Sequence[int]) -> Usual:
    """The median and the deviations from it of at least one value, in minor units."""
    middle = Fraction(median(map(Fraction, values)))
    away = [abs(value - middle) for value in values]
    return Usual(middle=middle, median_deviation=Fraction(median(away)), mean_deviation=sum(away) / Fraction(len(away)))
